"""Signing in, renewing tokens, signing out."""

from __future__ import annotations

from typing import Literal

from crmdesk.protocol.messages import OwnDevice, Proof, Refresh, SignIn, Tokens
from crmdesk.server.routes.operation import Answer, Call, Operation
from crmdesk.server.sessions import Grant


def sign_in(call: Call) -> Tokens:
    """Tokens for a password or an enrolment code."""
    return _tokens(call, call.centre.identity.sign_in(call.message(SignIn), call.address))


def refresh(call: Call) -> Tokens:
    """New tokens for a refresh token."""
    return _tokens(call, call.centre.identity.refresh(call.message(Refresh).refresh))


def sign_out(call: Call) -> Answer:
    """Ends the session of this device."""
    call.centre.identity.sign_out(call.principal)
    return Answer(b"{}")


def own_devices(call: Call) -> list[OwnDevice]:
    """The laptops of who asks."""
    return call.centre.own_devices.all(call.principal)


def revoke_own(call: Call) -> Answer:
    """Shuts another laptop of one's own out."""
    return _mark_own(call, "revoked")


def wipe_own(call: Call) -> Answer:
    """Shuts another laptop of one's own out and has it erase its data."""
    return _mark_own(call, "wiped")


def _mark_own(call: Call, state: Literal["revoked", "wiped"]) -> Answer:
    password = call.message(Proof).password
    call.centre.own_devices.mark(call.principal, call.path["id"], state, password, call.address)
    return Answer(b"{}")


def _tokens(call: Call, grant: Grant) -> Tokens:
    principal = grant.principal
    return Tokens(
        access=grant.access,
        refresh=grant.refresh,
        expires_in=grant.expires_in,
        device=principal.device or "",
        user=call.centre.organisations.person(principal),
        organisation=call.centre.organisations.info(principal.org),
    )


OPERATIONS = (
    Operation(
        "POST",
        "/v1/sign-in",
        "sign_in",
        "Sign in by password or enrolment code",
        sign_in,
        takes=SignIn,
        gives=Tokens,
        signed_in=False,
    ),
    Operation(
        "POST",
        "/v1/token",
        "refresh",
        "Trade a refresh token for new tokens",
        refresh,
        takes=Refresh,
        gives=Tokens,
        signed_in=False,
    ),
    Operation("GET", "/v1/devices", "own_devices", "One's own laptops", own_devices, gives=list[OwnDevice]),
    Operation(
        "POST",
        "/v1/devices/{id}/revoke",
        "revoke_own_device",
        "Shut another laptop of one's own out",
        revoke_own,
        takes=Proof,
    ),
    Operation(
        "POST",
        "/v1/devices/{id}/wipe",
        "wipe_own_device",
        "Shut another laptop of one's own out and erase its data",
        wipe_own,
        takes=Proof,
    ),
    Operation("POST", "/v1/sign-out", "sign_out", "End the session of this device", sign_out),
)
