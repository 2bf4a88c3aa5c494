"""A client that shares no code with the product: whoever reads docs/sync.md can write one, and this is the proof."""
