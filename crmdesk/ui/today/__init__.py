"""The first screen: what the day asks for. Every row opens its record."""
