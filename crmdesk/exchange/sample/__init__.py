"""A made-up sales organisation: deterministic, dated relative to a given day, in three languages.

It knows the entities and the word lists under `resources/sample`; it refuses to know databases, servers and the clock.
"""

from crmdesk.exchange.sample.organisation import SampleUser
from crmdesk.exchange.sample.story import Sample, sample_organisation
from crmdesk.exchange.sample.words import Words, read_words

__all__ = ["Sample", "SampleUser", "Words", "read_words", "sample_organisation"]
