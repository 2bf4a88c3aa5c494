"""A visit from plan to submitted report: its page, and the small form that starts one at once."""
