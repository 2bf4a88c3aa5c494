"""How many records an act is for, as each language counts them."""

from __future__ import annotations

import pytest

from crmdesk.domain.entities.account import ACCOUNT
from crmdesk.ui.bulk.words import counted
from crmdesk.ui.translations import Translator


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "1 account", "12 accounts"),
        ("ko", "거래처 1건", "거래처 12건"),
        ("zh_CN", "1 条客户记录", "12 条客户记录"),
        ("zh_TW", "1 筆客戶", "12 筆客戶"),
    ],
)
def test_one_record_is_counted_as_many_are(
    translator: Translator, language: str, one: str, many: str
) -> None:
    translator.switch(language)

    assert (counted(ACCOUNT, 1), counted(ACCOUNT, 12)) == (one, many)
