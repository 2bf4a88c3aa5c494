"""Plain REST: what a person may see and do, record by record."""

from urllib.parse import quote

import pytest

from crmdesk.domain.identifiers import is_id
from tests.support.centre import Reply, RunningCentre

ACCOUNTS = "/v1/records/account"


@pytest.fixture
def tokens(centre: RunningCentre) -> dict[str, str]:
    centre.add_user("kim", territory="North-East")
    centre.add_user("max", territory="North", role="manager")
    centre.add_user("lee", territory="South")
    centre.add_user("root", territory=None, role="admin")
    return {login: centre.sign_in(login) for login in ("kim", "max", "lee", "root")}


def create(centre: RunningCentre, token: str, type_name: str = "account", **fields: object) -> Reply:
    return centre.ask("POST", f"/v1/records/{type_name}", {"fields": fields}, token=token)


def test_a_created_record_is_its_author_s_and_in_their_territory(
    centre: RunningCentre, tokens: dict[str, str]
) -> None:
    reply = create(centre, tokens["kim"], name="Acme")
    assert (reply.status, reply.headers["crmdesk-outcome"]) == (201, "applied")
    record = reply.json
    assert is_id(record["id"])
    assert record["fields"]["owner"] == centre.admin.user("kim").id
    assert record["fields"]["territory"] == centre.admin.territory_id("North-East")
    assert reply.headers["etag"] == f'"{record["version"]}"'
    assert centre.ask("GET", f"{ACCOUNTS}/{record['id']}", token=tokens["kim"]).json == record


def test_each_sees_what_their_scope_says(centre: RunningCentre, tokens: dict[str, str]) -> None:
    mine = create(centre, tokens["kim"], name="Acme").json
    path = f"{ACCOUNTS}/{mine['id']}"
    seen = {login: centre.ask("GET", path, token=token).status for login, token in tokens.items()}
    assert seen == {"kim": 200, "max": 200, "lee": 404, "root": 200}
    listed = {
        login: centre.ask("GET", ACCOUNTS, token=token).json["records"] for login, token in tokens.items()
    }
    assert listed == {"kim": [mine], "max": [mine], "lee": [], "root": [mine]}
    histories = {
        login: centre.ask("GET", f"{path}/history", token=token).status for login, token in tokens.items()
    }
    assert histories == seen


def test_nobody_changes_or_deletes_what_they_do_not_see(
    centre: RunningCentre, tokens: dict[str, str]
) -> None:
    path = f"{ACCOUNTS}/{create(centre, tokens['kim'], name='Acme').json['id']}"
    for method, body in (("PATCH", {"fields": {"industry": "steel"}}), ("DELETE", None)):
        reply = centre.ask(method, path, body, token=tokens["lee"])
        assert (reply.status, reply.code) == (404, "no_such_record")
    assert centre.ask("GET", path, token=tokens["kim"]).json["fields"]["industry"] is None


def test_a_rep_deletes_their_own_records_only_a_manager_all_they_see(
    centre: RunningCentre, tokens: dict[str, str]
) -> None:
    centre.add_user("joe", territory="North-East")
    joe = centre.sign_in("joe")
    path = f"{ACCOUNTS}/{create(centre, tokens['kim'], name='Acme').json['id']}"
    refused = centre.ask("DELETE", path, token=joe)
    assert (refused.status, refused.code) == (403, "forbidden")
    assert centre.ask("DELETE", path, token=tokens["max"]).status == 200
    assert centre.ask("GET", path, token=tokens["kim"]).status == 404


def test_fields_of_the_centre_cannot_be_written(centre: RunningCentre, tokens: dict[str, str]) -> None:
    record = create(centre, tokens["kim"], name="Acme").json
    lee = centre.admin.user("lee").id
    for fields in ({"owner": lee}, {"territory": centre.admin.territory_id("South")}, {"number": "A-1"}):
        reply = centre.ask("PATCH", f"{ACCOUNTS}/{record['id']}", {"fields": fields}, token=tokens["kim"])
        now = centre.ask("GET", f"{ACCOUNTS}/{record['id']}", token=tokens["kim"]).json
        assert now["fields"] == record["fields"], reply
    for type_name in ("user", "territory", "product", "team"):
        reply = create(centre, tokens["kim"], type_name, name="Mine")
        assert (reply.status, reply.code) == (403, "server_owned")


def test_conflicts_and_unknown_types_are_no_records(centre: RunningCentre, tokens: dict[str, str]) -> None:
    for type_name in ("conflict", "credential", "nothing", "account%00"):
        reply = centre.ask("GET", f"/v1/records/{type_name}", token=tokens["root"])
        assert (reply.status, reply.code) == (404, "no_such_type")


