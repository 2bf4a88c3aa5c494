import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from crmdesk.cli.main import main
from crmdesk.domain.identifiers import is_id
from tests.support.centre import PASSWORD, RunningCentre
from tests.support.databases import POSTGRESQL, Databases


class Admin:
    """`crmdesk admin` on one folder, or on the database at a URL."""

    def __init__(self, data: Path, url: str | None = None) -> None:
        self._place = ["--data", str(data)] if url is None else ["--database-url", url]

    def run(self, *arguments: str, stdin: str = "") -> Result:
        options = ["admin", *self._place, *arguments]
        return CliRunner().invoke(main, options, input=stdin, catch_exceptions=False)

    def lines(self, *arguments: str, stdin: str = "") -> list[Any]:
        """The JSON lines of a command that succeeds."""
        result = self.run(*arguments, "--json", stdin=stdin)
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout.splitlines()]

    def one(self, *arguments: str, stdin: str = "") -> Any:
        (value,) = self.lines(*arguments, stdin=stdin)
        return value


def of(centre: RunningCentre) -> Admin:
    """The same on the centre that serves, as its own machine would."""
    place = centre.place
    return Admin(centre.data, None if place.data is not None else place.url)


@pytest.fixture
def admin(tmp_path: Path, databases: Databases) -> Admin:
    url = databases.migrated(tmp_path / "data")
    admin = Admin(tmp_path / "data", url if databases.kind == POSTGRESQL else None)
    admin.one("org", "init", "Acme")
    admin.one("territory", "add", "North")
    return admin


def add_kim(admin: Admin) -> Any:
    options = ("--name", "Kim", "--role", "rep", "--territory", "North", "--password-stdin")
    return admin.one("user", "add", "kim", *options, stdin=f"{PASSWORD}\n")


