from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model import archive
from microblog.domain.model.app import App, AppToken, AuthorizationCode, Grant, TokenKind
from microblog.domain.model.archive import KINDS, HomeTimelineRow, Kind, NumberedVersion
from microblog.domain.model.archive_consistency import Consistency
from microblog.domain.model.list import List, ListMember, RepliesPolicy
from microblog.domain.model.post import MentionedAccount, Post, Visibility
from microblog.domain.model.relationships import Follow
from microblog.domain.model.session import Purpose, Token
from microblog.domain.model.statistics import DayStatistics
from tests.unit.domain.model.test_record_encoding import ACCOUNT

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PEOPLE = [evolve(ACCOUNT, id=id_) for id_ in (1, 2, 5)]
POST = Post(
    id=10,
    account_id=1,
    uri="",
    url="",
    domain=None,
    text="",
    html="",
    content_warning="",
    language=None,
    visibility=Visibility.PUBLIC,
    thread_id=4711,
    created_at=NOW,
)
BOOST = evolve(POST, id=9, boost_of_id=10)
APP = App(20, "", b"", "", "", (), (), NOW)
GRANT = Grant(30, 20, None, (), NOW, NOW)
CODE = AuthorizationCode(b"", 20, 1, "", (), "", NOW, NOW)
APP_TOKEN = AppToken(b"", TokenKind.ACCESS, 30, NOW)


def hold(records: Mapping[Kind, list[Any]]) -> None:
    """One batch for each."""
    consistency = Consistency()
    usual: dict[Kind, list[Any]] = {
        archive.ACCOUNTS: PEOPLE,
        archive.POSTS: [POST],
        archive.BOOSTS: [BOOST],
        archive.APPS: [APP],
        archive.GRANTS: [GRANT],
    }
    for kind in KINDS:
        for record in records.get(kind, usual.get(kind, [])):
            consistency.hold(kind, [record])


def test_who_is_on_a_list_is_on_one_that_is_there() -> None:
    of = List(40, 1, "", RepliesPolicy.NONE, False, NOW)
    hold({archive.LISTS: [of], archive.LIST_MEMBERS: [ListMember(40, 1, 2)]})
    with pytest.raises(ValueError, match="list_id: no list that is there"):
        hold({archive.LISTS: [of], archive.LIST_MEMBERS: [ListMember(41, 1, 2)]})


def test_what_goes_together_is_accepted() -> None:
    hold(
        {
            archive.POST_VERSIONS: [NumberedVersion(10, number, "", "", "", NOW) for number in (1, 2)],
            archive.FOLLOWS: [Follow(7, 5, 1, True, NOW), Follow(6, 1, 5, True, NOW)],  # MongoDB keeps them so
            archive.HOME_TIMELINES: [HomeTimelineRow(1, 9), HomeTimelineRow(1, 10), HomeTimelineRow(2, 9)],
            archive.TOKENS: [Token(b"", Purpose.INVITATION, None, NOW, NOW)],
            archive.GRANTS: [GRANT, evolve(GRANT, id=31, account_id=5)],
            archive.AUTHORIZATION_CODES: [CODE, evolve(CODE, grant_id=31)],
            archive.APP_TOKENS: [APP_TOKEN, evolve(APP_TOKEN, grant_id=31)],
            archive.DAY_STATISTICS: [DayStatistics(date(2026, 1, day), 0, 0, 0) for day in (1, 3)],
        }
    )


@pytest.mark.parametrize(
    ("kind", "records", "reason"),
    [
        (archive.ACCOUNTS, [ACCOUNT, ACCOUNT], "one is there twice"),
        (archive.ACCOUNTS, [PEOPLE[1], PEOPLE[0]], "out of order"),
        (archive.POSTS, [POST, POST], "one is there twice"),
        (archive.POSTS, [BOOST], "boost_of_id: "),
        (archive.POSTS, [evolve(POST, account_id=3)], "account_id: no account"),
        (archive.POSTS, [evolve(POST, mentions=(MentionedAccount(9, "x", None, ""),))], "mentions: no account"),
        (archive.BOOSTS, [POST], "boost_of_id: "),
        (archive.BOOSTS, [evolve(BOOST, id=10)], "id: that of a post"),
        (archive.BOOSTS, [evolve(BOOST, boost_of_id=11)], "boost_of_id: no post"),
        (archive.BOOSTS, [evolve(BOOST, boost_of_id=9)], "boost_of_id: no post"),
        (archive.POST_VERSIONS, [NumberedVersion(10, 2, "", "", "", NOW)] * 2, "one is there twice"),
        (archive.POST_VERSIONS, [NumberedVersion(11, 2, "", "", "", NOW)], "post_id: no post"),
        (archive.FOLLOWS, [Follow(7, 1, 4, True, NOW)], "followee_id: no account"),
        (archive.HOME_TIMELINES, [HomeTimelineRow(2, 9), HomeTimelineRow(1, 10)], "out of order"),
        (archive.HOME_TIMELINES, [HomeTimelineRow(1, 2**63 - 1)], "post_id: no post"),
        (archive.TOKENS, [Token(b"", Purpose.INVITATION, 0, NOW, NOW)], "account_id: no account"),
        (archive.APPS, [APP, APP], "one is there twice"),
        (archive.GRANTS, [evolve(GRANT, app_id=21)], "app_id: no app"),
        (archive.GRANTS, [evolve(GRANT, account_id=3)], "account_id: no account"),
        (archive.AUTHORIZATION_CODES, [evolve(CODE, app_id=21)], "app_id: no app"),
        (archive.AUTHORIZATION_CODES, [evolve(CODE, account_id=3)], "account_id: no account"),
        (archive.AUTHORIZATION_CODES, [evolve(CODE, grant_id=31)], "grant_id: no grant"),
        (archive.APP_TOKENS, [evolve(APP_TOKEN, grant_id=31)], "grant_id: no grant"),
        (archive.DAY_STATISTICS, [DayStatistics(date(2026, 1, 1), 0, 0, 0)] * 2, "one is there twice"),
    ],
)
def test_what_does_not_go_together_is_refused(kind: Kind, records: list[Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        hold({kind: records})
