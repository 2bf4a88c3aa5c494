"""The quick log: one typed line, its facts as chips, corrected by key, saved as one."""

from crmdesk.ui.quick_log.bar import QuickLogBar

__all__ = ["QuickLogBar"]
