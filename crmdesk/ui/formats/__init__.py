"""How dates, instants, numbers and money are written and read: in the words of the interface, in the order and with
the signs of the user's country. Knows no widget and no clock.

Every function takes canonical values (see docs of `crmdesk.ui.models.columns.Column`) and an optional QLocale, for its
people; the default is the user's. Canonical values that cannot be read raise ValueError.
"""

from __future__ import annotations

from crmdesk.ui.formats.days import (
    canonical_instant,
    clock,
    clock_pattern,
    day,
    day_hint,
    days,
    distance,
    full_day,
    in_miles,
    instant,
    local,
    parse_instant,
    read_day,
    read_time,
    relative_day,
    relative_instant,
    short_day,
    time_of_day,
)
from crmdesk.ui.formats.numbers import (
    CURRENCIES,
    currency_digits,
    data_size,
    figure,
    money,
    money_short,
    number,
    percent,
    rate,
    read_number,
    short_number,
)
from crmdesk.ui.formats.words import (
    cell_text,
    clauses,
    headed,
    listed,
    month_name,
    quoted,
    sentences,
    yes_no,
)

__all__ = [
    "CURRENCIES",
    "canonical_instant",
    "cell_text",
    "clauses",
    "clock",
    "clock_pattern",
    "currency_digits",
    "data_size",
    "day",
    "day_hint",
    "days",
    "distance",
    "figure",
    "full_day",
    "headed",
    "in_miles",
    "instant",
    "listed",
    "local",
    "money",
    "money_short",
    "month_name",
    "number",
    "parse_instant",
    "percent",
    "quoted",
    "rate",
    "read_day",
    "read_number",
    "read_time",
    "relative_day",
    "relative_instant",
    "sentences",
    "short_day",
    "short_number",
    "time_of_day",
    "yes_no",
]
