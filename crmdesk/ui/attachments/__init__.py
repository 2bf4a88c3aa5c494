"""Attached files as a page shows them: read, listed, added, opened, taken off."""

from crmdesk.ui.attachments.card import AttachmentsCard

__all__ = ["AttachmentsCard"]
