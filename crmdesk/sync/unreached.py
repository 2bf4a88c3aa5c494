"""Why a centre was not reached, in words for people. It asks nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmdesk.domain.errors import NotTrusted, Offline

if TYPE_CHECKING:
    import ssl

AGAIN = "it is tried again by itself"
"""What follows where nobody was reached. It holds for a desktop; others say what holds for them."""


def unreachable(error: Exception) -> Offline:
    """What `httpx` met on the way to a centre, as a fault."""
    distrust = _distrust(error)
    if distrust is not None:
        return NotTrusted(distrust.verify_message)
    words = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Offline("The server cannot be reached", words, AGAIN)


def _distrust(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    """What TLS has against the certificate, if that is behind it."""
    import ssl  # takes a while to load, and has been by whoever met this

    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error
