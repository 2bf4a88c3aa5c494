"""The map: where customers are, and the way through a day. All of it works without a network."""
