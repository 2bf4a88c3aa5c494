"""E-mails as activities: one that is logged, one that is being written elsewhere, one that lies in a file."""
