"""The page behind the sync light: what waits, what became of what was sent, how the replica is."""