@cache
def _staffed() -> Path:
    """The data folder of a centre with Kim in it; made once a process, copied from then on."""
    folder = Path(tempfile.mkdtemp(prefix="crmdesk-staffed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = Admin(folder / "data")
    made.one("org", "init", "Acme")
    made.one("territory", "add", "North")
    add_kim(made)
    return folder / "data"


def staffed(data: Path) -> Admin:
    """A centre in the new folder `data`, with Kim, a rep at home in the North."""
    shutil.copytree(_staffed(), data)
    return Admin(data)


def test_an_organisation_is_founded_where_there_is_nothing_yet(tmp_path: Path) -> None:
    admin = Admin(tmp_path / "a" / "b")
    told = admin.one("org", "init", "Acme", "--currency", "KRW", "--languages", "ko,en")
    assert told == {"id": 1, "name": "Acme", "currency": "KRW", "languages": ["ko", "en"]}
    assert admin.lines("org", "list") == [{"id": 1, "name": "Acme"}]
    assert admin.run("org", "init", "Acme").exit_code == 2


def test_without_a_centre_there_is_nothing_to_administer(tmp_path: Path) -> None:
    result = Admin(tmp_path / "nothing").run("user", "list")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "There is no centre" in result.stderr
    assert not (tmp_path / "nothing").exists()


def test_without_an_organisation_the_hint_says_how_to_found_one(tmp_path: Path) -> None:
    admin = Admin(tmp_path)
    admin.one("org", "init", "Acme")
    admin.one("org", "init", "Bolt")
    result = admin.run("user", "list")
    assert result.exit_code == 2
    assert "choose one with --org" in result.stderr
    assert admin.run("--org", "Bolt", "user", "list").exit_code == 0
    assert admin.run("--org", "Nobody", "user", "list").exit_code == 3


def test_data_and_database_url_exclude_each_other(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["admin", "user", "list"])
    assert result.exit_code == 2
    both = ["admin", "--data", str(tmp_path), "--database-url", "sqlite:///x", "user", "list"]
    assert CliRunner().invoke(main, both).exit_code == 2


@pytest.mark.both_databases
def test_territories_make_a_tree(admin: Admin) -> None:
    east = admin.one("territory", "add", "North-East", "--parent", "North")["id"]
    assert is_id(east)
    admin.one("territory", "add", "South")
    admin.one("territory", "move", "North", "--parent", "South")
    assert [(line["depth"], line["name"]) for line in admin.lines("territory", "list")] == [
        (0, "South"),
        (1, "North"),
        (2, "North-East"),
    ]
    circle = admin.run("territory", "move", "South", "--parent", east)
    assert circle.exit_code == 2
    assert "lies below" in circle.stderr
    admin.one("territory", "move", "North")
    assert [line["depth"] for line in admin.lines("territory", "list")] == [0, 1, 0]


def test_an_unknown_territory_is_no_such_record(admin: Admin) -> None:
    for command in (
        ("territory", "add", "X", "--parent", "Nowhere"),
        ("territory", "move", "Nowhere"),
        ("user", "add", "kim", "--name", "K", "--role", "rep", "--territory", "Nowhere", "--code"),
    ):
        assert admin.run(*command).exit_code == 3


def test_a_user_is_added_and_listed(admin: Admin) -> None:
    told = add_kim(admin)
    (line,) = admin.lines("user", "list")
    assert line == {
        "id": told["id"],
        "login": "kim",
        "name": "Kim",
        "role": "rep",
        "home": line["home"],
        "territory": "North",
        "active": True,
    }


def test_a_password_never_shows_anywhere(admin: Admin) -> None:
    add_kim(admin)
    result = admin.run("user", "password", "kim", "--password-stdin", stdin="another horse\n")
    assert result.exit_code == 0
    assert "horse" not in result.output + json.dumps(admin.lines("audit"))


def test_an_enrolment_code_is_printed_once(admin: Admin) -> None:
    options = ("--name", "Lee", "--role", "manager", "--territory", "North", "--code")
    told = admin.one("user", "add", "lee", *options)
    again = admin.one("user", "enrol", "lee")
    assert told["code"] != again["code"]
    assert again.keys() == {"login", "code", "expires_at"}
    plain = admin.run("user", "enrol", "lee")
    assert len(plain.stdout.strip()) == 23
    assert told["code"] not in json.dumps(admin.lines("audit"))


@pytest.mark.parametrize(
    ("arguments", "stdin", "code"),
    [
        (("user", "add", "kim", "--name", "K", "--role", "rep", "--territory", "North"), "", 2),
        (("user", "add", "kim", "--name", "K", "--role", "boss", "--territory", "North", "--code"), "", 2),
        (("user", "add", "kim", "--name", "K", "--role", "rep", "--code"), "", 2),
        (("user", "add", "k im", "--name", "K", "--role", "admin", "--code"), "", 2),
        (("user", "add", "kim", "--name", "K", "--role", "admin", "--password-stdin"), "short\n", 2),
        (("user", "add", "kim", "--name", "K", "--role", "admin", "--password-stdin"), "", 2),
        (("user", "disable", "nobody"), "", 3),
        (("user", "password", "nobody", "--password-stdin"), "long enough\n", 3),
        (("device", "wipe", "nothing"), "", 3),
        (("record", "delete", "account", "01a20042-f6cd-7e5a-949d-da0e0dc9b748"), "", 3),
        (("record", "delete", "nothing", "01a20042-f6cd-7e5a-949d-da0e0dc9b748"), "", 3),
        (("export", "--as-user", "nobody"), "", 3),
        (("audit", "--since", "yesterday"), "", 2),
        (("import", "no-such-recipe", "."), "", 2),
        (("no such noun", "list"), "", 2),
    ],
    ids=range(15),
)
def test_what_is_wrong_is_said_on_stderr_and_by_the_exit_code(
    admin: Admin, arguments: tuple[str, ...], stdin: str, code: int
) -> None:
    result = admin.run(*arguments, stdin=stdin)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gc", "--before", "yesterday"), "'yesterday' is no time. field before. "),
        (("import", "maven", "."), "There is no recipe maven. a path, or one that is shipped: maven-crm\n"),
        (("territory", "add", ""), "Must not be empty. field name\n"),
        (
            ("field", "add", "account", "size", "--kind", "big"),
            "'big' is no kind. field kind. one of: text, ",
        ),
    ],
)
def test_what_is_wrong_is_named_once_and_by_its_own_name(
    admin: Admin, arguments: tuple[str, ...], said: str
) -> None:
    result = admin.run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(said)


