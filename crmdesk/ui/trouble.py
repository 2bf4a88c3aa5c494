"""The page in place of everything when the profile cannot be opened: what happened, what to do, try again."""

from __future__ import annotations

from collections.abc import Callable

from crmdesk.domain.errors import UserError
from crmdesk.ui.faults import fault_rest, fault_title
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
        title = fault_title(self._error)
        self.state.set_texts(title, fault_rest(self._error), self.tr("Try again"))
        self.setAccessibleName(title)
