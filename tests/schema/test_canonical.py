from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.changes import Act, Mutation, payload, told
from crmdesk.schema.canonical import canonical_bytes, canonical_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


@given(VALUES)
def test_the_quick_form_gives_the_bytes_of_the_domains(value: object) -> None:
    assert canonical_bytes(value) == canonical_json(value) == canonical_text(value).encode()


def test_every_character_is_written_as_the_domain_writes_it() -> None:
    every = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    assert canonical_bytes(every) == canonical_json(every)


@given(st.dictionaries(TEXTS, VALUES), st.none() | TEXTS)
def test_the_centre_hashes_of_an_edit_what_the_laptop_keeps_of_it(
    values: dict[str, object], into: str | None
) -> None:
    edit = Mutation(
        "op", Act.UPDATE, "account", "id", "author", "at", "group", "intent", set=values, into=into
    )
    assert canonical_bytes(told(edit)) == payload(edit)
