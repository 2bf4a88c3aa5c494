"""What the search box offers: records that open, told apart by their account, by as little as one letter of Korean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.desk import Desk
from crmdesk.ui.search import SearchWiring
from crmdesk.ui.widgets import SearchBox, SearchHit
from tests.ui.records import first


class _Answers(SearchBox):
    """A box that keeps what it is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answers: list[list[SearchHit]] = []

    def set_results(self, text: str, hits: Sequence[SearchHit], *, final: bool = True) -> None:
        if final:
            self.answers.append(list(hits))


@pytest.fixture
def box(desk: Desk, qtbot: QtBot) -> Iterator[_Answers]:
    made = _Answers()
    qtbot.addWidget(made)
    wiring = SearchWiring(desk, made, list)
    yield made
    wiring.close()


def search(box: _Answers, text: str, qtbot: QtBot) -> list[SearchHit]:
    before = len(box.answers)
    box.searched.emit(text)
    qtbot.waitUntil(lambda: len(box.answers) > before)
    return box.answers[-1]


def test_one_letter_of_korean_finds_names_that_begin_with_it_first(box: _Answers, qtbot: QtBot) -> None:
    titles = [hit.title for hit in search(box, "새", qtbot) if hit.target.startswith("account:")]
    beginning = [title.startswith("새") for title in titles]
    assert any(beginning)
    assert beginning[: sum(beginning)] == [True] * sum(beginning)


def test_a_person_is_told_apart_by_the_account(box: _Answers, desk: Desk, qtbot: QtBot) -> None:
    person = next(each for each in desk.replica.query("contact") if each["account"])
    account = desk.replica.get("account", person["account"])
    found = {hit.target: hit.detail for hit in search(box, person["name"], qtbot)}
    assert found[f"contact:{person.id}"].startswith(account["name"])


def test_what_has_no_page_to_open_is_not_offered(box: _Answers, desk: Desk, qtbot: QtBot) -> None:
    product = first(desk.replica, "product")
    assert not [hit for hit in search(box, product["name"], qtbot) if hit.target.startswith("product:")]
