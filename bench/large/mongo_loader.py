"""Fills a MongoDB database with a city, without going through the site."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from attrs import asdict

from bench.large.records import Records
from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import Document, account_document, post_document, stored
from microblog.domain.model.post import Visibility

if TYPE_CHECKING:
    from pymongo.database import Database as DriverDatabase

_TOGETHER = 5_000


def load(url: str, records: Records, keep: int) -> None:
    """Fill the database at a URL, whose collections are there and empty. Home timelines get `keep` rows at most."""
    database = Database(url, 2)
    try:
        with database.administer() as driver:
            for name, documents in _documents(records, keep):
                _insert(driver, name, documents)
    finally:
        database.close()


def _insert(driver: "DriverDatabase[Document]", name: str, documents: Iterable[Document]) -> None:
    rest = iter(documents)
    while some := list(islice(rest, _TOGETHER)):
        driver[name].insert_many(some, ordered=False)


def _documents(records: Records, keep: int) -> Iterator[tuple[str, Iterable[Document]]]:
    yield (
        "accounts",
        (
            {
                **account_document(account),
                "posts_count": counts.posts,
                "followers_count": counts.followers,
                "following_count": counts.following,
            }
            for account, _, counts in records.accounts()
        ),
    )
    yield "users", _users(records)
    yield (
        "follows",
        (
            {
                "_id": {"follower": follow.follower_id, "followee": follow.followee_id},
                "id": follow.id,
                "accepted": follow.accepted,
                "created_at": follow.created_at,
            }
            for follow in records.follows()
        ),
    )
    yield "posts", _posts(records)
    yield (
        "conversations",
        (
            {
                "_id": {"account": one.account_id, "thread": one.thread_id},
                "post_id": one.post_id,
                "unread": one.unread,
            }
            for one in records.conversations()
        ),
    )
    yield (
        "likes",
        (
            {"_id": {"account": like.account_id, "post": like.post_id}, "id": like.id, "created_at": like.created_at}
            for like in records.likes()
        ),
    )
    yield (
        "home_timeline_rows",
        (
            {"_id": {"owner": owner_id, "post": post_id}}
            for owner_id, post_ids in records.home_timelines(keep)
            for post_id in post_ids
        ),
    )


def _users(records: Records) -> Iterator[Document]:
    for _, user, _ in records.accounts():
        values = stored(asdict(user, recurse=False))
        yield {"_id": values.pop("account_id"), **values, "email_key": user.email.lower()}


def _posts(records: Records) -> Iterator[Document]:
    for post, counts in records.posts():
        is_first = post.in_reply_to_id is None and post.boost_of_id is None
        yield {
            **post_document(post),
            "on_public_timeline": is_first and post.visibility is Visibility.PUBLIC,
            "replies_count": counts.replies,
            "boosts_count": counts.boosts,
            "likes_count": counts.likes,
            "poll_counts": None,
        }
