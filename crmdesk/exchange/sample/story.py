"""The sample organisation as a whole: one call makes everything, in an order that never changes for a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.records import Record
from crmdesk.exchange.sample.activities import fill_diaries
from crmdesk.exchange.sample.customers import win_customers
from crmdesk.exchange.sample.forecasts import set_goals
from crmdesk.exchange.sample.forms import ask_on_visits
from crmdesk.exchange.sample.leads import find_leads, follow_leads
from crmdesk.exchange.sample.organisation import SampleUser, found_company
from crmdesk.exchange.sample.pipeline import News, morning_news, open_pipeline
from crmdesk.exchange.sample.quotes import offer_quotes
from crmdesk.exchange.sample.samples import leave_samples
from crmdesk.exchange.sample.words import Words
from crmdesk.exchange.sample.world import World

SEED = 2209


@dataclass(frozen=True, slots=True)
class Sample:
    """The organisation, who can sign in, and all its records, types in the catalogue's order (targets first)."""

    name: str
    currency: str
    languages: tuple[str, ...]
    users: tuple[SampleUser, ...]
    """The first one is the rep that a demonstration signs in."""
    records: tuple[Record, ...]
    """Every field in canonical form; `version` 0. Nothing is stamped later than the evening before `today`."""
    news: tuple[News, ...]
    """What a colleague of the first rep changes on the morning of `today`."""


def sample_organisation(
    words: Words, today: date, zone: tzinfo, *, seed: int = SEED, catalogue: Catalogue = CATALOGUE
) -> Sample:
    """Makes the organisation as it stands on the morning of `today`; office hours are those of `zone`.

    The same arguments give the same records with the same ids. Raises `InvalidValue` if the words break a declaration.
    """
    world = World(catalogue, today, zone, seed)
    company = found_company(world, words)
    customers = win_customers(world, words, company)
    open_pipeline(world, customers)
    fill_diaries(world, customers)
    colleague = company.reps[1]
    news = morning_news(world, [customer for customer in customers if customer.rep is colleague])
    data = words.organisation
    set_goals(world, company.users, data["currency"])
    leads = find_leads(world, words, company, customers)
    ask_on_visits(world, words, next(user.id for user in company.users if user.role == "admin"))
    offer_quotes(world, customers)
    leave_samples(world)
    follow_leads(world, company, leads)
    return Sample(
        data["name"], data["currency"], tuple(data["languages"]), company.users, tuple(world.records()), news
    )
