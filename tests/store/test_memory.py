"""Memory that was freed goes back to the system."""

from __future__ import annotations

import platform

import pytest

from bench.first_sync_laptop import memory
from crmdesk.store.memory import give_back


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps it")
def test_what_was_freed_between_other_things_goes_back_to_the_system() -> None:
    blocks = [bytearray(2_000) for _ in range(50_000)]
    del blocks[::2], blocks[: len(blocks) - 1]
    before = memory("VmRSS")
    give_back()
    assert before - memory("VmRSS") > 50_000_000
    assert len(blocks) == 1
