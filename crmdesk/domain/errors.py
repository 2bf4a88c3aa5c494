"""The error tree: `UserError` for the world's faults (shown to people); all else is a bug and keeps its traceback.

UserError                 title, detail, hint, code; exit code for the command line
├── InvalidValue          a value that breaks its declaration (names the field)
├── NoSuchRecord          no such type, record or user
│   └── RecordGone        a record that is not on this laptop (any more)
├── NotAllowed            the person may not do this
│   └── Erased            the record is of a person whose data was erased
├── RecordLocked          a submitted visit, or another record that only takes amendments
├── ProfileInUse          a second process holds the profile
├── StorageFault          disk full, read-only, damaged, no key
├── Offline               no server in reach; edits stay
│   ├── NotTrusted        its certificate is not trusted here: another's, or a network that wants one to log in
│   └── DamagedAnswer     the server answered what cannot be; nothing of it was taken in
├── SignInNeeded          wrong password, expired or revoked session; edits stay
├── DeviceRevoked         the device was revoked or wiped
├── UpdateNeeded          the protocol ranges do not meet; edits stay
├── NotOurServer          the address answers, but is no CRMDesk server
├── UsageError            a wrong command line, file or recipe
└── RequestRefused        the server refused a request as a whole (problem details)
"""

from __future__ import annotations


class UserError(Exception):
    """What happened (`title`, `detail`) and what to do (`hint`), with a stable `code`; no traceback is shown."""

    exit_code = 2
    code = "error"

    def __init__(self, title: str, detail: str = "", hint: str = "", code: str | None = None) -> None:
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.hint = hint
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return ". ".join(part.rstrip(".") for part in (self.title, self.detail, self.hint) if part)


class InvalidValue(UserError):
    """A value that its field's declaration does not allow."""

    code = "invalid_value"

    def __init__(self, field: str, title: str, hint: str = "", code: str | None = None) -> None:
        super().__init__(title, f"field {field}", hint, code)
        self.field = field


class NoSuchRecord(UserError):
    """No such type, record, user or territory."""

    exit_code = 3
    code = "no_such_record"


class RecordGone(NoSuchRecord):
    """It was deleted, moved out of sight or never here. The title names it by type and id, for who gave them."""

    def __init__(self, type_name: str, record_id: str) -> None:
        super().__init__(
            f"No such {type_name}: {record_id}", hint="it may have been deleted or moved out of sight"
        )


class NotAllowed(UserError):
    """The person's role or scope does not allow this."""

    code = "forbidden"


class Erased(NotAllowed):
    """The record, or the only person that it is about, was erased at that person's wish: nothing is kept of it."""

    code = "erased"

    def __init__(self) -> None:
        super().__init__("The person's data was erased", "nothing of this change was kept", "")


class RecordLocked(UserError):
    """The record was submitted; only an amendment can correct it."""

    code = "locked"


class ProfileInUse(UserError):
    """Another process has the profile open."""

    exit_code = 4
    code = "profile_in_use"


class Offline(UserError):
    """The server cannot be reached; what was saved stays on the laptop and goes out later."""

    exit_code = 10
    code = "offline"

    def __init__(
        self, title: str, detail: str = "", hint: str = "", *, retry_after: float | None = None
    ) -> None:
        super().__init__(title, detail, hint)
        self.retry_after = retry_after
        """Seconds the other side asked to wait, if it did."""


class CutOff(Offline):
    """The line broke while an answer was on its way: a shorter one may come through."""


class DamagedAnswer(Offline):
    """The centre answered what cannot be: nothing of it was taken in."""

    code = "damaged_answer"

    def __init__(self, detail: str) -> None:
        super().__init__(
            "The server's answer makes no sense",
            detail,
            "nothing here was changed; it is tried again by itself",
        )


class NotTrusted(Offline):
    """What answers has a certificate that is not trusted here."""

    code = "untrusted"

    def __init__(self, detail: str) -> None:
        super().__init__(
            "The server's certificate is not trusted",
            detail,
            "check the address and the network; a company's own authority is given with sign-in --ca-file",
        )


class CentreFault(Offline):
    """The centre met an error of its own over what it was asked: it may be the centre, or what was in the request."""

    code = "centre_fault"


class SignInNeeded(UserError):
    """Wrong password or expired session; edits stay on the laptop."""

    exit_code = 11
    code = "sign_in"


class UpdateNeeded(UserError):
    """Laptop and centre share no protocol version; edits stay on the laptop."""

    exit_code = 12
    code = "update"


class StorageFault(UserError):
    """Disk full, read-only or damaged, or the key is missing."""

    exit_code = 13
    code = "storage"


class DeviceRevoked(UserError):
    """The device was revoked or wiped at the centre."""

    exit_code = 15
    code = "revoked"


class NotOurServer(UserError):
    """Something answers at the address, but it is no CRMDesk server."""

    exit_code = 17
    code = "not_our_server"


class UsageError(UserError):
    """A wrong command line, file or recipe."""

    code = "usage"


class RequestRefused(UserError):
    """The server refused a whole request; `status` is the HTTP status of its problem details."""

    exit_code = 1
    code = "request_refused"

    def __init__(self, status: int, title: str, detail: str = "", code: str | None = None) -> None:
        super().__init__(title, detail, "", code)
        self.status = status
