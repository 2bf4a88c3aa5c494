"""The cards of the visit page: so many that each is built in a turn of its own. What they do is the page's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.ui.attachments import AttachmentsCard
from crmdesk.ui.desk import Desk
from crmdesk.ui.record_page import RecordPage
from crmdesk.ui.two_columns import TwoColumns
from crmdesk.ui.visit.aside import VisitAside
from crmdesk.ui.visit.beside import Beside, Part
from crmdesk.ui.visit.form_card import FormCard
from crmdesk.ui.visit.photos import PhotosCard
from crmdesk.ui.visit.presence import PresenceFields
from crmdesk.ui.visit.report import ReportCard
from crmdesk.ui.visit.samples import SamplesCard
from crmdesk.ui.visit.signature import SignatureCard
from crmdesk.ui.widgets.gradually import Gradually


class VisitCards(RecordPage):
    """Two columns of cards, which are there once `built` is true; nobody sees them before `columns` is shown."""

    def __init__(self, desk: Desk, record_id: str) -> None:
        super().__init__(desk, "visit", record_id)
        self.built = False
        self.columns = TwoColumns(self, wide_first=True)
        self.columns.hide()
        self.presence = PresenceFields(desk, self)
        self._building = Gradually(self)

    def build_cards(self, then: Callable[[], object]) -> None:
        """Begin; `then` has the last turn."""

        def end() -> None:
            self.built = True
            then()

        steps = (
            self._build_form,
            self._build_report,
            self._build_samples,
            self._build_photos,
            self._build_signature,
            self._build_narrow,
            self._join,
            end,
        )
        self._building.begin(steps, at_once=0)

    def _build_form(self) -> None:
        self.form = FormCard(self.columns.wide.parentWidget())
        self._place(self.columns.wide, self.form)

    def _build_report(self) -> None:
        self.report = ReportCard(self.desk, self.entity, self.columns.wide.parentWidget())
        self._place(self.columns.wide, self.report)

    def _build_samples(self) -> None:
        self.samples = SamplesCard(self.desk, self.record_id, self.columns.wide.parentWidget())
        self._place(self.columns.wide, self.samples)

    def _build_photos(self) -> None:
        self.photos = PhotosCard(self.desk, self.record_id, self.columns.wide.parentWidget())
        self._place(self.columns.wide, self.photos)

    def _build_signature(self) -> None:
        self.signature = SignatureCard(self.desk, self.columns.wide.parentWidget())
        self._place(self.columns.wide, self.signature)
        self.columns.wide.addStretch(1)

    def _build_narrow(self) -> None:
        narrow = self.columns.narrow.parentWidget()
        self.attachments = AttachmentsCard(self.desk, "visit", self.record_id, narrow, pictures=False)
        self.aside = VisitAside(self.desk, narrow)
        self._place(self.columns.narrow, self.attachments)
        self._place(self.columns.narrow, self.aside)
        self.columns.narrow.addStretch(1)

    def _join(self) -> None:
        parts: dict[str, Part] = {"report": self.report, "form": self.form, "signature": self.signature}
        self.beside = Beside(self.desk.own, self.record_id, self.presence, parts)

    def left(self) -> None:
        if self.built:
            self.beside.keep()
        super().left()

    def _place(self, column: QVBoxLayout, card: QWidget) -> None:
        """The card comes into the page with its looks: else all of them would get theirs when the page is shown."""
        column.addWidget(card)
        for part in (card, *card.findChildren(QWidget)):
            part.ensurePolished()
