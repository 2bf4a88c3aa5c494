"""Understands one typed line about a customer, in English, Korean or Chinese. No clock, no storage, no network.

`assemble.parse` does it; it is no name of the package, because reading the grammar of three languages takes longer than
opening a window.
"""

from crmdesk.domain.quick_log.facts import Amount, Kind, Outcome, Person, QuickLog, Span, Step, When

__all__ = ["Amount", "Kind", "Outcome", "Person", "QuickLog", "Span", "Step", "When"]
