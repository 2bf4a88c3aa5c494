"""The pipeline: opportunities as a board of stages, as a table, as a forecast."""
