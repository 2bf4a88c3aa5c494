"""The tasks of the user until they are done: overdue, today, this week, later."""
