"""The sample organisation in a real centre: everything arrives, everyone can sign in, scopes differ."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.records import record_of
from crmdesk.exchange.sample import Sample, SampleUser, read_words, sample_organisation
from crmdesk.locations import resource_path
from crmdesk.protocol.messages import Pull, SignIn
from crmdesk.protocol.tables import rows_decoder
from crmdesk.server.centre import Centre
from crmdesk.server.principal import Principal
from crmdesk.server.sample import load_sample, tell_news
from tests.support.centre import open_fast
from tests.support.databases import Databases

pytestmark = pytest.mark.any_database


class _Head(msgspec.Struct):
    """What an exported line is about."""

    id: str
    type: str


_HEADS = msgspec.json.Decoder(_Head)


@cache
def made() -> Sample:
    return sample_organisation(
        read_words(resource_path("sample")), date(2026, 11, 21), ZoneInfo("Asia/Seoul")
    )


def _load(url: str) -> None:
    with closing(open_fast(url)) as centre:
        load_sample(centre, made())


@pytest.fixture
def sample() -> Sample:
    return made()


@pytest.fixture
def centre(databases: Databases, tmp_path: Path) -> Iterator[Centre]:
    centre = open_fast(databases.like(_load, tmp_path))
    yield centre
    centre.close()


def principal_of(centre: Centre, user: SampleUser) -> Principal:
    grant = centre.identity.sign_in(SignIn(login=user.login, password=user.password), "127.0.0.1")
    return grant.principal


def exported(centre: Centre, user: SampleUser) -> list[bytes]:
    return list(centre.feed.export(principal_of(centre, user)))


def user_with(sample: Sample, role: str) -> SampleUser:
    return next(user for user in sample.users if user.role == role)


def test_everyone_can_sign_in_with_the_password_of_the_word_list(centre: Centre, sample: Sample) -> None:
    for user in sample.users:
        principal = principal_of(centre, user)
        assert (principal.user, principal.role, principal.home) == (user.id, user.role, user.home)


def test_the_centre_holds_exactly_the_records_that_were_made(centre: Centre, sample: Sample) -> None:
    made = {}
    for record in sample.records:
        view = record_of(CATALOGUE[record.type], record)
        made[record.id] = canonical_json(view["fields"])
    stamped_now = {user.id for user in sample.users}
    kept = {}
    for line in exported(centre, user_with(sample, "admin")):
        view = json.loads(line)
        kept[view["id"]] = canonical_json(view["fields"])
    assert kept.keys() == made.keys()
    # Users got their team in a second step, when there was one.
    assert {record for record in made if kept[record] != made[record]} <= stamped_now


def test_each_rep_sees_their_territory_and_the_manager_all_of_it(centre: Centre, sample: Sample) -> None:
    seen = {}
    for user in sample.users:
        lines = [_HEADS.decode(line) for line in exported(centre, user)]
        seen[user.login] = {line.id for line in lines if line.type == "account"}
        counts = Counter(line.type for line in lines)
        assert counts["user"] == len(sample.users)
    by_home: dict[str, list[set[str]]] = {}
    for user in sample.users:
        if user.role == "rep":
            by_home.setdefault(user.home, []).append(seen[user.login])
    manager = seen[user_with(sample, "manager").login]
    territories = [sets[0] for sets in by_home.values()]
    assert all(one == sets[0] for sets in by_home.values() for one in sets)
    assert sum(map(len, territories)) == len(set().union(*territories)) == len(manager)
    assert len(by_home) == 3


def test_a_second_organisation_of_the_same_name_is_refused(centre: Centre, sample: Sample) -> None:
    with pytest.raises(InvalidValue, match="already"):
        load_sample(centre, sample)


def test_the_morning_s_news_reach_the_first_rep(centre: Centre, sample: Sample) -> None:
    org = centre.organisations.sole()
    rep = principal_of(centre, sample.users[0])
    before = centre.feed.head(org)
    scope = centre.organisations.person(rep).scope
    tell_news(centre, org, sample)
    page = centre.feed.pull(rep, Pull(replica=centre.new_id(), position=before, scope=scope))
    (table,) = page.tables
    rows = rows_decoder(CATALOGUE["opportunity"], marked=True)(bytes(table.rows))
    assert {row[0] for row in rows} == {news.opportunity for news in sample.news}
    by = table.columns.index("updated_by")
    assert {row[by] for row in rows} == {news.author for news in sample.news}
