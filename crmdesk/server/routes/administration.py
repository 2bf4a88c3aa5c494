"""The few administrative acts that integrations ask for; the whole is `crmdesk admin`."""

from __future__ import annotations

from crmdesk.domain.errors import NotAllowed
from crmdesk.server.administration import UserLine
from crmdesk.server.devices import Device
from crmdesk.server.routes.operation import Answer, Call, Operation


def users(call: Call) -> list[UserLine]:
    """Every user."""
    _check_admin(call)
    return call.centre.administration(call.principal.org, call.principal).users()


def devices(call: Call) -> list[Device]:
    """Every device."""
    _check_admin(call)
    return call.centre.administration(call.principal.org, call.principal).devices()


def revoke(call: Call) -> Answer:
    """Shuts a device out."""
    return _mark(call, "revoked")


def wipe(call: Call) -> Answer:
    """Shuts a device out and has it erase its data."""
    return _mark(call, "wiped")


def _mark(call: Call, state: str) -> Answer:
    _check_admin(call)
    call.centre.administration(call.principal.org, call.principal).mark_device(call.path["id"], state)
    return Answer(b"{}")


def _check_admin(call: Call) -> None:
    if call.principal.role != "admin":
        raise NotAllowed("Only an administrator may do this")


OPERATIONS = (
    Operation("GET", "/v1/admin/users", "list_users", "Every user", users, gives=list[UserLine]),
    Operation("GET", "/v1/admin/devices", "list_devices", "Every device", devices, gives=list[Device]),
    Operation("POST", "/v1/admin/devices/{id}/revoke", "revoke_device", "Shut a device out", revoke),
    Operation(
        "POST", "/v1/admin/devices/{id}/wipe", "wipe_device", "Shut a device out and erase its data", wipe
    ),
)
