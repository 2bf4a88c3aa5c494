"""Brings the import wizard to each of its steps, with a list of people as a rep may have it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from crmdesk.store.queries import Query
from crmdesk.ui.importing.page import ImportPage
from tests.gallery.stage import Stage

_PATIENCE = 60.0
IMPORT_STEPS = ("file", "preview", "columns", "known", "check", "result", "cards", "events")


_FILES = {
    "cards": "BEGIN:VCARD\nVERSION:3.0\nN:최;새롬;;;\nORG:새한물산;구매팀\nTITLE:과장\nTEL:010-1234-5678\n"
    "EMAIL:saerom@newfirm.example\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nFN:陈小明\nORG:上海机械有限公司\n"
    "EMAIL:chen@newfirm.example\nEND:VCARD\n",
    "events": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1@newfirm.example\nSUMMARY:Quarterly review\nLOCATION:Room 4\n"
    "DTSTART;TZID=Asia/Seoul:20261124T140000\nDURATION:PT1H\nATTENDEE:mailto:kim@acme.example\nEND:VEVENT\n"
    "END:VCALENDAR\n",
}


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
    path = stage.folder / "people.csv"
    path.write_text("\n".join(rows), encoding="cp949")
    return path


def show_import(name: str, stage: Stage) -> None:
    """The step of that name."""
    session = stage.workspace.importing.session
    if session.state.result is not None:
        # What one language has brought in is not to be here already for the next one.
        session.undo()
        _until(stage, lambda: session.state.undone is not None)
    session.reset()
    stage.window.pages.close_page("page:import")
    stage.desk.go("contacts")
    stage.workspace.importing.open()
    page = stage.page
    assert isinstance(page, ImportPage)
    if name == "file":
        return
    if name in _FILES:
        path = _people(stage).with_name(f"{name}.{'vcf' if name == 'cards' else 'ics'}")
        path.write_text(_FILES[name], encoding="utf-8")
        session.choose(path)
        _until(stage, lambda: page.step is page.preview)
        return
    session.choose(_people(stage))
    _until(stage, lambda: page.step is page.preview)
    for wanted in IMPORT_STEPS[2 : IMPORT_STEPS.index(name) + 1]:
        page.go_on()
        _until(stage, partial(_at, page, wanted))


def _at(page: ImportPage, step: str) -> bool:
    return page.step is getattr(page, step)


def _until(stage: Stage, reached: Callable[[], bool]) -> None:
    """Raises TimeoutError."""
    end = time.monotonic() + _PATIENCE
    while not reached() or stage.workspace.importing.session.doing:
        stage.settle()
        if time.monotonic() > end:
            raise TimeoutError("the import does not get on")
