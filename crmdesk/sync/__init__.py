"""Laptop and centre reconciled: one round as a state machine, who performs it, over what, and when."""
