"""Files that a person brings to their own records: tables, cards and calendars become candidates."""
