"""What a visit left with the customer, typed in place line by line. Who signed for it stays signed for. It reads
nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.lines.card import LinesCard
from crmdesk.ui.translations import label
from crmdesk.ui.visit.content import VisitContent
from crmdesk.ui.widgets import Label


class SamplesCard(LinesCard):
    """Product and how many. Once somebody has signed, and once the report is submitted, it is read alone."""

    def __init__(self, desk: Desk, visit: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, "visit_sample", "visit", visit, parent, touch=True)
        self._word = Label(tone="muted", parent=self.buttons.parentWidget())
        self._word.hide()
        self.buttons.insertWidget(0, self._word)

    def show_content(self, content: VisitContent, *, signed: bool) -> None:
        """Show the lines; `signed`: somebody has signed for them, and is not asked to sign again."""
        self.set_title(label("visit_sample.plural"), len(content.samples))
        self._word.setText(self.tr("Signed for: sign again to change them"))
        locked = bool(content.record["submitted_at"])
        editable = not locked and not signed
        self.show_lines(content.samples, content.names, "", editable=editable)
        self._word.setVisible(signed and not locked and bool(content.samples))
        self.setVisible(editable or bool(content.samples))


def samples_text(content: VisitContent) -> str:
    """What was left there in one line: `2 × Aris 520, 1 × Flova F1`."""
    return formats.listed(
        f"{formats.number(line['quantity'] or 0)} × {content.names.get(line['product'] or '', '')}"
        for line in content.samples
    )
