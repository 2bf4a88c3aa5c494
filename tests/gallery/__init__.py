"""Pictures of every screen of the real program with the sample organisation: `python -m tests.gallery FOLDER`."""
