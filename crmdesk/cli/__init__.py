"""The command line, one file a noun; it constructs what a command needs and prints what comes of it."""
