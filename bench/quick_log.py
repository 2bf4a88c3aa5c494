"""What it costs to understand a typed line, beside splitting it into words: it happens at every keystroke."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from bench.figures import Figure, bounded, compared
from crmdesk.domain.quick_log.assemble import parse

NOW = datetime.fromisoformat("2026-11-18T10:00:00+09:00")
LINES = (
    "met Kim, quote 20m, revisit next Tue",
    "Visited Northwind yesterday with Tom: budget approved 250,000 USD, send the contract by month end",
    "김부장 미팅, 견적 2천만, 다음주 화 재방문",
    "어제 한빛전자 최부장 만남. 견적 3억 5천 제출, 월말까지 계약서 발송",
    "今天拜访了王总，报价120万，下周三再去",
    "後天下午三點跟林小姐開會，討論報價50萬元",
)
"""Two of each language, of the length that people type."""


def measure(rounds: int) -> Iterator[Figure]:
    """The mean of a line over so many rounds, of the processor's time."""
    words = _mean(lambda line: re.findall(r"\w+", line), LINES, rounds)
    spent = _mean(lambda line: parse(line, NOW), LINES, rounds)
    yield compared("quick log, one line", spent, ("words of the line", words), None)
    yield bounded("quick log, one line within a frame", spent * 1000, "ms", 16)


def _mean(work: Callable[[str], object], lines: Sequence[str], rounds: int) -> float:
    begun = time.process_time()
    for _ in range(rounds):
        for line in lines:
            work(line)
    return (time.process_time() - begun) / (rounds * len(lines))
