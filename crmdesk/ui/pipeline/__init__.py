"""The pipeline: opportunities as a board of stages, as a table, as a forecast."""

from __future__ import annotations

from crmdesk.ui.pipeline.page import OpportunitiesPage

__all__ = ["OpportunitiesPage"]
