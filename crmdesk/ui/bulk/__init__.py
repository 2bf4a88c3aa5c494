"""Many records at once: what is asked for them, what it would do, and how far it has come."""
