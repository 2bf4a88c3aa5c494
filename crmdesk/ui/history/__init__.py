"""Who changed what in a record, when, and the way back to any value."""
