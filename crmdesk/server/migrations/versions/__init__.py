"""One file a step; each is frozen once released, and `generate.py` writes the next."""
