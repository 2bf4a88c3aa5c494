"""The few steps that show a new user where things are, in the window itself."""
