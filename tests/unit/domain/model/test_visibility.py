"""The visibility rule, case by case."""

from datetime import UTC, datetime

import pytest
from attrs import evolve

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.post import MentionedAccount, Post, Visibility
from microblog.domain.model.visibility import Relation, can_see, is_listed

NOW = datetime(2026, 1, 1, tzinfo=UTC)
AUTHOR, READER = 1, 2
ACTIVE = AccountState.ACTIVE


def post(visibility: Visibility, *mentioned: int) -> Post:
    return Post(
        id=10,
        account_id=AUTHOR,
        uri="",
        url="",
        domain=None,
        text="",
        html="",
        content_warning="",
        language=None,
        visibility=visibility,
        thread_id=10,
        created_at=NOW,
        mentions=tuple(MentionedAccount(who, f"p{who}", None, "") for who in mentioned),
    )


@pytest.mark.parametrize(
    ("visibility", "anybody", "stranger", "follower", "mentioned"),
    [
        (Visibility.PUBLIC, True, True, True, True),
        (Visibility.UNLISTED, True, True, True, True),
        (Visibility.FOLLOWERS, False, False, True, True),
        (Visibility.MENTIONED, False, False, False, True),
    ],
)
def test_visibility_decides_who_sees(
    visibility: Visibility, anybody: bool, stranger: bool, follower: bool, mentioned: bool
) -> None:
    assert can_see(None, post(visibility), ACTIVE) is anybody
    assert can_see(READER, post(visibility), ACTIVE) is stranger
    assert can_see(READER, post(visibility), ACTIVE, Relation(follows=True)) is follower
    assert can_see(READER, post(visibility, READER), ACTIVE) is mentioned


@pytest.mark.parametrize("visibility", list(Visibility))
def test_an_author_sees_the_own_post(visibility: Visibility) -> None:
    assert can_see(AUTHOR, post(visibility), ACTIVE)


@pytest.mark.parametrize("relation", [Relation(follows=True, blocks=True), Relation(follows=True, blocked_by=True)])
@pytest.mark.parametrize("visibility", list(Visibility))
def test_a_block_in_either_direction_hides(visibility: Visibility, relation: Relation) -> None:
    assert not can_see(READER, post(visibility, READER), ACTIVE, relation)


def test_a_tombstone_is_shown_to_nobody() -> None:
    assert not can_see(AUTHOR, evolve(post(Visibility.PUBLIC), deleted_at=NOW), ACTIVE)


@pytest.mark.parametrize("state", [state for state in AccountState if state is not ACTIVE])
def test_posts_of_an_account_that_is_not_active_are_hidden(state: AccountState) -> None:
    assert not can_see(READER, post(Visibility.PUBLIC), state)
    assert not can_see(AUTHOR, post(Visibility.PUBLIC), state)


def test_who_is_limited_is_offered_to_themselves_and_to_who_follows_them() -> None:
    anna = Account(AUTHOR, "anna", None, "", "", "", "", "", (), False, ACTIVE, NOW)
    limited = evolve(anna, limited=True)
    following = Relation(follows=True)
    assert all(is_listed(viewer, anna) for viewer in (None, AUTHOR, READER))
    assert [is_listed(viewer, limited) for viewer in (None, AUTHOR, READER)] == [False, True, False]
    assert is_listed(READER, limited, following)
