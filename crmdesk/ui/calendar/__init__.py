"""The calendar: day, week, month and agenda over what the replica holds."""
