"""Since which version each field of a row, and each element of its sets, is as it is: what a row's `meta` tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def advanced(
    meta: Mapping[str, Any] | None, version: int, changed: Iterable[str], added: Mapping[str, Iterable[str]]
) -> dict[str, Any]:
    """Field and element versions after a change at `version`; `*` stands for the version it was created at."""
    if meta is None:
        return {"f": {"*": version}}
    result: dict[str, Any] = {"f": {**meta.get("f", {}), **dict.fromkeys(changed, version)}}
    elements = {name: dict(versions) for name, versions in meta.get("e", {}).items()}
    for name, items in added.items():
        elements.setdefault(name, {}).update(dict.fromkeys(items, version))
    if elements:
        result["e"] = elements
    return result
