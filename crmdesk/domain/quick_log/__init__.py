"""Understands one typed line about a customer, in English, Korean or Chinese. No clock, no storage, no network."""

from crmdesk.domain.quick_log.assemble import parse
from crmdesk.domain.quick_log.facts import Amount, Kind, Outcome, Person, QuickLog, Span, Step, When

__all__ = ["Amount", "Kind", "Outcome", "Person", "QuickLog", "Span", "Step", "When", "parse"]
