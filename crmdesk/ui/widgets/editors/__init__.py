"""Form fields by kind: they show and take canonical values and say at the field, while typing, what is wrong.

No field knows an entity: an `EditorSpec` says what it needs.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.ui.widgets.editors.address import AddressEditor
from crmdesk.ui.widgets.editors.base import Editor, EditorSpec, Lookup, Option, Unreadable
from crmdesk.ui.widgets.editors.choices import BoolEditor, ChoiceEditor
from crmdesk.ui.widgets.editors.dates import DateEditor, InstantEditor
from crmdesk.ui.widgets.editors.form_field import FieldsRow, FormField
from crmdesk.ui.widgets.editors.money import MoneyEditor
from crmdesk.ui.widgets.editors.references import ReferenceEditor
from crmdesk.ui.widgets.editors.sets import SetEditor
from crmdesk.ui.widgets.editors.text import LongTextEditor, NumberEditor, TextEditor

__all__ = [
    "AddressEditor",
    "BoolEditor",
    "ChoiceEditor",
    "DateEditor",
    "Editor",
    "EditorSpec",
    "FieldsRow",
    "FormField",
    "InstantEditor",
    "LongTextEditor",
    "Lookup",
    "MoneyEditor",
    "NumberEditor",
    "Option",
    "ReferenceEditor",
    "SetEditor",
    "TextEditor",
    "Unreadable",
    "editor_for",
]

_BY_KIND: dict[str, type[Editor]] = {
    "text": TextEditor,
    "longtext": LongTextEditor,
    "integer": NumberEditor,
    "percent": NumberEditor,
    "decimal": NumberEditor,
    "money": MoneyEditor,
    "bool": BoolEditor,
    "date": DateEditor,
    "instant": InstantEditor,
    "choice": ChoiceEditor,
    "reference": ReferenceEditor,
    "set": SetEditor,
    "address": AddressEditor,
}


def editor_for(spec: EditorSpec, parent: QWidget | None = None) -> Editor:
    """The editor of a kind. Raises KeyError for a kind that has none."""
    return _BY_KIND[spec.kind](spec, parent)