def test_a_login_is_taken_once_whatever_its_case(admin: Admin) -> None:
    add_kim(admin)
    result = admin.run("user", "add", "KIM", "--name", "Other", "--role", "admin", "--code")
    assert result.exit_code == 2
    assert "taken" in result.stderr


def test_a_user_is_moved_promoted_disabled_and_enabled(admin: Admin) -> None:
    add_kim(admin)
    admin.one("territory", "add", "South")
    admin.one("user", "move", "kim", "--territory", "South")
    admin.one("user", "role", "kim", "manager")
    admin.one("user", "disable", "kim")
    (line,) = admin.lines("user", "list")
    assert (line["territory"], line["role"], line["active"]) == ("South", "manager", False)
    admin.one("user", "enable", "kim")
    assert admin.lines("user", "list")[0]["active"] is True


def test_json_may_stand_before_the_noun(admin: Admin) -> None:
    before = admin.run("--json", "territory", "list")
    after = admin.run("territory", "list", "--json")
    assert before.stdout == after.stdout
    assert json.loads(before.stdout)["name"] == "North"


@pytest.mark.both_databases
def test_every_act_is_audited(admin: Admin) -> None:
    add_kim(admin)
    admin.one("user", "disable", "kim")
    events = admin.lines("audit")
    assert [event["what"] for event in events] == [
        "organisation_founded",
        "territory_added",
        "user_added",
        "user_disabled",
    ]
    assert [event["number"] for event in events] == [1, 2, 3, 4]
    since = events[2]["at"]
    assert admin.lines("audit", "--since", since)[0]["at"] >= since
    assert admin.lines("audit", "--since", "2199-01-01T00:00:00Z") == []


@pytest.mark.both_databases
def test_verify_finds_a_sound_centre_sound(admin: Admin) -> None:
    add_kim(admin)
    assert admin.one("verify") == {"ok": True, "records": 2, "faults": []}
    assert "0 faults" in admin.run("verify").stdout


@pytest.mark.both_databases
def test_stats_count_what_is_there(admin: Admin) -> None:
    add_kim(admin)
    figures = admin.one("stats")
    assert (figures["organisation"], figures["rows"]["user"], figures["rows"]["territory"]) == ("Acme", 1, 1)
    assert figures["conflicts"] == figures["deleted"] == 0
    assert "rows user: 1" in admin.run("stats").stdout


@pytest.mark.both_databases
def test_a_backup_restores_what_was(admin: Admin, tmp_path: Path) -> None:
    add_kim(admin)
    file = tmp_path / "backup.db"
    assert admin.one("backup", str(file))["bytes"] == file.stat().st_size
    admin.one("user", "disable", "kim")
    told = admin.one("restore", str(file))
    assert admin.lines("user", "list")[0]["active"] is True
    assert Path(told["former"]).is_file() or told["former"].startswith("schema before_")
    assert admin.one("verify")["ok"]


def test_a_backup_restores_into_an_empty_folder(admin: Admin, tmp_path: Path) -> None:
    admin.one("backup", str(tmp_path / "backup.db"))
    other = Admin(tmp_path / "other")
    assert other.one("restore", str(tmp_path / "backup.db"))["former"] is None
    assert other.lines("org", "list") == [{"id": 1, "name": "Acme"}]


