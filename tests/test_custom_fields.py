"""Fields added by an administrator while everything runs: on laptops, in forms, search, export, and gone again.

over 400 lines because it follows the same fields through every room.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crmdesk.domain import edits
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import InvalidValue, NoSuchRecord, NotAllowed, RequestRefused, UserError
from crmdesk.protocol.comparing import HeldLeaf, RepairRequest
from crmdesk.protocol.messages import Handshake, Push, Welcome
from crmdesk.schema.digest import leaf_of
from crmdesk.server.custom_fields import parsed
from crmdesk.server.field_administration import FieldAdministration
from crmdesk.server.verification import Verifier
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.columns import list_columns
from crmdesk.ui.forms.declared import editable
from crmdesk.ui.translations import label
from tests.support.centre import RunningCentre
from tests.sync.laptops import Laptop, Place


class Office:
    """The centre with its administrator, and laptops that call it."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.centre = place.centre
        self.laptops: list[Laptop] = []

    @property
    def fields(self) -> FieldAdministration:
        administration = self.centre.admin
        return FieldAdministration(administration.centre, administration)

    def laptop(self, login: str) -> Laptop:
        self.laptops.append(self.place.laptop(login).synced())
        return self.laptops[-1]

    def check_alike(self) -> None:
        """Laptops and centre agree byte for byte, and the centre fits together."""
        core = self.centre.core.of(self.centre.org)
        for laptop in self.laptops:
            laptop.synced()
            login = laptop.replica.identity().user
            assert login is not None
            seen = b"".join(core.feed.export(self.centre.admin.as_user(login.login)))
            assert laptop.export() == seen
            assert laptop.replica.verify().sound
        faults = Verifier(core.engine, core.tables, core.catalogue, core.audit).verify(self.centre.org).faults
        assert faults == []


@pytest.fixture
def office(centre: RunningCentre, tmp_path: Path) -> Iterator[Office]:
    for login in ("ada", "ben"):
        centre.add_user(login)
    made = Office(Place(centre, "http", tmp_path))
    yield made
    for laptop in made.laptops:
        laptop.close()


def test_no_declared_field_can_ever_clash_with_a_custom_one() -> None:
    assert [
        field.name for entity in CATALOGUE for field in entity.fields if field.name.startswith("x_")
    ] == []


def test_a_field_added_while_all_run_is_in_everything(office: Office) -> None:
    """One `field add`, no restart: saved, sent, merged, listed, searched, exported, remembered."""
    ada, ben = office.laptop("ada"), office.laptop("ben")
    account = ada.create("account", name="Acme")
    ada.synced()
    office.fields.add("account", "segment", "text", label="Segment", policy="ask")
    ada.synced()
    ada.update("account", account, x_segment="platinum")
    ada.synced()
    ben.synced()
    assert ben.get("account", account)["x_segment"] == "platinum"
    assert [
        one.id for one in ben.replica.query("account", Query((Filter("x_segment", "=", "platinum"),)))
    ] == [account]
    ben.replica.index_now()
    assert [hit.id for hit in ben.replica.search("platin")] == [account]
    assert b'"x_segment":"platinum"' in ben.export()
    entity = ben.replica.catalogue["account"]
    assert "x_segment" in [field.name for field in editable(entity)]
    assert "x_segment" in [column.key for column in list_columns(entity, "EUR")]
    assert label("account.x_segment") == "Segment"
    ben.update("account", account, x_segment="gold")
    ada.update("account", account, x_segment="silver")
    ben.synced()
    ada.synced()
    (conflict,) = ada.replica.conflicts()
    shown = ada.get("conflict", conflict.id)
    assert (shown["base"], shown["mine"]) == ({"x_segment": "platinum"}, {"x_segment": "silver"})
    told = office.centre.core.of(office.centre.org).feed.history(
        office.centre.admin.as_user("ada"), "account", account
    )
    assert {entry.new for entry in told if entry.field == "x_segment"} >= {"platinum", "gold"}
    office.check_alike()
    ada.reopen()
    assert ada.get("account", account)["x_segment"] == "gold"


@pytest.mark.parametrize(
    ("kind", "value", "more"),
    [
        ("longtext", "Two\nlines", {}),
        ("integer", 7, {}),
        ("decimal", "1.50", {}),
        ("bool", True, {}),
        ("date", "2026-11-30", {}),
        ("instant", "2026-11-30T09:00:00.000Z", {}),
        ("choice", "gold", {"choices": ["silver", "gold"]}),
        ("set", ["a", "b"], {}),
    ],
)
def test_every_kind_travels(office: Office, kind: str, value: object, more: dict[str, list[str]]) -> None:
    ada, ben = office.laptop("ada"), office.laptop("ben")
    office.fields.add("contact", "extra", kind, **more)  # type: ignore[arg-type]
    ada.synced()
    contact = ada.create("contact", name="Jo", x_extra=value)
    ada.synced()
    ben.synced()
    assert ben.get("contact", contact)["x_extra"] == value
    office.check_alike()


