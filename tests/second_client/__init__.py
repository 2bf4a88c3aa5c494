"""A client that shares no code with the product: what docs/sync/messages.md says is enough to take part."""
