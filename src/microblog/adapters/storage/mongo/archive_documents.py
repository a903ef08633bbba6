"""Which documents the records of an archive are."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any, get_origin, get_type_hints

from attrs import asdict, evolve, frozen

from microblog.adapters.storage.mongo.account_repository import new_account_document
from microblog.adapters.storage.mongo.documents import (
    Document,
    account_of,
    is_sensitive,
    media_of,
    pending_document,
    pending_of,
    pictures_of,
    poll_options_of,
    post_of,
    stored,
    user_of,
)
from microblog.adapters.storage.mongo.filter_repository import filter_document, filter_of
from microblog.adapters.storage.mongo.post_repository import new_post_document
from microblog.adapters.storage.mongo.push_key_repository import push_key_document, push_key_of
from microblog.adapters.storage.mongo.push_subscription_repository import subscription_document, subscription_of
from microblog.adapters.storage.mongo.report_repository import report_document, report_of
from microblog.adapters.storage.mongo.user_repository import user_document
from microblog.domain.model import archive
from microblog.domain.model.archive import Kind, NumberedVersion
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
    readers = {name: _reader_of(type_) for name, type_ in get_type_hints(record).items()}
    special = {name: read for name, read in readers.items() if read is not None}

    def record_of(document: Document) -> Any:
        values = {name: value for name, value in document.items() if name in record.__match_args__}
        if isinstance(key, str):
            values[key] = document["_id"]
        else:
            values |= {name: document["_id"][inside] for name, inside in key.items()}
        return record(**values | {name: read(values[name]) for name, read in special.items()})

    def document_of(each: Any) -> Document:
        values = stored(asdict(each))
        if isinstance(key, str):
            return {"_id": values.pop(key), **values}
        return {"_id": {inside: values.pop(name) for name, inside in key.items()}, **values}

    return Documents(kind, collection, record_of, document_of)


def _reader_of(type_: Any) -> Callable[[Any], Any] | None:
    """What makes a value of that type of what a document has; None where that is the same."""
    if get_origin(type_) is tuple:
        return tuple
    return type_ if isinstance(type_, type) and issubclass(type_, Enum) else None


def _version_of(document: Document) -> NumberedVersion:
    texts = {name: document[name] for name in ("text", "html", "content_warning", "created_at")}
    key = document["_id"]
    asked = poll_options_of(document)
    shown = pictures_of(document)
    return NumberedVersion(
        key["post"], key["number"], **texts, media=shown, poll_options=asked, sensitive=is_sensitive(document)
    )


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
        evolve(_plain(archive.USERS, "users", "account_id"), record_of=user_of, document_of=user_document),
        Documents(archive.POSTS, "posts", post_of, new_post_document, where={"boost_of_id": None}),
        Documents(archive.BOOSTS, "posts", post_of, new_post_document, where={"boost_of_id": {"$gt": 0}}),
        evolve(
            _plain(archive.POST_VERSIONS, "post_versions", {"post_id": "post", "number": "number"}),
            record_of=_version_of,
        ),
        Documents(archive.PENDING_POSTS, "pending_posts", pending_of, pending_document),
        evolve(_plain(archive.MEDIA, "media", "id"), record_of=media_of),
        _plain(archive.POLL_VOTES, "poll_votes", {"account_id": "account", "post_id": "post"}),
        _plain(archive.OPEN_POLLS, "open_polls", "post_id"),
        _plain(archive.FOLLOWS, "follows", {"follower_id": "follower", "followee_id": "followee"}),
        _plain(archive.FOLLOWED_TAGS, "followed_tags", {"account_id": "account", "name": "name"}),
        _plain(archive.FEATURED_TAGS, "featured_tags", {"account_id": "account", "name": "name"}),
        _plain(archive.BLOCKS, "blocks", {"blocker_id": "blocker", "blocked_id": "blocked"}),
        _plain(archive.MUTES, "mutes", {"muter_id": "muter", "muted_id": "muted"}),
        _plain(archive.ACCOUNT_NOTES, "account_notes", {"account_id": "account", "target_id": "target"}),
        _plain(archive.ENDORSEMENTS, "endorsements", {"account_id": "account", "target_id": "target"}),
        _plain(archive.DISMISSALS, "dismissals", {"account_id": "account", "target_id": "target"}),
        _plain(archive.THREAD_MUTES, "thread_mutes", {"account_id": "account", "thread_id": "thread"}),
        _plain(archive.CONVERSATIONS, "conversations", {"account_id": "account", "thread_id": "thread"}),
        _plain(archive.LIKES, "likes", {"account_id": "account", "post_id": "post"}),
        _plain(archive.BOOKMARKS, "bookmarks", {"account_id": "account", "post_id": "post"}),
        _plain(archive.PINS, "pins", {"account_id": "account", "post_id": "post"}),
        _plain(archive.LISTS, "lists", "id"),
        _plain(archive.LIST_MEMBERS, "list_members", {"list_id": "list", "account_id": "account"}),
        Documents(archive.FILTERS, "filters", filter_of, filter_document),
        Documents(archive.REPORTS, "reports", report_of, report_document),
        _plain(archive.ANNOUNCEMENTS, "announcements", "id"),
        _plain(
            archive.ANNOUNCEMENT_DISMISSALS,
            "announcement_dismissals",
            {"announcement_id": "announcement", "account_id": "account"},
        ),
        _plain(
            archive.ANNOUNCEMENT_REACTIONS,
            "announcement_reactions",
            {"announcement_id": "announcement", "account_id": "account", "name": "name"},
        ),
        _plain(archive.MARKERS, "markers", {"account_id": "account", "timeline": "timeline"}),
        _plain(archive.NOTIFICATIONS, "notifications", "id"),
        _plain(archive.HELD_NOTIFICATIONS, "held_notifications", "id"),
        _plain(archive.NOTIFICATION_REQUESTS, "notification_requests", "id"),
        _plain(archive.NOTIFICATION_POLICIES, "notification_policies", "account_id"),
        evolve(
            _plain(archive.HOME_TIMELINES, "home_timeline_rows", {"owner_id": "owner", "post_id": "post"}),
            only_with=("post", "posts"),
        ),
        _plain(archive.SESSIONS, "sessions", "id"),
        _plain(archive.TOKENS, "tokens", "token_hash"),
        _plain(archive.APPS, "apps", "id"),
        _plain(archive.GRANTS, "grants", "id"),
        _plain(archive.AUTHORIZATION_CODES, "authorization_codes", "code_hash"),
        _plain(archive.APP_TOKENS, "app_tokens", "token_hash"),
        Documents(archive.PUSH_SUBSCRIPTIONS, "push_subscriptions", subscription_of, subscription_document),
        Documents(archive.PUSH_KEYS, "push_keys", push_key_of, push_key_document),
        Documents(archive.DAY_STATISTICS, "day_statistics", _day_of, _day_document),
        _plain(archive.MAIL_DELIVERIES, "mail_deliveries", "key"),
        _plain(archive.DIGESTS, "digests", {"account_id": "account", "period": "period"}),
        _plain(archive.IDEMPOTENCY_KEYS, "idempotency_keys", {"account_id": "account", "key": "key"}),
        _plain(archive.TASKS, "tasks", "id"),
    )
}