def test_a_laptop_that_has_not_heard_of_a_field_loses_none_of_its_values(office: Office) -> None:
    """It edits the record, pulls others' values only once it knows them, and then has them all."""
    ada, ben = office.laptop("ada"), office.laptop("ben")
    account = ada.create("account", name="Acme")
    ada.synced()
    ben.synced()
    office.fields.add("account", "segment", "text")
    ada.synced()
    ada.update("account", account, x_segment="platinum")
    ada.synced()
    ben.update("account", account, industry="Wood")
    ben.synced()
    ada.synced()
    assert ada.get("account", account)["x_segment"] == "platinum"
    assert ben.get("account", account)["x_segment"] == "platinum"
    office.check_alike()


@pytest.mark.expected_log("The replica differed from the centre")
def test_digests_are_compared_with_the_fields_of_now_in_a_program_that_runs_on(office: Office) -> None:
    ada = office.laptop("ada")
    account = ada.create("account", name="Acme")
    ada.synced()
    office.fields.add("account", "segment", "text")
    ada.synced()
    ada.update("account", account, x_segment="platinum")
    ada.synced()
    with ada.replica._database.write() as connection:
        connection.execute("UPDATE account SET x_segment = NULL")
    assert ada.sync().counts.repaired == 1
    assert ada.get("account", account)["x_segment"] == "platinum"


def test_a_field_that_comes_in_the_middle_of_a_first_snapshot_comes_with_its_values(office: Office) -> None:
    """What came without the field counts as what it is here, so that the digest finds it once the field is known."""
    ada = office.laptop("ada")
    account = ada.create("account", name="Acme")
    ada.synced()
    ben = office.place.laptop("ben")
    office.laptops.append(ben)

    handshake = ben.remote.handshake

    def overtaken(request: Handshake) -> Welcome:
        welcome = handshake(request)
        if not office.fields.all():
            office.fields.add("account", "segment", "text")
            ada.synced()
            ada.update("account", account, x_segment="platinum")
            ada.synced()
        return welcome

    ben.remote.handshake = overtaken  # type: ignore[method-assign]
    ben.synced()
    assert ben.get("account", account)["x_segment"] == "platinum"
    office.check_alike()


def test_a_field_removed_with_edits_pending_ends_them_all_and_loses_no_value(office: Office) -> None:
    ada, ben = office.laptop("ada"), office.laptop("ben")
    office.fields.add("account", "segment", "text")
    ada.synced()
    ben.synced()
    held = ada.create("account", name="Held", x_segment="in the centre")
    ada.synced()
    ben.synced()
    alone = ben.update("account", held, x_segment="typed alone")
    ben.update("account", held, industry="Wood", x_segment="typed beside another")
    new = ben.create("account", name="New", x_segment="typed in a new record")
    assert office.fields.remove("account", "segment") == 1
    outcome = ben.sync()
    assert outcome.pending_left == 0
    (refused,) = ben.replica.refused()
    assert (refused.op_id, refused.code) == (alone, "field_removed")
    assert refused.fields == {"x_segment": "typed alone"}
    assert "removed" in refused.title
    assert ben.get("account", held)["industry"] == "Wood"
    assert ben.get("account", new)["name"] == "New"
    with pytest.raises(InvalidValue):
        ben.update("account", held, x_segment="no more")
    told = [
        (entry.new, entry.outcome)
        for record in (held, new)
        for entry in office.centre.core.of(office.centre.org).feed.history(
            office.centre.admin.as_user("ada"), "account", record
        )
        if entry.field == "x_segment"
    ]
    assert ("typed beside another", "lost") in told
    assert ("typed in a new record", "lost") in told
    assert (None, "applied") in told
    ben.replica.discard()
    office.check_alike()


def test_a_field_that_comes_back_is_empty(office: Office) -> None:
    ada = office.laptop("ada")
    office.fields.add("account", "segment", "text")
    ada.synced()
    account = ada.create("account", name="Acme", x_segment="old")
    ada.synced()
    office.fields.remove("account", "segment")
    ada.synced()
    office.fields.add("account", "segment", "integer")
    ada.synced()
    assert ada.get("account", account)["x_segment"] is None
    ada.update("account", account, x_segment=5)
    office.check_alike()
    assert ada.get("account", account)["x_segment"] == 5


