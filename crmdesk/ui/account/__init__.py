"""The page of one account: who it is, its people, its open opportunities, everything that happened."""