def test_what_is_no_backup_is_not_restored(admin: Admin, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir")
    assert admin.run("restore", str(tmp_path / "letter.txt")).exit_code == 2
    assert admin.run("restore", str(tmp_path / "missing.db")).exit_code == 3
    assert admin.lines("org", "list")


@pytest.mark.both_databases
def test_acts_while_the_server_runs_reach_a_laptop_on_its_next_round(centre: RunningCentre) -> None:
    admin = of(centre)
    centre.add_user("kim")
    token = centre.sign_in("kim")
    greeting = {
        "protocol": [1, 1],
        "schema": "",
        "client": "test",
        "replica": None,
        "token": None,
        "now": "",
        "position": None,
    }
    welcome = centre.ask("POST", "/v1/sync/handshake", greeting, token=token).json
    pull = {"replica": welcome["replica"], "position": welcome["head"], "scope": welcome["user"]["scope"]}
    assert centre.ask("POST", "/v1/sync/pull", pull, token=token).json["tables"] == []
    admin.one("territory", "add", "West")
    (table,) = centre.ask("POST", "/v1/sync/pull", pull, token=token).json["tables"]
    assert (table["type"], len(table["rows"])) == ("territory", 1)
    device = admin.lines("device", "list")[0]
    assert (device["login"], device["state"]) == ("kim", "active")
    admin.one("device", "revoke", device["id"])
    assert centre.ask("POST", "/v1/sync/pull", pull, token=token).code == "revoked"


@pytest.mark.both_databases
def test_a_backup_is_taken_while_the_server_runs_and_restore_waits_for_its_end(
    centre: RunningCentre, tmp_path: Path
) -> None:
    from crmdesk.server.location import holding

    admin = of(centre)
    with holding(centre.data):
        assert admin.run("backup", str(tmp_path / "backup.db")).exit_code == 0
        refused = admin.run("restore", str(tmp_path / "backup.db"))
    assert refused.exit_code == 4
    assert "stop" in refused.stderr


@pytest.mark.both_databases
def test_export_as_a_user_gives_what_they_see(centre: RunningCentre) -> None:
    admin = of(centre)
    centre.add_user("kim")
    centre.add_user("lee", territory="South")
    token = centre.sign_in("kim")
    record = centre.ask("POST", "/v1/records/account", {"fields": {"name": "한국상사"}}, token=token).json
    kim, lee = (admin.run("export", "--as-user", login).stdout for login in ("kim", "lee"))
    lines = [json.loads(line) for line in kim.splitlines()]
    assert [line for line in lines if line["type"] == "account"] == [record]
    assert "한국상사" in kim
    assert "한국상사" not in lee
    assert [(line["type"], line["id"]) for line in lines] == sorted(
        (line["type"], line["id"]) for line in lines
    )


@pytest.mark.both_databases
def test_records_are_deleted_and_merged(centre: RunningCentre) -> None:
    admin = of(centre)
    centre.add_user("kim")
    token = centre.sign_in("kim")

    def create(type_name: str, **fields: object) -> str:
        reply = centre.ask("POST", f"/v1/records/{type_name}", {"fields": fields}, token=token)
        assert reply.status == 201, reply
        return str(reply.json["id"])

    keep = create("account", name="Acme", tags=["a"])
    lose = create("account", name="ACME Corp", industry="steel", tags=["b"], annual_revenue="5.00")
    deal = create("opportunity", name="Deal", account=lose)
    told = admin.one("record", "merge", "account", keep, lose)
    assert told == {"type": "account", "id": keep, "merged": lose, "moved": 1}
    kept = centre.ask("GET", f"/v1/records/account/{keep}", token=token).json["fields"]
    assert (kept["name"], kept["industry"], kept["tags"]) == ("Acme", "steel", ["a", "b"])
    assert (kept["annual_revenue"], kept["annual_revenue_currency"]) == ("5.00", "USD")
    assert centre.ask("GET", f"/v1/records/account/{lose}", token=token).status == 404
    assert centre.ask("GET", f"/v1/records/opportunity/{deal}", token=token).json["fields"]["account"] == keep
    late = centre.ask("POST", "/v1/records/note", {"fields": {"body": "late", "account": lose}}, token=token)
    assert late.status == 201
    admin.one("record", "delete", "opportunity", deal)
    assert centre.ask("GET", f"/v1/records/opportunity/{deal}", token=token).status == 404
    assert admin.one("verify")["faults"] == []
