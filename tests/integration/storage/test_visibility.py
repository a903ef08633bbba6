"""Every path that shows posts obeys `can_see`: on random data each storage shows what the one in memory shows.

That one asks `can_see` itself for every post.
"""

import itertools
from datetime import timedelta

import pytest
from attrs import evolve, frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.list import List, ListMember, RepliesPolicy
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import MentionedAccount, Post, Visibility
from microblog.domain.model.relationships import Block, Bookmark, Follow, Like, Mute, Pin, ThreadMute
from tests.integration.storage.storage import NOW, Storage, some_user
from tests.integration.storage.storages import DATABASES, memory
from tests.media_rows import some_media

PEOPLE = (1, 2, 3, 4)
PAIRS = [(one, other) for one in PEOPLE for other in PEOPLE if one != other]
follows = st.fixed_dictionaries({pair: st.sampled_from([None, True, False]) for pair in PAIRS})


PICTURE = some_media(200, 1, NOW).attached


@frozen
class World:
    """What is stored: the same in each storage."""

    states: tuple[AccountState, ...]
    limited: frozenset[int]
    sensitized: frozenset[int]
    follows: dict[tuple[int, int], bool | None]  # whether accepted; None: there is none
    blocks: frozenset[tuple[int, int]]
    mutes: dict[tuple[int, int], bool]  # with whether there are no notifications
    posts: tuple[Post, ...]
    buried: frozenset[int]
    on_lists: frozenset[tuple[int, int]]
    likes: frozenset[tuple[int, int]]  # person, index of the post


@st.composite
def posts(draw: st.DrawFn) -> tuple[Post, ...]:
    """Posts, replies and boosts, each of what came before."""
    made: list[Post] = []
    for number in range(draw(st.integers(1, 8))):
        author, post_id = draw(st.sampled_from(PEOPLE)), 100 + number
        post = Post(
            id=post_id,
            account_id=author,
            uri="",
            url="",
            domain=None,
            text=f"seen {number}",
            html="",
            content_warning="",
            language=None,
            visibility=draw(st.sampled_from(Visibility)),
            thread_id=post_id,
            created_at=NOW + timedelta(seconds=number),
        )
        originals = [one for one in made if one.boost_of_id is None]
        kind = draw(st.sampled_from(["post", "reply", "boost"])) if originals else "post"
        if kind == "boost":
            boosted = draw(st.sampled_from(originals))
            if any((one.account_id, one.boost_of_id) == (author, boosted.id) for one in made):
                continue
            made.append(evolve(post, boost_of_id=boosted.id))
            continue
        if kind == "reply":
            above = draw(st.sampled_from(originals))
            post = evolve(
                post, in_reply_to_id=above.id, in_reply_to_account_id=above.account_id, thread_id=above.thread_id
            )
        mentioned = draw(st.sets(st.sampled_from(PEOPLE), max_size=2))
        made.append(
            evolve(
                post,
                mentions=tuple(MentionedAccount(each, f"p{each}", None, "") for each in sorted(mentioned)),
                hashtags=("tag",) if draw(st.booleans()) else (),
                media=(PICTURE,) if draw(st.booleans()) else (),
            )
        )
    return tuple(made)


worlds = st.builds(
    World,
    # Mostly active, as nothing is seen of the others.
    states=st.tuples(*(st.sampled_from([AccountState.ACTIVE] * 6 + list(AccountState)) for _ in PEOPLE)),
    limited=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
    sensitized=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
    follows=follows,
    blocks=st.frozensets(st.sampled_from(PAIRS), max_size=2),
    mutes=st.dictionaries(st.sampled_from(PAIRS), st.booleans(), max_size=3),
    posts=posts(),
    buried=st.frozensets(st.integers(100, 107), max_size=2),
    on_lists=st.frozensets(st.sampled_from(PAIRS), max_size=4),
    likes=st.frozensets(st.tuples(st.sampled_from(PEOPLE), st.integers(0, 7)), max_size=4),
)


def store(world: World, storage: Storage) -> None:
    """Put the world into an empty storage, and every post on all home timelines and in everybody's notifications."""
    ids = itertools.count(1000)
    with storage.begin() as unit:
        for person, state in zip(PEOPLE, world.states, strict=True):
            account = Account(person, f"p{person}", None, "", "", "", "", "", (), False, state, NOW)
            account = evolve(account, limited=person in world.limited, sensitized=person in world.sensitized)
            unit.accounts.add(account)
            unit.users.add(some_user(account))
        for (one, other), accepted in world.follows.items():
            if accepted is not None:
                unit.follows.add(Follow(next(ids), one, other, accepted, NOW))
        for one, other in sorted(world.blocks):
            unit.blocks.add(Block(next(ids), one, other, NOW))
        for (one, other), notifications in sorted(world.mutes.items()):
            unit.mutes.add(Mute(next(ids), one, other, notifications, NOW, None))
        for person in PEOPLE:
            unit.lists.add(List(500 + person, person, "", RepliesPolicy.FOLLOWED, person == 1, NOW))
        for one, other in world.on_lists:
            unit.lists.add_member(ListMember(500 + one, one, other))
        for post in world.posts:
            unit.posts.add(post)
            unit.home_timelines.add(PEOPLE, post.id)
            for person in PEOPLE:
                kind = NotificationKind.MENTION
                unit.notifications.add(Notification(next(ids), person, kind, post.account_id, post.id, NOW))
        for person, index in sorted(world.likes):
            if index < len(world.posts) and world.posts[index].boost_of_id is None:
                post = world.posts[index]
                unit.likes.add(Like(next(ids), person, post.id, NOW))
                unit.bookmarks.add(Bookmark(next(ids), person % 4 + 1, post.id, NOW))
                unit.pins.add(Pin(next(ids), post.account_id, post.id, NOW))
                unit.thread_mutes.add(ThreadMute(person, post.thread_id, NOW))
        for post_id in sorted(world.buried):
            unit.posts.bury(post_id, NOW)
        unit.commit()


