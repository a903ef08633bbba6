"""Which documents the records of an archive are."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any, get_type_hints

from attrs import asdict, evolve, frozen

from microblog.adapters.storage.mongo.account_repository import new_account_document
from microblog.adapters.storage.mongo.documents import Document, account_of, post_of, stored
from microblog.adapters.storage.mongo.post_repository import new_post_document
from microblog.adapters.storage.mongo.user_repository import user_document
from microblog.domain.model import archive
from microblog.domain.model.archive import Kind
from microblog.domain.model.statistics import DayStatistics


@frozen
class Documents:
    """How the records of one kind are kept."""

    kind: Kind
    collection: str
    record_of: Callable[[Document], Any]
    document_of: Callable[[Any], Document]
    where: Mapping[str, Any] = {}  # which documents of the collection they are
    only_with: tuple[str, str] | None = None  # those whose key names no document of that collection are none of them


def _plain(kind: Kind, collection: str, key: str | Mapping[str, str]) -> Documents:
    """The document has the fields of the record; those of the key, by the names that they have there, are its `_id`."""
    record: Any = kind.record
    words = {name: type_ for name, type_ in get_type_hints(record).items() if _is_word(type_)}

    def record_of(document: Document) -> Any:
        values = {name: value for name, value in document.items() if name in record.__match_args__}
        if isinstance(key, str):
            values[key] = document["_id"]
        else:
            values |= {name: document["_id"][inside] for name, inside in key.items()}
        return record(**values | {name: word(values[name]) for name, word in words.items()})

    def document_of(each: Any) -> Document:
        values = stored(asdict(each))
        if isinstance(key, str):
            return {"_id": values.pop(key), **values}
        return {"_id": {inside: values.pop(name) for name, inside in key.items()}, **values}

    return Documents(kind, collection, record_of, document_of)


def _is_word(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, Enum)


def _day_of(document: Document) -> DayStatistics:
    counts = {name: document[name] for name in DayStatistics.__match_args__ if name != "day"}
    return DayStatistics(date.fromisoformat(document["_id"]), **counts)


def _day_document(record: DayStatistics) -> Document:
    values = asdict(record)
    return {"_id": values.pop("day").isoformat(), **values}


DOCUMENTS = {
    documents.kind: documents
    for documents in (
        Documents(archive.ACCOUNTS, "accounts", account_of, new_account_document),
        evolve(_plain(archive.USERS, "users", "account_id"), document_of=user_document),
        Documents(archive.POSTS, "posts", post_of, new_post_document, where={"boost_of_id": None}),
        Documents(archive.BOOSTS, "posts", post_of, new_post_document, where={"boost_of_id": {"$gt": 0}}),
        _plain(archive.POST_VERSIONS, "post_versions", {"post_id": "post", "number": "number"}),
        _plain(archive.FOLLOWS, "follows", {"follower_id": "follower", "followee_id": "followee"}),
        _plain(archive.BLOCKS, "blocks", {"blocker_id": "blocker", "blocked_id": "blocked"}),
        _plain(archive.LIKES, "likes", {"account_id": "account", "post_id": "post"}),
        _plain(archive.NOTIFICATIONS, "notifications", "id"),
        evolve(
            _plain(archive.HOME_TIMELINES, "home_timeline_rows", {"owner_id": "owner", "post_id": "post"}),
            only_with=("post", "posts"),
        ),
        _plain(archive.SESSIONS, "sessions", "id"),
        _plain(archive.TOKENS, "tokens", "token_hash"),
        Documents(archive.DAY_STATISTICS, "day_statistics", _day_of, _day_document),
        _plain(archive.MAIL_DELIVERIES, "mail_deliveries", "key"),
        _plain(archive.IDEMPOTENCY_KEYS, "idempotency_keys", {"account_id": "account", "key": "key"}),
        _plain(archive.TASKS, "tasks", "id"),
    )
}