def test_a_field_retyped_with_edits_pending_keeps_what_fits(office: Office) -> None:
    ada, ben = office.laptop("ada"), office.laptop("ben")
    office.fields.add("account", "size", "text")
    ada.synced()
    ben.synced()
    twelve = ada.create("account", name="Twelve", x_size="12")
    many = ada.create("account", name="Many", x_size="many")
    ada.synced()
    ben.synced()
    fits = ben.create("account", name="Fits", x_size="30")
    unfit = ben.update("account", many, x_size="a few")
    assert office.fields.retype("account", "size", "integer") == (1, 1)
    assert ben.sync().pending_left == 0
    ada.synced()
    assert [ada.get("account", one)["x_size"] for one in (twelve, many, fits)] == [12, None, 30]
    (refused,) = ben.replica.refused()
    assert (refused.op_id, refused.fields) == (unfit, {"x_size": "a few"})
    ben.replica.discard()
    office.check_alike()
    ada.update("account", many, x_size=7)
    office.check_alike()


@pytest.mark.parametrize(
    ("kind", "policy", "value"),
    [("longtext", "text", "Two\nlines"), ("set", "union", ["a", "b"]), ("integer", "ask", 7)],
)
def test_a_field_that_was_of_another_kind_before_is_emptied_whatever_its_edits_are_merged_by(
    office: Office, kind: str, policy: str, value: object
) -> None:
    ada = office.laptop("ada")
    office.fields.add("account", "extra", "date")
    office.fields.retype("account", "extra", kind, policy=policy)
    ada.synced()
    account = ada.create("account", name="Acme", x_extra=value)
    ada.synced()
    assert office.fields.remove("account", "extra") == 1
    ada.synced()
    assert ada.replica.conflicts() == []
    assert "x_extra" not in ada.get("account", account).fields
    office.check_alike()


def test_edits_typed_for_another_kind_neither_stop_a_laptop_nor_show_what_cannot_be(office: Office) -> None:
    """A set becomes a text while sets are on their way: rows, outbox, history and verification go on."""
    ada = office.laptop("ada")
    office.fields.add("account", "extra", "set")
    ada.synced()
    ben = office.laptop("ben")
    held = ada.create("account", name="Held", x_extra=["7"])
    ada.synced()
    ben.synced()
    typed = ben.update("account", held, x_extra=["a", "b"])
    added = ben.change("account", held, {}, add={"x_extra": ["c"]})
    ben.update("account", held, industry="Wood")
    office.fields.retype("account", "extra", "integer")
    ada.synced()
    ada.update("account", held, x_extra=8)
    ada.synced()
    ben.replica.adopt_fields(parsed(office.centre.core.custom_fields.kept(office.centre.org)))
    assert (ben.get("account", held)["x_extra"], ben.get("account", held)["industry"]) == (None, "Wood")
    assert ben.replica.verify().sound
    assert {one.op_id for one in ben.replica.history("account", held).entries} >= {typed, added}
    assert ben.sync().pending_left == 0
    assert {one.op_id for one in ben.replica.refused()} == {typed, added}
    assert (ben.get("account", held)["x_extra"], ben.get("account", held)["industry"]) == (8, "Wood")
    ben.replica.discard()
    office.check_alike()


def test_a_record_deleted_with_a_value_of_another_kind_comes_back_without_it(office: Office) -> None:
    ada = office.laptop("ada")
    office.fields.add("account", "extra", "set")
    office.fields.add("account", "size", "text")
    ada.synced()
    account = ada.create("account", name="Acme", x_extra=["a", "b"], x_size="12")
    ada.synced()
    record = ada.get("account", account)
    ada.delete("account", account)
    ada.synced()
    for name in ("extra", "size"):
        office.fields.retype("account", name, "integer")
    ada.replica.commit([replace(one, set={}) for one in edits.restore(ada.replica.author(), record)])
    ada.synced()
    back = ada.get("account", account)
    assert (back["name"], back["x_extra"], back["x_size"]) == ("Acme", None, 12)
    office.check_alike()


def test_a_field_that_was_ever_of_another_kind_is_known_as_such_whatever_happens_to_it(
    office: Office,
) -> None:
    office.fields.add("account", "extra", "text")
    for kind in ("integer", "integer"):
        office.fields.remove("account", "extra")
        assert office.fields.add("account", "extra", kind).retyped


