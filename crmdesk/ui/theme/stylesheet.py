"""Owns the style sheet: what every standard control looks like, written in token names. Knows no screen."""

from __future__ import annotations

import re
from pathlib import Path

from crmdesk.ui.theme.tokens import Theme
from crmdesk.ui.theme.typography import scaled_points

# `@name` is a colour token, `@pictures` the folder of tinted drawings. Object properties used by our widgets:
# `kind` (primary, plain, quiet, danger) on buttons, `tone` and `role` on labels, `card` on frames, `invalid` on fields.
# What is a window of its own, a menu or a list that drops down, is not rounded: behind the curve its square would show.
_SHEET = """
* { outline: 0; }
QWidget { color: @text; selection-background-color: @accent; selection-color: @on_accent; }
QMainWindow, QDialog, QWidget[page="true"] { background: @window; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: @title; font-weight: @strong; }
QLabel[role="strong"] { font-weight: @strong; }
QLabel[tone="muted"] { color: @text_muted; }
QLabel[tone="danger"] { color: @danger_text; }
QLabel[tone="warning"] { color: @warning_text; }
QLabel[tone="success"] { color: @success_text; }
QLabel[tone="accent"] { color: @accent_text; }
QLabel:disabled { color: @text_disabled; }

QFrame[card="true"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[popup="true"] { background: @surface_raised; border: 1px solid @border_input; }
QFrame[floating="true"] { background: @surface_raised; border: 1px solid @border_input; border-radius: 8px; }
QFrame[floating="true"] QListView, QFrame[popup="true"] QListView { background: @surface_raised; }
QFrame[lane="true"] { background: @sidebar; border: 1px solid @sidebar; border-radius: 8px; }
#side { background: @sidebar; border-right: 1px solid @border; }
#top { background: @window; border-bottom: 1px solid @border; }
#formPanel { background: @surface; border-left: 1px solid @border; }
#bulkPanel { background: @surface; border: 1px solid @border; border-radius: 8px; }
#bulkBar, #quickLog { background: @surface; border-bottom: 1px solid @border; }
#reminderBar { background: @info_soft; border-bottom: 1px solid @border; }
#crashBar { background: @warning_soft; border-bottom: 1px solid @border; }
#tourBubble { background: @surface; border: 2px solid @accent; border-radius: 8px; }
QFrame[line="true"] { background: @border; border: 0; max-height: 1px; min-height: 1px; }

QPushButton, QToolButton { border-radius: 6px; padding: 5px 12px; min-height: 20px; font-weight: 500;
    background: @surface; border: 1px solid @border_input; color: @text; }
QPushButton:hover, QToolButton:hover { background: @hover; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked { background: @pressed; }
QPushButton:focus, QToolButton:focus { border: 2px solid @focus; padding: 4px 11px; }
QPushButton:disabled, QToolButton:disabled { color: @text_disabled; border-color: @border; background: @surface_alt; }
QPushButton[kind="primary"] { background: @accent; border: 1px solid @accent; color: @on_accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[kind="primary"]:pressed { background: @accent_pressed; border-color: @accent_pressed; }
QPushButton[kind="primary"]:focus { border: 2px solid @focus_on_accent; padding: 4px 11px; }
QPushButton[kind="primary"]:disabled { background: @neutral_soft; border-color: @neutral_soft; color: @text_disabled; }
QPushButton[kind="danger"] { background: @surface; border: 1px solid @danger_text; color: @danger_text; }
QPushButton[kind="danger"]:hover { background: @danger_soft; }
QPushButton[kind="danger"]:focus { border: 2px solid @danger_text; padding: 4px 11px; }
QPushButton[kind="quiet"], QToolButton { background: transparent; border: 1px solid transparent; color: @text_muted; }
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: @pressed; color: @text; }
QPushButton[kind="quiet"]:focus, QToolButton:focus { border: 2px solid @focus; padding: 4px 11px; }
QPushButton[kind="quiet"]:disabled, QToolButton:disabled { background: transparent; color: @text_disabled;
    border-color: transparent; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: @accent_text;
    padding: 2px 4px 2px 1px; min-height: 18px; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid @focus; padding: 1px 3px 1px 0; }
QPushButton[kind="link"]:disabled { border-color: transparent; background: transparent; color: @text_disabled; }
QPushButton[kind="danger"]:disabled { border-color: @border; color: @text_disabled; background: @surface_alt; }
QToolButton:checked { background: @accent_soft; color: @accent_soft_text; }
QPushButton[touch="true"], QWidget[touch="true"] QPushButton { min-height: 32px; padding: 5px 16px; }
QPushButton[touch="true"]:focus, QWidget[touch="true"] QPushButton:focus { padding: 4px 15px; }
QWidget[touch="true"] QPushButton[kind="link"] { padding: 5px 5px 5px 1px; }
QWidget[touch="true"] QPushButton[kind="link"]:focus { padding: 4px 4px 4px 0; }
QWidget[touch="true"] QToolButton { min-height: 32px; min-width: 32px; padding: 5px; }
QWidget[touch="true"] QToolButton:focus { padding: 4px; }
QWidget[touch="true"] QLineEdit QToolButton { min-height: 0; min-width: 0; padding: 0; }
QWidget[touch="true"] QFrame[row="true"] { min-height: 44px; }
QPushButton[toggle="true"]:checked { background: @accent_soft; color: @accent_soft_text;
    border: 1px solid @accent_text; }
QPushButton[toggle="true"]:checked:focus { border: 2px solid @focus; }
QPushButton[compact="true"], QToolButton[compact="true"] { padding: 3px 5px; min-height: 18px; }
QPushButton[compact="true"]:focus, QToolButton[compact="true"]:focus { padding: 2px 4px; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }

QAbstractScrollArea { background: @surface; border: 0; }
QAbstractScrollArea[paper="true"] { background: @sidebar; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: @surface; color: @text;
    border: 1px solid @border_input; border-radius: 6px; padding: 0 9px; min-height: 30px;
    selection-background-color: @accent; selection-color: @on_accent; placeholder-text-color: @text_placeholder; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {
    border-color: @text_muted; }
QWidget[touch="true"] QLineEdit, QWidget[touch="true"] QComboBox, QWidget[touch="true"] QAbstractSpinBox {
    min-height: 42px; }
QWidget[touch="true"] QLineEdit[bare="true"], QWidget[touch="true"] QLineEdit[cell="true"] { min-height: 16px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid @focus; padding: 0 8px; min-height: 28px; }
QWidget[touch="true"] QLineEdit:focus, QWidget[touch="true"] QComboBox:focus,
QWidget[touch="true"] QAbstractSpinBox:focus, QWidget[touch="true"] QLineEdit[invalid="true"] { min-height: 40px; }
QWidget[touch="true"] QPlainTextEdit { min-height: 36px; }
QWidget[touch="true"] QCheckBox, QWidget[touch="true"] QRadioButton { min-height: 38px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @focus; padding: 3px 5px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {
    border: 2px solid @danger_text; padding: 0 8px; min-height: 28px; }
QPlainTextEdit[invalid="true"] { padding: 3px 5px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    background: @surface_alt; color: @text_disabled; border-color: @border; }
QLineEdit QToolButton, QLineEdit QToolButton:hover, QLineEdit QToolButton:focus { border: 0; padding: 0;
    min-height: 0; background: transparent; }
QLineEdit:read-only { background: @surface_alt; border-color: @border; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { border: 0; background: transparent; padding: 0; }
QLineEdit[cell="true"], QComboBox[cell="true"] { border: 2px solid @focus; border-radius: 4px; padding: 0 6px;
    min-height: 16px; background: @surface; }
QLineEdit[cell="true"][invalid="true"] { border: 2px solid @danger_text; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow { image: url(@pictures/chevron-down.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: @surface_raised; border: 1px solid @border_input; padding: 4px;
    selection-background-color: @accent_soft; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView::item:hover { background: @hover; }
QComboBox QAbstractItemView::item:selected { background: @accent_soft; color: @text; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; background: transparent; width: 20px; }
QAbstractSpinBox::up-arrow { image: url(@pictures/chevron-up.svg); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url(@pictures/chevron-down.svg); width: 12px; height: 12px; }

QCheckBox, QRadioButton { spacing: 8px; padding: 3px 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid @focus; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid @border_input;
    border-radius: 4px; background: @surface; }
QListView::indicator { width: 16px; height: 16px; border: 1px solid @border_input; border-radius: 4px;
    background: @surface; }
QListView::indicator:checked { background: @accent; border-color: @accent; image: url(@pictures/check.svg); }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@pictures/check.svg); }
QRadioButton::indicator:checked { background: @surface; border: 5px solid @accent; width: 8px; height: 8px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: @surface_alt; border-color: @border; }

QScrollArea, QScrollArea > QWidget > QWidget[scrolled="true"] { background: transparent; }
QTableView, QListView, QTreeView { background: @surface; alternate-background-color: @surface_alt; border: 0;
    gridline-color: @border; selection-background-color: @accent_soft; selection-color: @text; }
QListView::item { min-height: 28px; padding: 2px 8px; border-radius: 4px; }
QListView::item:hover { background: @hover; }
QListView::item:selected { background: @accent_soft; color: @text; }
QListView::item:focus { border: 2px solid @focus; padding: 0 6px; }
QComboBox QAbstractItemView::item:focus { border: 0; padding: 0 8px; }
QListView[board="true"], QListView[board="true"]::item, QListView[board="true"]::item:hover,
    QListView[board="true"]::item:selected { background: transparent; }
QTableView[sheet="true"]::item { padding: 0 9px; }
QTableView[sheet="true"]::item:selected { background: @accent_soft; color: @text; }
QTableView[sheet="true"]::item:focus { border: 2px solid @focus; padding: 0 7px; }
QHeaderView { background: @surface_alt; border: 0; }
QHeaderView::section { background: @surface_alt; color: @text_muted; border: 0; border-bottom: 1px solid @border;
    padding: 0 12px; font-weight: 600; min-height: 34px; }
QHeaderView::section:hover { background: @hover; color: @text; }
QHeaderView::up-arrow { image: url(@pictures/chevron-up.svg); width: 12px; height: 12px;
    subcontrol-position: right center; subcontrol-origin: padding; right: 6px; }
QHeaderView::down-arrow { image: url(@pictures/chevron-down.svg); width: 12px; height: 12px;
    subcontrol-position: right center; subcontrol-origin: padding; right: 6px; }
QHeaderView[own_arrow="true"]::up-arrow, QHeaderView[own_arrow="true"]::down-arrow { image: none; }
QTableCornerButton::section { background: @surface_alt; border: 0; }

QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 12px; margin: 0; }
QScrollBar:horizontal { height: 12px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @scroll_hover; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent;
    border: 0; width: 0; height: 0; }

QTabWidget::pane { border: 0; border-top: 1px solid @border; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @text_muted; padding: 8px 4px; margin-right: 20px; border: 0;
    border-bottom: 2px solid transparent; font-weight: 500; }
QTabBar::tab:hover { color: @text; border-bottom-color: @border_input; }
QTabBar::tab:selected { color: @accent_text; border-bottom-color: @accent; }
QTabBar::tab:focus { border: 2px solid @focus; border-radius: 4px; padding: 6px 2px 8px 2px; }

QMenuBar { background: @sidebar; color: @text; padding: 2px 8px; border: 0; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @pressed; }
QMenu { background: @surface_raised; border: 1px solid @border_input; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; min-height: 18px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: @accent_soft; color: @text; }
QMenu::item:disabled { color: @text_disabled; }
QMenu::separator { height: 1px; background: @border; margin: 6px 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 4px; border-radius: 4px; border: 1px solid transparent; }
QMenu::indicator:checked { background: @accent; border-color: @accent; image: url(@pictures/check.svg); }
QMenu::indicator:exclusive:checked { border-radius: 8px; }
QMenu::right-arrow { image: url(@pictures/chevron-right.svg); width: 12px; height: 12px; margin-right: 6px; }

QToolTip { background: @tooltip; color: @on_tooltip; border: 0; padding: 6px 8px; }
QProgressBar { background: @neutral_soft; border: 0; border-radius: 3px; min-height: 6px;
    max-height: 6px; text-align: center; color: transparent; }
QProgressBar::chunk { background: @focus; border-radius: 3px; }
QSplitter::handle { background: @border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QGroupBox { border: 0; margin-top: 24px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QFileDialog QToolButton { padding: 3px; }
QFileDialog QToolButton:focus { padding: 2px; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @surface_raised; }
QCalendarWidget QAbstractItemView { background: @surface_raised; selection-background-color: @accent;
    selection-color: @on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: @text_disabled; }
QCalendarWidget QToolButton { padding: 2px 6px; min-height: 20px; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url(@pictures/chevron-left.svg); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url(@pictures/chevron-right.svg); }
"""

_TOKEN = re.compile(r"@([a-z_]+)")


def stylesheet(theme: Theme, pictures: Path) -> str:
    """The style sheet of a theme; `pictures` holds the tinted drawings. Raises KeyError for an unknown token."""
    values = {
        **theme.colors,
        "pictures": pictures.as_posix(),
        "title": f"{scaled_points(theme.title_points)}pt",
        "strong": str(theme.strong_weight),
    }
    return _TOKEN.sub(lambda match: values[match[1]], _SHEET)
