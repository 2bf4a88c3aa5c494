"""Lists, headings and quotations as the language sets them, and the text of a table's cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QCoreApplication, QLocale

from crmdesk.ui.formats.days import day, instant
from crmdesk.ui.formats.numbers import money, number, percent
from crmdesk.ui.models.columns import Column
from crmdesk.ui.translations import label


def listed(words: Iterable[str]) -> str:
    """Words one after another, as the language sets them apart: `name, price`, `名称、价格`."""
    return ("、" if QLocale().language() == QLocale.Language.Chinese else ", ").join(words)


def enumerated(words: Iterable[str]) -> str:
    """Words as a sentence names them: `name and price`, `이름 및 가격`, `名称和价格`."""
    return str(QLocale().createSeparatedList(list(words)))


def month_name(month: int) -> str:
    """A month by itself: `November`, `11월`; Chinese writes its number beside a year, where Qt would spell it out."""
    locale = QLocale()
    chinese = locale.language() == QLocale.Language.Chinese
    return f"{month}月" if chinese else locale.standaloneMonthName(month)


def clauses(parts: Iterable[str]) -> str:
    """Parts of one saying, as the language sets them apart: `Task, today`, `任务，今天`; empty ones are left out."""
    comma = "，" if QLocale().language() == QLocale.Language.Chinese else ", "
    return comma.join(part for part in parts if part)


def headed(name: str, text: str, locale: QLocale | None = None) -> str:
    """A name and what is said under it: `Stage: Proposal`, `阶段：方案报价`. `locale`: that of a document which
    speaks another language than the interface."""
    chinese = (locale or QLocale()).language() == QLocale.Language.Chinese
    return f"{name}{'：' if chinese else ': '}{text}"


def sentences(parts: Iterable[str]) -> str:
    """Sentences behind one another; Chinese leaves no room between them."""
    return " ".join(parts).replace("。 ", "。")


def quoted(text: str) -> str:
    """A text in the quotation marks of the language: “text”, 「text」."""
    return str(QLocale().quoteString(text))


def yes_no(value: bool) -> str:
    return (
        QCoreApplication.translate("formats", "Yes") if value else QCoreApplication.translate("formats", "No")
    )


def cell_text(column: Column, value: object) -> str:
    """A table cell's value for people; empty for None. Values are canonical, see `Column`."""
    if value is None or value == "":
        return ""
    match column.kind:
        case "integer":
            return number(cast(int, value))
        case "percent":
            return percent(cast(int, value))
        case "decimal":
            return number(cast(str, value), column.scale)
        case "money":
            amount, currency = cast(tuple[str, str], value)
            return money(amount, currency) if amount else ""
        case "date":
            return day(cast(str, value))
        case "instant":
            return instant(cast(str, value))
    return _words(column, value)


def _words(column: Column, value: object) -> str:
    match column.kind:
        case "bool":
            return yes_no(bool(value))
        case "choice":
            return label(column.choice_key(str(value)))
        case "reference":
            return str(cast(tuple[str, str | None], value)[1] or "")
        case "set":
            return listed(str(element) for element in cast(Iterable[object], value))
    return " ".join(str(value).split())  # a list shows one line
