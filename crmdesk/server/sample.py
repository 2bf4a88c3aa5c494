"""Puts the sample organisation into an empty centre: its records through the journal, its users' passwords beside them.

What the organisation consists of is `exchange/sample`'s; here it is only written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Kind
from crmdesk.domain.errors import UsageError
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, format_instant
from crmdesk.exchange.sample import Sample
from crmdesk.server.centre import Centre
from crmdesk.server.database import writing
from crmdesk.server.principal import Principal


def load_sample(centre: Centre, sample: Sample) -> int:
    """Founds the sample organisation and gives its id. The records go in together: all of them or none.

    Raises `InvalidValue` if the centre has an organisation of that name, `UsageError` if a record is refused.
    """
    org = centre.organisations.found(sample.name, sample.currency, sample.languages)
    chief = next(user for user in sample.users if user.role == "admin")
    principal = Principal(org, chief.id, chief.login, chief.name, chief.role, chief.home)
    mutations = _Writer(centre, chief.id).mutations(sample.records)
    # The slow hashes are made beside the journal's work.
    with ThreadPoolExecutor(max_workers=1) as worker:
        hashing = worker.map(lambda user: centre.credentials.hash(user.password), sample.users)
        for verdict in centre.journal.central(principal, mutations):
            if verdict.outcome == "refused":
                raise UsageError(
                    "The sample organisation does not fit", verdict.title or "", verdict.hint or ""
                )
        hashes = list(hashing)
    with writing(centre.engine, org) as connection:
        for user, hashed in zip(sample.users, hashes, strict=True):
            centre.credentials.set_password(connection, org, user.id, user.login, hashed)
    return org


def tell_news(centre: Centre, org: int, sample: Sample) -> None:
    """Makes the edits of this morning, so that laptops which have the sample already see something change."""
    users = {user.id: user for user in sample.users}
    for news in sample.news:
        author = users[news.author]
        op_id = centre.new_id()
        mutation = Mutation(
            op_id=op_id,
            act=Act.UPDATE,
            type="opportunity",
            id=news.opportunity,
            author=author.id,
            at=format_instant(centre.now()),
            group=op_id,
            intent=op_id,
            base=centre.feed.head(org).seq,
            set=news.fields,
        )
        principal = Principal(org, author.id, author.login, author.name, author.role, author.home)
        centre.journal.central(principal, [mutation])


class _Writer:
    """Turns records into the mutations that make them."""

    def __init__(self, centre: Centre, chief: str) -> None:
        self._centre = centre
        self._chief = chief
        self._intent = centre.new_id()
        self._known: set[tuple[str, str]] = set()

    def mutations(self, records: Iterable[Record]) -> list[Mutation]:
        """A create for each record; a field that points to a record of later on follows in an update."""
        creates, updates = [], []
        for record in records:
            values, late = self._divided(record)
            creates.append(self._mutation(Act.CREATE, record, values))
            if late:
                updates.append(self._mutation(Act.UPDATE, record, late))
        return [*creates, *updates]

    def _divided(self, record: Record) -> tuple[dict[str, Value], dict[str, Value]]:
        values: dict[str, Value] = {}
        late: dict[str, Value] = {}
        for field in self._centre.catalogue[record.type].fields:
            value = record[field.name]
            if value is None or value == []:
                continue
            targets = value if field.kind is Kind.SET else [value]
            waits = field.target and any((field.target, target) not in self._known for target in targets)
            (late if waits else values)[field.name] = value
        self._known.add((record.type, record.id))
        # The journal says these of a record that does not, and the first records come before their authors.
        for name in ("created_by", "updated_by"):
            if late.get(name) == self._chief:
                del late[name]
        return values, late

    def _mutation(self, act: Act, record: Record, values: Mapping[str, Value]) -> Mutation:
        op_id = self._centre.new_id()
        return Mutation(
            op_id=op_id,
            act=act,
            type=record.type,
            id=record.id,
            author=record["created_by"] or self._chief,
            at=record["created_at"],
            group=op_id,
            intent=self._intent,
            set=values,
        )
