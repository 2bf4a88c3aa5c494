"""What the visits of the sample organisation left with customers, line by line. It rolls no dice."""

from __future__ import annotations

from crmdesk.domain.values import parse_instant
from crmdesk.exchange.sample.world import Stamp, World


def leave_samples(world: World) -> None:
    """Says of what was counted which product it was; a count that was amended stays a count."""
    records = world.records()
    amended = {each["visit"] for each in records if each.type == "visit_amendment"}
    for visit in records:
        if visit.type != "visit" or not visit["samples"] or not visit["products"] or visit.id in amended:
            continue
        made = parse_instant(visit["updated_at"])
        stamp = Stamp(visit["owner"], visit["territory"], made, made, visit["owner"])
        world.add(
            "visit_sample",
            world.id_of("visit_sample", visit.id),
            stamp,
            {
                "visit": visit.id,
                "product": visit["products"][0],
                "quantity": visit["samples"],
                "line_number": 1,
            },
        )
        world.amend("visit", visit.id, None, samples=None)
