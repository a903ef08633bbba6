"""Posts, for writing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import (
    Document,
    keyed_by,
    names_document,
    pictures_document,
    poll_document,
    post_document,
    post_of,
    post_search,
)
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.errors import Conflict
from microblog.domain.model.poll import Poll
from microblog.domain.model.post import Post, PostVersion, Visibility
from microblog.ports.post_repository import PostRepository

_COUNTS = {"replies_count": 0, "boosts_count": 0, "likes_count": 0}


@frozen
class MongoPostRepository(PostRepository):
    """Posts in a collection, with whom and what they name and what is counted of them; versions in one of their own."""

    _transaction: Transaction

    def add(self, post: Post) -> None:
        new = new_post_document(post)
        key = {"_id": post.id}
        if post.boost_of_id is not None:
            key = {"account_id": post.account_id, "boost_of_id": post.boost_of_id}
        if not self._transaction.write(lambda commands: commands.insert_or_skip("posts", key, new)):
            raise Conflict("the account has boosted the post already")
        self._count(post, 1)

    def save(self, post: Post) -> None:
        changed = {
            "text": post.text,
            "html": post.html,
            "content_warning": post.content_warning,
            "language": post.language,
            "edited_at": post.edited_at,
            **names_document(post),
            **pictures_document(post.media),
            **poll_document(post.poll),
            "sensitive": post.sensitive,
            **post_search(post.text, post.content_warning, post.edited_at),
        }
        where = {"_id": post.id, "deleted_at": None}
        self._transaction.write(lambda commands: commands.update("posts", where, {"$set": changed}))

    def get(self, post_id: int) -> Post | None:
        return self._find({"_id": post_id})

    def boost(self, account_id: int, post_id: int) -> Post | None:
        return self._find({"account_id": account_id, "boost_of_id": post_id})

    def remove_boost(self, boost: Post) -> None:
        self._transaction.write(lambda commands: commands.delete("home_timeline_rows", {"_id.post": boost.id}))
        if self._transaction.write(lambda commands: commands.delete("posts", {"_id": boost.id})):
            self._count(boost, -1)

    def bury(self, post_id: int, deleted_at: datetime) -> None:
        post = self.get(post_id)
        if post is None or post.deleted_at is not None:
            return
        if post.boost_of_id is not None:
            self.remove_boost(post)
            return
        left = {
            "text": "",
            "html": "",
            "content_warning": "",
            "mentions": [],
            "hashtags": [],
            **pictures_document(()),
            "poll": None,
            "poll_counts": None,
            "sensitive": False,
            "deleted_at": deleted_at,
            "on_public_timeline": False,
            "boosts_count": 0,
            "likes_count": 0,
            **post_search("", "", post.edited_at),
        }
        where = {"_id": post_id, "deleted_at": None}
        if self._transaction.write(lambda commands: commands.update("posts", where, {"$set": left})):
            self._transaction.write(lambda commands: _remove_what_belongs_to(commands, post_id))
            self._count(post, -1)

    def of_account(self, account_id: int, limit: int) -> Sequence[Post]:
        where = {"account_id": account_id, "deleted_at": None}
        index = {"account_id": 1, "_id": 1}
        found = self._transaction.read(lambda commands: commands.find("posts", where, index=index, limit=limit))
        return [post_of(document) for document in found]

    def add_version(self, version: PostVersion) -> None:
        values = asdict(version)
        post_id = values.pop("post_id")

        def add(commands: Commands) -> None:
            number = commands.count("post_versions", keyed_by("post", post_id, "number")) + 1  # 1 is the oldest
            commands.insert("post_versions", [{"_id": {"post": post_id, "number": number}, **values}])

        self._transaction.write(add)

    def has_mentioned(self, thread_id: int, account_id: int, mentioned_id: int) -> bool:
        those = {"thread_id": thread_id, "account_id": account_id, "mentions.account_id": mentioned_id}
        by_thread = {"thread_id": 1, "_id": 1}
        found = self._transaction.read(lambda commands: commands.find("posts", those, index=by_thread, limit=1))
        return bool(found)

    def count_versions(self, post_id: int) -> int:
        where = keyed_by("post", post_id, "number")
        return self._transaction.read(lambda commands: commands.count("post_versions", where))

    def _find(self, where: dict[str, Any]) -> Post | None:
        found = self._transaction.read(lambda commands: commands.find_one("posts", where))
        return None if found is None else post_of(found)

    def _count(self, post: Post, by: int) -> None:
        if post.boost_of_id is not None:
            self._add_to("posts", post.boost_of_id, "boosts_count", by)
            return
        if post.in_reply_to_id is not None:
            self._add_to("posts", post.in_reply_to_id, "replies_count", by)
        if post.visibility is not Visibility.MENTIONED:
            self._add_to("accounts", post.account_id, "posts_count", by)

    def _add_to(self, collection: str, its_id: int, number: str, by: int) -> None:
        change = {"$inc": {number: by}}
        self._transaction.write(lambda commands: commands.update(collection, {"_id": its_id}, change))


def new_post_document(post: Post) -> Document:
    """A post of which nothing is counted yet."""
    return {
        **post_document(post),
        "on_public_timeline": _is_for_public_timeline(post),
        **_COUNTS,
        **no_votes(post.poll),
    }


def no_votes(poll: Poll | None) -> Document:
    """What is counted of a poll as long as nobody has voted: the voters, and the votes of each option."""
    return {"poll_counts": None if poll is None else [0] * (1 + len(poll.options))}


def _is_for_public_timeline(post: Post) -> bool:
    is_first = post.in_reply_to_id is None and post.boost_of_id is None
    is_seen = post.domain is None and post.visibility is Visibility.PUBLIC and post.deleted_at is None
    return is_first and is_seen


def _remove_what_belongs_to(commands: Commands, post_id: int) -> None:
    boosts = commands.ids("posts", {"boost_of_id": post_id})
    commands.delete("home_timeline_rows", {"_id.post": {"$in": boosts}})
    commands.delete("posts", {"boost_of_id": post_id})
    commands.delete("post_versions", keyed_by("post", post_id, "number"))
    commands.delete("open_polls", {"_id": post_id})
    for collection in ("likes", "bookmarks", "pins", "poll_votes"):
        commands.delete(collection, {"_id.post": post_id})
