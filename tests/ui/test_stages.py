"""The stages of a record: the steps of its way, and how it can end."""

from __future__ import annotations

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.entities import CATALOGUE
from crmdesk.ui.stages import stages_of


def _ends(catalogue: Catalogue, type_name: str, field: str) -> dict[str, str]:
    return {stage.key: stage.tone for stage in stages_of(catalogue[type_name], field) if stage.ends}


def test_every_way_to_end_is_told_as_one_and_has_its_own_colour() -> None:
    assert _ends(CATALOGUE, "opportunity", "stage") == {"closed_won": "success", "closed_lost": "danger"}
    assert set(_ends(CATALOGUE, "lead", "status")) == {"converted", "unqualified"}
    assert set(_ends(CATALOGUE, "quote", "status")) == {"accepted", "rejected", "expired"}


def test_the_way_there_has_one_colour() -> None:
    tones = {each.tone for each in stages_of(CATALOGUE["opportunity"], "stage") if not each.ends}
    assert tones == {"info"}
