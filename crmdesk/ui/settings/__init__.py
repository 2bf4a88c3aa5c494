"""How the program looks and speaks on this laptop, whose profile it is, and the way out."""
