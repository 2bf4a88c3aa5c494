"""Files that a person brings in: the wizard for tables, cards and calendars, and what opens it."""
