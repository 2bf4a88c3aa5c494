"""From a declaration to columns: SQLAlchemy tables of the centre, and the stored form of values at both ends."""
