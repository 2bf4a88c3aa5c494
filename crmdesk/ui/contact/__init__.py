"""The page of one contact: who it is, how to reach them, what happened with them."""
