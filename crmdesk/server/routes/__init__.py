"""What the centre answers over HTTP: a list of operations, each a thin function from a call to a message."""
