"""Reminders at their moment: when, by which way, once a laptop, and put off."""
