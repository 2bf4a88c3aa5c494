"""One seed, one world: laptops, a centre and a network that fails, with an oracle that knows what may not happen."""
