"""From a declaration to columns: SQLAlchemy tables and the stored form of values, used by store and server."""