def seen(storage: Storage, viewer: int | None, world: World, cursor: Cursor) -> dict[str, object]:
    """All that the viewer can see, by every path that there is."""
    found: dict[str, object] = {
        "public": storage.timelines.public(viewer, cursor),
        "public, media": storage.timelines.public(viewer, cursor, only_media=True),
        "hashtag": storage.timelines.hashtag(viewer, "tag", cursor),
        "hashtag, media": storage.timelines.hashtag(viewer, "tag", cursor, only_media=True),
        **{f"pinned {person}": storage.timelines.pinned(viewer, person) for person in PEOPLE},
        "search_posts": storage.search.posts(viewer, ["seen"], cursor),
        "search_posts, by somebody": storage.search.posts(viewer, ["seen"], cursor, author_id=1),
        "search_accounts, followed": storage.search.accounts(viewer, ["p"], cursor, only_followed=True),
        "search_accounts": storage.search.accounts(viewer, ["p"], cursor),
        "search_hashtags": storage.search.hashtags(viewer, "t", cursor.limit),
    }
    if viewer is not None:
        found["home"] = storage.timelines.home(viewer, cursor)
        found["muted"] = storage.accounts.muted(viewer, cursor)
        found["unread"] = storage.notifications.count_unread(viewer)
        for policy in RepliesPolicy:
            of = List(500 + viewer, viewer, "", policy, False, NOW)
            found[f"list {policy}"] = storage.timelines.of_list(viewer, of, cursor)
        found["members"] = storage.lists.members(viewer, 500 + viewer, cursor)
        found["liked"] = storage.timelines.liked(viewer, cursor)
        found["bookmarked"] = storage.timelines.bookmarked(viewer, cursor)
        found["notifications"] = notifications = storage.notifications.of_account(viewer, cursor)
        for person in PEOPLE:
            found[f"notifications of {person}"] = storage.notifications.of_account(viewer, cursor, sender_id=person)
            found[f"familiar {person}"] = storage.accounts.familiar_followers(viewer, person, cursor.limit)
        for one in notifications.items:
            found[f"notification {one.id}"] = storage.notifications.get(viewer, one.id)
    for person in PEOPLE:
        for with_replies in (True, False):
            timeline = storage.timelines.of_account(viewer, person, cursor, with_replies=with_replies)
            found[f"account {person} {with_replies}"] = timeline
        found[f"account {person}, media"] = storage.timelines.of_account(
            viewer, person, cursor, with_replies=True, only_media=True
        )
        for about in (None, "tag"):
            found[f"account {person} about {about}"] = storage.timelines.of_account(
                viewer, person, cursor, with_replies=True, with_boosts=False, hashtag=about
            )
        found[f"profile {person}"] = storage.accounts.profile(viewer, f"p{person}")
        found[f"followers {person}"] = storage.accounts.followers(viewer, person, cursor)
        found[f"following {person}"] = storage.accounts.following(viewer, person, cursor)
    found["profiles"] = storage.accounts.profiles(viewer, PEOPLE)
    for post in world.posts:
        found[f"post {post.id}"] = storage.posts.get(viewer, post.id)
        found[f"entry {post.id}"] = storage.posts.entry(viewer, post.id)
        found[f"thread {post.id}"] = storage.posts.thread(viewer, post.id, 5)
        found[f"tombstone {post.id}"] = storage.posts.is_tombstone(post.id)
        found[f"likes {post.id}"] = storage.posts.liked_by(viewer, post.id, cursor)
        found[f"boosts {post.id}"] = storage.posts.boosted_by(viewer, post.id, cursor)
    return found


@pytest.mark.parametrize("name", DATABASES)
def test_every_path_shows_what_can_see_says(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    directory = tmp_path_factory.mktemp("worlds")
    numbers = itertools.count()
    bounds = st.one_of(st.none(), st.integers(99, 108))
    cursors = st.builds(Cursor, max_id=bounds, min_id=bounds, limit=st.sampled_from([2, 40]))

    # What SQLite and a server could differ in shows early, and each example has some fifty reads.
    @settings(max_examples=120 if name == "sqlite" else 40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(world=worlds, viewer=st.sampled_from([None, *PEOPLE]), cursor=st.one_of(st.just(Cursor(limit=40)), cursors))
    def agree(world: World, viewer: int | None, cursor: Cursor) -> None:
        here = directory / str(next(numbers))
        here.mkdir()
        model, other = memory(here), DATABASES[name](here)
        try:
            store(world, model)
            store(world, other)
            assert seen(other, viewer, world, cursor) == seen(model, viewer, world, cursor)
        finally:
            other.close()

    agree()
