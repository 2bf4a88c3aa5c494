"""What takes an intent back: new mutations that give fields the values they had. It reads no storage and no clock."""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.domain import edits
from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Entity, Kind, Policy
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.errors import NotAllowed
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value


def inverse(
    author: Author,
    mutations: Group,
    before: Mapping[tuple[str, str], Record],
    intent: str | None = None,
) -> list[Group]:
    """Groups that undo `mutations`: fields get back what `before` (the records as they stood just before) says.

    `intent` ties them to others that undo parts of the same. Raises `NotAllowed` for what cannot be taken back: the
    strictest policy and immutable facts.
    """
    groups: dict[str, Group] = {}
    intent = intent or author.new_id()
    for mutation in reversed(mutations):
        entity = author.catalogue[mutation.type]
        record = before.get((mutation.type, mutation.id))
        undone = _undo_one(author, entity, mutation, record, intent)
        groups.setdefault(mutation.group, []).extend(undone)
    return [edits.together(author, group, intent=intent) for group in groups.values()]


def _undo_one(
    author: Author, entity: Entity, mutation: Mutation, record: Record | None, intent: str
) -> Group:
    draft = edits.Draft(author, intent)
    if mutation.act in (Act.CREATE, Act.RESTORE):
        draft.put(Act.DELETE, mutation.type, mutation.id)
        return draft.mutations
    if record is None:
        raise NotAllowed(
            "This cannot be undone", "the record as it was is not known any more", code="not_undoable"
        )
    if mutation.into is not None:
        raise NotAllowed("A merge cannot be undone", "both records are one now", code="not_undoable")
    if mutation.act is Act.DELETE:
        return edits.restore(author, record, intent=intent)
    for name in mutation.touched:
        _check_undoable(entity, name)
    sets = {name: record.fields[name] for name in mutation.set}
    add = {name: mutation.remove[name] for name in mutation.remove if name not in sets}
    remove: dict[str, Value] = {}
    for name, given in mutation.add.items():
        if entity.field(name).kind is Kind.SET:
            remove[name] = [item for item in given if item not in record.fields[name]]
        else:
            add[name] = -given
    draft.put(Act.UPDATE, mutation.type, mutation.id, sets, add=add, remove=remove)
    return draft.mutations


def _check_undoable(entity: Entity, name: str) -> None:
    policy = entity.field(name).policy
    if policy is Policy.STRICTEST:
        raise NotAllowed(
            "A protection cannot be undone", f"{name} only ever becomes stricter", code="not_undoable"
        )
    if policy is Policy.APPEND:
        raise NotAllowed(
            "A fact cannot be undone", f"{name} stays as it was said; write an amendment", code="not_undoable"
        )