def test_a_change_on_an_old_version_is_merged_by_policy(
    centre: RunningCentre, tokens: dict[str, str]
) -> None:
    record = create(centre, tokens["kim"], name="Acme", industry="steel").json
    path, base = f"{ACCOUNTS}/{record['id']}", record["version"]
    centre.ask("PATCH", path, {"fields": {"name": "Acme Steel"}}, token=tokens["max"])
    other = centre.ask("PATCH", path, {"fields": {"industry": "iron"}, "version": base}, token=tokens["kim"])
    assert other.json["fields"]["name"] == "Acme Steel"
    assert other.json["fields"]["industry"] == "iron"
    same = centre.ask("PATCH", path, {"fields": {"name": "Acme Iron"}, "version": base}, token=tokens["kim"])
    assert same.headers["crmdesk-outcome"] == "conflict"
    assert same.json["fields"]["name"] == "Acme Steel"


def test_elements_are_added_and_removed(centre: RunningCentre, tokens: dict[str, str]) -> None:
    record = create(centre, tokens["kim"], name="Acme", tags=["a", "b"]).json
    change = {"add": {"tags": ["c"]}, "remove": {"tags": ["a"]}}
    reply = centre.ask("PATCH", f"{ACCOUNTS}/{record['id']}", change, token=tokens["kim"])
    assert reply.json["fields"]["tags"] == ["b", "c"]


def test_a_repeat_with_the_same_id_makes_no_second_record(
    centre: RunningCentre, tokens: dict[str, str]
) -> None:
    body = {"id": "01a20042-f6cd-7e5a-949d-da0e0dc9b748", "fields": {"name": "Acme"}}
    assert centre.ask("POST", ACCOUNTS, body, token=tokens["kim"]).status == 201
    again = centre.ask("POST", ACCOUNTS, body, token=tokens["kim"])
    assert (again.status, again.code) == (409, "exists")


@pytest.mark.any_database
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"name": ""},
        {"name": 5},
        {"name": "x" * 501},
        {"name": "a\x00b"},
        {"name": "Acme", "type": "enemy"},
        {"name": "Acme", "annual_revenue": 1.5},
        {"name": "Acme", "annual_revenue": "1e400"},
        {"name": "Acme", "founded": 2**70},
        {"name": "Acme", "location": {"lat": 91, "lon": 0}},
        {"name": "Acme", "parent": "not an id"},
        {"name": "Acme", "parent": "01a20042-f6cd-7e5a-949d-da0e0dc9b748"},
        {"name": "Acme", "tags": "no list"},
        {"name": "Acme", "description": "x" * 70_000},
    ],
    ids=range(14),
)
def test_a_value_that_breaks_its_declaration_is_said(
    centre: RunningCentre, tokens: dict[str, str], fields: dict[str, object]
) -> None:
    reply = create(centre, tokens["kim"], **fields)
    assert reply.status == 422, reply
    assert reply.json["title"]


def test_an_unknown_field_is_named(centre: RunningCentre, tokens: dict[str, str]) -> None:
    reply = create(centre, tokens["kim"], name="Acme", colour="red")
    assert (reply.status, reply.code) == (422, "no_such_field")


@pytest.mark.any_database
@pytest.mark.parametrize(
    "body",
    [[], {"fields": []}, {"fields": {"name": "A"}, "owner": "me"}, {"fields": None}, {"id": 5, "fields": {}}],
    ids=range(5),
)
def test_a_body_of_the_wrong_shape_is_malformed(
    centre: RunningCentre, tokens: dict[str, str], body: object
) -> None:
    reply = centre.ask("POST", ACCOUNTS, body, token=tokens["kim"])
    assert (reply.status, reply.code) == (400, "malformed")


def test_lists_are_paged_by_key_and_filtered(centre: RunningCentre, tokens: dict[str, str]) -> None:
    for number in range(7):
        create(
            centre,
            tokens["kim"],
            "opportunity",
            name=f"Deal {number}",
            amount=f"{number}00.00",
            currency="USD",
        )
    seen: list[str] = []
    after = ""
    while after is not None:
        reply = centre.ask("GET", f"/v1/records/opportunity?limit=3&after={after}", token=tokens["kim"])
        seen += [record["fields"]["name"] for record in reply.json["records"]]
        after = reply.json["after"]
    assert sorted(seen) == [f"Deal {number}" for number in range(7)]

    def found(*where: str) -> list[str]:
        query = "&".join(f"where={condition}" for condition in where)
        reply = centre.ask("GET", f"/v1/records/opportunity?{query}", token=tokens["kim"])
        return sorted(record["fields"]["name"] for record in reply.json["records"])

    assert found("amount%3E=500") == ["Deal 5", "Deal 6"]
    assert found("amount%3C200", "name!=Deal%200") == ["Deal 1"]
    assert found("name~eal%203") == ["Deal 3"]
    assert found("stage=prospecting", "account=", "name=Deal%204") == ["Deal 4"]
    assert found("account!=") == []


