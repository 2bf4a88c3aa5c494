"""The page of one lead: who it is, how far one has come with them, what they became."""
