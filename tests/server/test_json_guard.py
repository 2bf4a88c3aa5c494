import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.server.json_guard import check_json
from crmdesk.server.problems import Malformed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


@given(VALUES, st.booleans())
def test_every_json_within_the_depth_is_let_through(value: object, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    try:
        body = text.encode()
    except UnicodeEncodeError:
        return  # half a surrogate pair cannot travel as UTF-8
    check_json(body, max(1, depth(value)))


@given(VALUES.filter(lambda value: depth(value) > 1))
def test_one_level_too_deep_is_refused(value: object) -> None:
    with pytest.raises(Malformed):
        check_json(json.dumps(value).encode(), depth(value) - 1)


@given(st.binary(max_size=200))
def test_bytes_are_judged_and_never_crash(body: bytes) -> None:
    try:
        json.loads(body.decode("utf-8"), parse_constant=lambda name: 1 / 0)
        strict = True
    except (ValueError, ZeroDivisionError):
        strict = False
    if not strict:
        with pytest.raises(Malformed):
            check_json(body)


def test_a_key_twice_is_refused_at_any_depth() -> None:
    for body in (b'{"a":1,"a":1}', b'[{"x":{"a":1,"b":2,"a":3}}]', b'{"a":1,"\\u0061":2}'):
        with pytest.raises(Malformed, match="valid JSON"):
            check_json(body)