@pytest.mark.both_databases
def test_lists_are_filtered_by_id_version_and_what_a_set_holds(
    centre: RunningCentre, tokens: dict[str, str]
) -> None:
    made = [
        create(centre, tokens["kim"], "opportunity", name=name, tags=tags).json
        for name, tags in (("A", ["hot", "x,", "y"]), ("B", ["hot"]), ("C", ["hotter"]), ("D", []))
    ]

    def found(*where: str) -> list[str]:
        query = "&".join(f"where={quote(condition)}" for condition in where)
        reply = centre.ask("GET", f"/v1/records/opportunity?{query}", token=tokens["kim"])
        assert reply.status == 200, reply
        return sorted(record["fields"]["name"] for record in reply.json["records"])

    first, second = made[0], made[1]
    assert found(f"id={first['id']}") == ["A"]
    assert found(f"id!={first['id']}") == ["B", "C", "D"]
    assert found("id=nobody") == []
    assert found(f"version={second['version']}") == ["B"]
    assert found(f"version>{second['version']}") == ["C", "D"]
    assert found(f"version<{'9' * 30}", "name!=A") == ["B", "C", "D"]
    assert found("tags=hot") == ["A", "B"]
    assert found("tags!=hot") == ["C", "D"]
    assert found("tags=hot", "tags=y") == ["A"]
    assert found('tags=,","') == []
    assert found("tags=") == ["D"]
    assert found("tags~hot") == ["A", "B", "C"]


@pytest.mark.both_databases
def test_a_text_is_found_in_capitals_or_not_in_every_script(
    centre: RunningCentre, tokens: dict[str, str]
) -> None:
    for name in ("Café Été", "Кафе 100%", "Cafe_1", "카페 (1.0)"):
        create(centre, tokens["kim"], "opportunity", name=name)

    def found(text: str) -> list[str]:
        reply = centre.ask(
            "GET", f"/v1/records/opportunity?where={quote(f'name~{text}')}", token=tokens["kim"]
        )
        return [record["fields"]["name"] for record in reply.json["records"]]

    assert found("éTÉ") == ["Café Été"]
    assert found("e\u0301t") == ["Café Été"]
    assert found("КАФЕ 100%") == ["Кафе 100%"]
    assert found("cafe_") == ["Cafe_1"]
    assert found("카페 (1.") == ["카페 (1.0)"]
    assert found("*") == found("a.e") == found("[") == found("\\") == []


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("tags<hot", "invalid_value"),
        ("version=soon", "invalid_value"),
        ("version~1", "invalid_value"),
        ("tags=" + "x" * 61, "invalid_value"),
        ("billing_address=Busan", "invalid_value"),
        ("colour=red", "no_such_field"),
    ],
)
def test_a_condition_that_cannot_be_asked_is_refused_in_words(
    centre: RunningCentre, tokens: dict[str, str], condition: str, code: str
) -> None:
    reply = centre.ask("GET", f"/v1/records/account?where={quote(condition)}", token=tokens["kim"])
    assert (reply.status, reply.code) == (422, code)


@pytest.mark.parametrize(
    "query",
    [
        "where=nonsense",
        "where=amount=much",
        "where=amount~1",
        "where=probability~1",
        "where=name~%00",
        "limit=-1",
        "limit=0",
        "stage=proposal",
        "limit=x",
        "limit=1&limit=2",
    ],
)
def test_a_wrong_query_is_said(centre: RunningCentre, tokens: dict[str, str], query: str) -> None:
    reply = centre.ask("GET", f"/v1/records/opportunity?{query}", token=tokens["kim"])
    assert reply.status in (400, 422)


@pytest.mark.parametrize("query", [f"where=name~{'a' * 60_000}", "&".join(["where=name!="] * 51)])
def test_a_query_beyond_the_limits_is_too_large(
    centre: RunningCentre, tokens: dict[str, str], query: str
) -> None:
    reply = centre.ask("GET", f"/v1/records/opportunity?{query}", token=tokens["kim"])
    assert (reply.status, reply.code) == (413, "too_large")
    assert int(reply.headers["retry-after"]) > 0


def test_administration_is_for_administrators(centre: RunningCentre, tokens: dict[str, str]) -> None:
    for login in ("kim", "max"):
        assert centre.ask("GET", "/v1/admin/users", token=tokens[login]).code == "forbidden"
    users = centre.ask("GET", "/v1/admin/users", token=tokens["root"]).json
    assert [user["login"] for user in users] == ["kim", "lee", "max", "root"]
    devices = centre.ask("GET", "/v1/admin/devices", token=tokens["root"]).json
    lee = next(device["id"] for device in devices if device["login"] == "lee")
    assert centre.ask("POST", f"/v1/admin/devices/{lee}/wipe", token=tokens["kim"]).code == "forbidden"
    assert centre.ask("POST", f"/v1/admin/devices/{lee}/wipe", token=tokens["root"]).status == 200
    assert centre.ask("GET", ACCOUNTS, token=tokens["lee"]).code == "wiped"
