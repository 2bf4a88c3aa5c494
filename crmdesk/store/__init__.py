"""The laptop's replica: encrypted SQLite with the rows, the outbox, search and queries. It knows no network
and no window."""
