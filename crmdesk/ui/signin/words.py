"""Why signing in did not work, in the user's language and from where they sit. Knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.errors import NotOurServer, NotTrusted, Offline, SignInNeeded, UserError
from crmdesk.ui.faults import fault_text


def refusal_words(error: UserError, *, by_code: bool) -> str:
    """One or two sentences; what is not known here is told as it came. `by_code`: an enrolment code was tried."""
    if isinstance(error, NotTrusted):
        return fault_text(error)
    if isinstance(error, Offline) and error.retry_after is None:
        return QCoreApplication.translate(
            "signin", "The server cannot be reached. Check the address and the network, then try again."
        )
    if isinstance(error, NotOurServer):
        return QCoreApplication.translate(
            "signin", "Something answers at this address, but it is no CRMDesk server. Check the address."
        )
    if isinstance(error, SignInNeeded):
        if by_code:
            return QCoreApplication.translate(
                "signin", "This code does not fit, or it has been used or has run out. Ask for a new one."
            )
        return QCoreApplication.translate("signin", "User name and password do not match. Try again.")
    return fault_text(error)
