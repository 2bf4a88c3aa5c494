"""Forms built from declarations: one form for every type, to create and to edit."""
