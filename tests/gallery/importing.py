"""Brings the import wizard to each of its steps, with a list of people as a rep may have it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from crmdesk.store.queries import Query
from crmdesk.ui.importing.page import ImportPage
from tests.gallery.stage import Stage

IMPORT_STEPS = ("file", "preview", "columns", "known", "check", "result")


def _people(stage: Stage) -> Path:
    known = [each for each in stage.replica.query("contact", Query(sort="name")) if each["emails"]][:3]
    rows = [
        "성명,이메일,휴대폰,회사명,직책,생일,등급",
        *(
            f"{each['name']},{each['emails'][0]},010-2000-300{place},새한물산,부장,1980-01-0{place + 1},"
            for place, each in enumerate(known)
        ),
        *(
            f"홍길{number},hong{number}@newfirm.example,010-1234-{number:04d},새한물산,과장,1990-02-03,A"
            for number in range(40)
        ),
        ",nobody@newfirm.example,,새한물산,,,",
        "이지우,jiwoo@newfirm.example,,한결테크,대리,31/31/1990,",
    ]  # fmt: skip
    path = Path(tempfile.gettempdir()) / "crmdesk-gallery" / "people.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(rows), encoding="cp949")
    return path


def show_import(name: str, stage: Stage) -> None:
    """The step of that name."""
    session = stage.workspace.importing.session
    session.reset()
    stage.window.pages.close_page("page:import")
    stage.desk.go("contacts")
    stage.workspace.importing.open()
    page = stage.page
    assert isinstance(page, ImportPage)
    if name == "file":
        return
    session.choose(_people(stage))
    _until(stage, lambda: page.step is page.preview)
    for wanted in IMPORT_STEPS[2 : IMPORT_STEPS.index(name) + 1]:
        page.go_on()
        _until(stage, lambda wanted=wanted: page.step is getattr(page, wanted))


def _until(stage: Stage, reached: Callable[[], bool]) -> None:
    while not reached() or stage.workspace.importing.session.doing:
        stage.settle()
