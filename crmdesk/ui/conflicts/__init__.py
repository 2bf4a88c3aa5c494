"""The Inbox: what waits for a person. Edits of two people that contradict each other, and edits that were refused."""
