"""The page of one opportunity: its stage, amount and close date, products, people, what happened."""
