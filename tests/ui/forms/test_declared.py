"""Which fields of a form share a row, and which have one from edge to edge."""

from __future__ import annotations

import pytest

from crmdesk.domain.entities import CATALOGUE
from crmdesk.ui.forms.declared import fills, rows, sections


def rows_of(type_name: str, section: str) -> list[tuple[list[str], bool]]:
    entity = CATALOGUE[type_name]
    (found,) = [each for each in sections(entity, new=True) if each.name == section]
    return [([field.name for field in row], fills(entity, row)) for row in rows(entity, found.fields)]


@pytest.mark.parametrize(
    ("type_name", "naming"), [("opportunity", "name"), ("task", "subject"), ("visit", "purpose")]
)
def test_what_names_a_record_has_a_row_of_its_own(type_name: str, naming: str) -> None:
    assert rows_of(type_name, "main")[0] == ([naming], True)


def test_a_text_that_is_alone_in_its_row_has_all_of_it_and_a_choice_has_not() -> None:
    assert (["website"], True) in rows_of("account", "reach")
    assert (["status"], False) in rows_of("visit", "main")


def test_a_box_stands_beside_no_field_with_a_label_above() -> None:
    assert (["do_not_contact"], True) in rows_of("lead", "reach")


def test_what_a_choice_asks_for_comes_next_after_it_in_a_row_of_its_own() -> None:
    names = [row for row, _ in rows_of("opportunity", "main")]
    at = names.index(["lost_reason"])
    assert "stage" in names[at - 1]
    assert sum("lost_reason" in row for row in names) == 1
