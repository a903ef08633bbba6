"""Timelines, for reading."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import AccountView, PostView
from tests.integration.storage.storage import Storage


def ids(page: Page[PostView]) -> list[int]:
    return [view.entry_id for view in page.items]


def account_view(account: Account) -> AccountView:
    return AccountView(account.id, account.username, account.domain, account.url, account.display_name, account.locked)


def test_a_view_holds_all_that_a_page_shows(storage: Storage) -> None:
    author, mentioned, viewer = storage.account(), storage.account(), storage.account()
    parent = storage.post(author)
    post = storage.post(
        author,
        answers=parent,
        mentions=[mentioned],
        hashtags=("a", "b"),
        media=(storage.media(author).attached, storage.media(author, description="").attached),
        content_warning="cw",
        sensitive=True,
        edited_at=parent.created_at,
    )
    storage.post(viewer, answers=post)
    storage.like(viewer, post)
    storage.like(mentioned, post)
    storage.bookmark(viewer, post)
    storage.pin(author, post)
    storage.mute_thread(viewer, parent)
    boost = storage.boost(viewer, post)
    storage.put_home(viewer, boost)
    (view,) = storage.timelines.home(viewer.id, Cursor()).items
    assert view == PostView(
        entry_id=boost.id,
        id=post.id,
        uri=post.uri,
        url=post.url,
        author=account_view(author),
        text=post.text,
        html=post.html,
        content_warning="cw",
        language="en",
        visibility=Visibility.PUBLIC,
        created_at=post.created_at,
        edited_at=parent.created_at,
        in_reply_to_id=parent.id,
        in_reply_to_account_id=author.id,
        thread_id=parent.id,
        mentions=post.mentions,
        hashtags=("a", "b"),
        media=post.media,
        replies_count=1,
        boosts_count=1,
        likes_count=2,
        liked=True,
        boosted=True,
        bookmarked=True,
        pinned=False,
        muted=True,
        boosted_by=account_view(viewer),
        boosted_at=boost.created_at,
        sensitive=True,
    )
    seen_by_other = storage.posts.get(author.id, post.id)
    assert seen_by_other is not None
    assert (seen_by_other.liked, seen_by_other.boosted, seen_by_other.boosted_by) == (False, False, None)
    assert (seen_by_other.bookmarked, seen_by_other.pinned, seen_by_other.muted) == (False, True, False)


def test_public_shows_first_posts_of_this_server(storage: Storage) -> None:
    author = storage.account()
    older, newer = storage.post(author), storage.post(author)
    storage.post(author, answers=older)
    storage.boost(author, older)
    storage.post(storage.account(domain="example.net"))
    storage.bury(storage.post(author))
    for visibility in set(Visibility) - {Visibility.PUBLIC}:
        storage.post(author, visibility)
    assert ids(storage.timelines.public(None, Cursor())) == [newer.id, older.id]
    assert ids(storage.timelines.public(author.id, Cursor())) == [newer.id, older.id]


@pytest.mark.parametrize("state", [s for s in AccountState if s is not AccountState.ACTIVE])
def test_posts_of_accounts_that_are_not_active_are_nowhere(storage: Storage, state: AccountState) -> None:
    author, booster = storage.account(state=state), storage.account()
    post = storage.post(author, hashtags=("tag",))
    boost = storage.boost(booster, post)
    storage.put_home(booster, post, boost)
    assert ids(storage.timelines.public(None, Cursor())) == []
    assert ids(storage.timelines.home(booster.id, Cursor())) == []
    assert ids(storage.timelines.hashtag(None, "tag", Cursor())) == []
    assert ids(storage.timelines.of_account(author.id, author.id, Cursor(), with_replies=True)) == []
    assert ids(storage.timelines.of_account(None, booster.id, Cursor(), with_replies=True)) == []


def test_home_shows_what_stands_there_and_may_be_seen(storage: Storage) -> None:
    author, reader, blocked = storage.account(), storage.account(), storage.account()
    public = storage.post(author)
    for_followers = storage.post(author, Visibility.FOLLOWERS)
    boost_of_blocked = storage.boost(author, storage.post(blocked))
    of_blocked = storage.post(blocked)
    storage.block(blocked, reader)
    storage.put_home(reader, public, for_followers, boost_of_blocked, of_blocked)
    assert ids(storage.timelines.home(reader.id, Cursor())) == [public.id]
    storage.follow(reader, author)
    assert ids(storage.timelines.home(reader.id, Cursor())) == [for_followers.id, public.id]
    assert ids(storage.timelines.home(author.id, Cursor())) == []


def test_who_is_muted_stays_away_from_where_posts_come_by_themselves(storage: Storage) -> None:
    viewer, muted, other = storage.account(), storage.account(), storage.account()
    theirs, plain = storage.post(muted, hashtags=("tag",)), storage.post(other, hashtags=("tag",))
    mentioning = storage.post(other, mentions=[muted])
    boost_by, boost_of = storage.boost(muted, plain), storage.boost(other, theirs)
    storage.put_home(viewer, theirs, plain, mentioning, boost_by, boost_of)
    storage.mute(viewer, muted, notifications=False)
    storage.mute(muted, other)

    def come_to(account: Account | None) -> list[list[int]]:
        viewer_id = account.id if account else None
        public, tagged = (
            storage.timelines.public(viewer_id, Cursor()),
            storage.timelines.hashtag(viewer_id, "tag", Cursor()),
        )
        return [ids(public), ids(tagged)]

    assert come_to(None) == come_to(other) == [[mentioning.id, plain.id, theirs.id], [plain.id, theirs.id]]
    assert come_to(viewer) == [[mentioning.id, plain.id], [plain.id]]
    assert ids(storage.timelines.home(viewer.id, Cursor())) == [mentioning.id, plain.id]
    assert ids(storage.timelines.of_account(viewer.id, muted.id, Cursor(), with_replies=True)) == [
        boost_by.id,
        theirs.id,
    ]
    assert storage.posts.get(viewer.id, theirs.id) is not None
    with storage.begin() as unit:
        unit.mutes.remove(viewer.id, muted.id)
        unit.commit()
    assert len(storage.timelines.home(viewer.id, Cursor()).items) == 5


def test_of_account_shows_posts_and_boosts(storage: Storage) -> None:
    author, other = storage.account(), storage.account()
    post = storage.post(author)
    theirs = storage.post(other)
    to_other, to_self = storage.post(author, answers=theirs), storage.post(author, answers=post)
    boost = storage.boost(author, theirs)
    direct = storage.post(author, Visibility.MENTIONED, mentions=[other])
    timelines = storage.timelines

    def read(viewer: Account | None, *, with_replies: bool) -> list[int]:
        viewer_id = viewer.id if viewer else None
        return ids(timelines.of_account(viewer_id, author.id, Cursor(), with_replies=with_replies))

    assert read(None, with_replies=False) == [boost.id, to_self.id, post.id]
    assert read(None, with_replies=True) == [boost.id, to_self.id, to_other.id, post.id]
    assert read(other, with_replies=False) == [direct.id, boost.id, to_self.id, post.id]
    assert read(author, with_replies=True) == [direct.id, boost.id, to_self.id, to_other.id, post.id]


def test_of_account_leaves_boosts_out_and_keeps_to_a_hashtag(storage: Storage) -> None:
    author, other = storage.account(), storage.account()
    post = storage.post(author, hashtags=("tag", "else"))
    plain = storage.post(author)
    theirs = storage.post(other, hashtags=("tag",))
    answer = storage.post(author, answers=theirs, hashtags=("tag",))
    storage.boost(author, theirs)
    unlisted = storage.post(author, Visibility.UNLISTED, hashtags=("tag",))
    storage.post(author, Visibility.FOLLOWERS, hashtags=("tag",))

    def read(**what: Any) -> list[int]:
        return ids(storage.timelines.of_account(None, author.id, Cursor(), **what))

    assert read(with_replies=True, with_boosts=False) == [unlisted.id, answer.id, plain.id, post.id]
    assert read(with_replies=False, with_boosts=False) == [unlisted.id, plain.id, post.id]
    assert read(with_replies=True, hashtag="tag") == [unlisted.id, answer.id, post.id]
    assert read(with_replies=False, with_boosts=False, hashtag="tag") == [unlisted.id, post.id]
    assert read(with_replies=True, hashtag="Tag") == []


def test_only_what_shows_pictures_if_that_is_wanted(storage: Storage) -> None:
    author, other = storage.account(), storage.account()
    pictures = (storage.media(author).attached,)
    storage.post(author, hashtags=("tag",))
    post, changed = (storage.post(author, hashtags=("tag",), media=pictures) for _ in range(2))
    answer = storage.post(author, answers=storage.post(other), media=pictures)
    late = storage.post(author, hashtags=("tag",))
    storage.boost(author, storage.post(other, hashtags=("tag",), media=pictures))
    storage.bury(storage.post(author, hashtags=("tag",), media=pictures))
    with storage.begin() as unit:
        unit.posts.save(evolve(changed, media=(), edited_at=changed.created_at))
        unit.posts.save(evolve(late, media=pictures, edited_at=late.created_at))
        unit.commit()
    timelines = storage.timelines

    def of_account(**what: Any) -> list[int]:
        return ids(timelines.of_account(None, author.id, Cursor(), only_media=True, **what))

    assert of_account(with_replies=True) == [late.id, answer.id, post.id]
    assert of_account(with_replies=False, with_boosts=False) == [late.id, post.id]
    assert of_account(with_replies=True, hashtag="tag") == [late.id, post.id]
    assert ids(timelines.public(None, Cursor(), only_media=True))[1:] == [late.id, post.id]
    assert ids(timelines.hashtag(None, "tag", Cursor(), only_media=True))[1:] == [late.id, post.id]


def test_hashtag_shows_public_posts(storage: Storage) -> None:
    author = storage.account()
    post = storage.post(author, hashtags=("ein", "zwei"))
    reply = storage.post(author, answers=post, hashtags=("zwei",))
    for visibility in set(Visibility) - {Visibility.PUBLIC}:
        storage.post(author, visibility, hashtags=("zwei",))
    storage.boost(author, post)
    assert ids(storage.timelines.hashtag(None, "zwei", Cursor())) == [reply.id, post.id]
    assert ids(storage.timelines.hashtag(author.id, "ein", Cursor())) == [post.id]
    assert ids(storage.timelines.hashtag(None, "Ein", Cursor())) == []


Timeline = Callable[[Cursor], Page[PostView]]


def make_timelines(storage: Storage, author: Account) -> dict[str, Timeline]:
    timelines = storage.timelines
    return {
        "public": lambda cursor: timelines.public(None, cursor),
        "home": lambda cursor: timelines.home(author.id, cursor),
        "of_account": lambda cursor: timelines.of_account(None, author.id, cursor, with_replies=True),
        "hashtag": lambda cursor: timelines.hashtag(None, "tag", cursor),
    }


@pytest.mark.parametrize("which", ["public", "home", "of_account", "hashtag"])
def test_pages(storage: Storage, which: str) -> None:
    author = storage.account()
    posts = [storage.post(author, hashtags=("tag",)) for _ in range(7)]
    storage.put_home(author, *posts)
    p = [post.id for post in posts]
    read = make_timelines(storage, author)[which]

    def page(**cursor: int) -> tuple[list[int], int | None, int | None]:
        found = read(Cursor(**cursor))
        return ids(found), found.next_max_id, found.prev_min_id

    assert page(limit=7) == (p[::-1], None, p[6])
    assert page(limit=6) == (p[:0:-1], p[1], p[6])
    assert page(limit=3, max_id=p[4]) == ([p[3], p[2], p[1]], p[1], p[3])
    assert page(limit=3, max_id=p[3]) == ([p[2], p[1], p[0]], None, p[2])
    assert page(limit=2, since_id=p[2]) == ([p[6], p[5]], p[5], p[6])
    assert page(limit=9, since_id=p[4]) == ([p[6], p[5]], p[5], p[6])
    assert page(limit=2, min_id=p[2]) == ([p[4], p[3]], p[3], p[4])
    assert page(limit=9, min_id=p[4]) == ([p[6], p[5]], p[5], p[6])
    assert page(limit=9, min_id=p[1], max_id=p[5]) == ([p[4], p[3], p[2]], p[2], p[4])
    assert page(limit=9, min_id=p[1], since_id=p[4]) == ([p[6], p[5]], p[5], p[6])
    assert page(max_id=0) == page(min_id=p[6]) == page(since_id=2**63 - 1) == ([], None, None)


def test_walking_a_timeline_meets_every_post_once(storage: Storage) -> None:
    author = storage.account()
    posts = [storage.post(author).id for _ in range(11)]
    seen: list[int] = []
    cursor: int | None = None
    while True:
        page = storage.timelines.public(None, Cursor(max_id=cursor, limit=3))
        seen += ids(page)
        cursor = page.next_max_id
        if cursor is None:
            break
    assert seen == posts[::-1]
