"""The page in place of everything when the profile cannot be opened: what happened, what to do, try again."""

from __future__ import annotations

from collections.abc import Callable

from crmdesk.domain.errors import UserError
from crmdesk.ui.faults import fault_text
from crmdesk.ui.frame import Page
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import EmptyState


class TroublePage(Retranslates, Page):
    """Says one fault in its own words. `again` tries once more; it is called after the page is left standing."""

    def __init__(self, error: UserError, again: Callable[[], object]) -> None:
        super().__init__()
        self._error = error
        self.head.hide()
        self.state = EmptyState("warning")
        self.state.action.connect(again)
        self.body.addWidget(self.state)
        self.setFocusProxy(self.state.button)
        self.retranslate()

    def retranslate(self) -> None:
        error = self._error
        words = fault_text(error).removeprefix(f"{error.title}. ").removeprefix(error.title)
        self.state.set_texts(error.title, words, self.tr("Try again"))
        self.setAccessibleName(error.title)
