"""Fails a test in which somebody logged a warning or an error that the test does not name.

A test that provokes one says so: `@pytest.mark.expected_log(r"could not reach .*")`.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest


class _Collector(logging.Handler):
    def __init__(self, expected: Iterable[str]) -> None:
        super().__init__(logging.WARNING)
        self._expected = [re.compile(pattern) for pattern in expected]
        self.unexpected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if not any(pattern.search(text) for pattern in self._expected):
            self.unexpected.append(f"{record.levelname} {record.name}: {text}")


@contextmanager
def unexpected_records_fail(item: pytest.Item) -> Iterator[None]:
    """Watches the root logger while one phase of `item` runs; fails it afterwards if it must."""
    patterns = [pattern for mark in item.iter_markers("expected_log") for pattern in mark.args]
    collector = _Collector(patterns)
    root = logging.getLogger()
    root.addHandler(collector)
    try:
        yield
    finally:
        root.removeHandler(collector)
    if collector.unexpected:
        pytest.fail("unexpected log records:\n  " + "\n  ".join(collector.unexpected), pytrace=False)