def test_a_running_server_process_notices_another_s_change(office: Office, tmp_path: Path) -> None:
    """The administrator's process writes the database; the one that serves goes by it with the next request."""
    ada = office.laptop("ada")
    token = office.centre.sign_in("ada")
    from tests.support.processes import run

    admin = ("admin", "--database-url", office.centre.database_url, "--json")
    made = run(*admin, "field", "add", "account", "tier code", "--kind", "text", expect=2)
    assert "field name" in made.err
    run(*admin, "field", "add", "account", "code", "--kind", "choice", "--choices", "a,b", "--label", "Code")
    reply = office.centre.ask(
        "POST", "/v1/records/account", {"fields": {"name": "A", "x_code": "b"}}, token=token
    )
    assert (reply.status, reply.json["fields"]["x_code"]) == (201, "b")
    ada.synced()
    assert ada.get("account", reply.json["id"])["x_code"] == "b"
    (line,) = run(*admin, "field", "list").lines
    assert line == {
        "type": "account", "name": "x_code", "kind": "choice", "policy": "latest", "label": "Code",
        "choices": ["a", "b"],
    }  # fmt: skip
    assert run(*admin, "field", "remove", "account", "code").value["records"] == 1
    reply = office.centre.ask(
        "POST", "/v1/records/account", {"fields": {"name": "A", "x_code": "b"}}, token=token
    )
    assert (reply.status, reply.code) == (422, "no_such_field")


def test_a_push_that_was_let_in_before_a_field_came_asks_for_a_handshake(office: Office) -> None:
    before = office.centre.core.of(office.centre.org)
    office.fields.add("account", "extra", "text")
    with pytest.raises(RequestRefused) as refused:
        before.journal.push(office.centre.principal("ada"), Push(replica="r", epoch=1, items=[]))
    assert refused.value.code == "handshake"


def test_organisations_have_fields_of_their_own(office: Office) -> None:
    core = office.centre.core
    other = core.organisations.found("Other", "USD", ["en"])
    office.fields.add("account", "segment", "text")
    theirs = core.administration(other)
    assert "x_segment" not in theirs.centre.catalogue["account"].by_name
    with pytest.raises(InvalidValue, match="Another organisation"):
        FieldAdministration(theirs.centre, theirs).add("account", "segment", "integer")
    FieldAdministration(theirs.centre, theirs).add("account", "segment", "date")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (("account", "Name With Spaces", "text"), InvalidValue),
        (("account", "x", "money"), InvalidValue),
        (("account", "x", "nonsense"), InvalidValue),
        (("account", "x", "choice"), InvalidValue),
        (("nothing", "x", "text"), NoSuchRecord),
        (("conflict", "x", "text"), NotAllowed),
        (("product", "x", "text"), NotAllowed),
        (("account", 'x"; DROP TABLE account; --', "text"), InvalidValue),
    ],
    ids=range(8),
)
def test_what_cannot_be_a_field_is_refused(
    office: Office, given: tuple[str, str, str], error: type[UserError]
) -> None:
    with pytest.raises(error):
        office.fields.add(*given)
    assert office.fields.all() == []


def test_twice_the_same_is_refused_and_nothing_is_removed_that_is_not_there(office: Office) -> None:
    office.fields.add("account", "segment", "text")
    with pytest.raises(InvalidValue, match="already"):
        office.fields.add("account", "x_segment", "text")
    with pytest.raises(NoSuchRecord):
        office.fields.remove("account", "nothing")
    with pytest.raises(NoSuchRecord):
        office.fields.remove("account", "name")


def test_a_record_deleted_with_a_value_comes_back_without_the_removed_field(office: Office) -> None:
    ada = office.laptop("ada")
    office.fields.add("account", "segment", "text")
    ada.synced()
    account = ada.create("account", name="Acme", x_segment="gold")
    ada.synced()
    record = ada.get("account", account)
    ada.delete("account", account)
    ada.synced()
    office.fields.remove("account", "segment")
    ada.replica.commit(edits.restore(ada.replica.author(), record))
    ada.synced()
    assert ada.get("account", account)["name"] == "Acme"
    office.check_alike()
    assert "x_segment" not in json.dumps(ada.get("account", account).fields)


def test_what_a_copy_lacks_is_repaired_with_its_custom_fields(office: Office) -> None:
    ada = office.laptop("ada")
    office.fields.add("account", "segment", "text")
    ada.synced()
    account = ada.create("account", name="Acme", x_segment="gold")
    ada.synced()
    centre = office.centre.core.of(office.centre.org)
    principal = office.centre.admin.as_user("ada")
    scope = centre.organisations.person(principal).scope
    known = ada.replica.identity().replica
    assert known is not None
    lacking = [
        HeldLeaf(bucket=bucket, leaf=leaf_of(account), rows=[])
        for bucket in centre.organisations.person(principal).buckets
    ]
    repair = centre.repairs.repair(principal, RepairRequest(replica=known, scope=scope, leaves=lacking))
    (table,) = [one for one in repair.tables if one.type == "account"]
    assert "x_segment" in table.columns
    assert b'"gold"' in bytes(table.rows)
