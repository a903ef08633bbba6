"""The collections of the first release. Each index says which command it is for; `_id` has one in any case."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

COLLECTIONS = (
    "accounts",
    "users",
    "posts",
    "post_versions",
    "follows",
    "blocks",
    "likes",
    "notifications",
    "home_timeline_rows",
    "sessions",
    "tokens",
    "day_statistics",
    "mail_deliveries",
    "idempotency_keys",
    "tasks",
)

_BOOSTS = {"boost_of_id": {"$gt": 0}}

INDEXES = (
    Index("accounts", {"name_key": 1}, unique=True),
    Index("accounts", {"state": 1, "_id": 1}),  # UserRepository.in_state
    Index("accounts", {"created_at": 1}),  # StatisticsRepository.count
    Index("users", {"email_key": 1}, unique=True),
    Index("users", {"role": 1}),
    Index("posts", {"account_id": 1, "boost_of_id": 1}, unique=True, where=_BOOSTS),  # one boost of a post
    Index("posts", {"account_id": 1, "_id": 1}),  # TimelineQuery.of_account, HomeTimelineRepository.backfill
    Index("posts", {"thread_id": 1, "_id": 1}),  # PostQuery.thread
    Index("posts", {"boost_of_id": 1, "_id": 1}, where=_BOOSTS),  # PostQuery.boosted_by, PostRepository.bury
    Index("posts", {"on_public_timeline": 1, "_id": 1}, where={"on_public_timeline": True}),  # TimelineQuery.public
    Index("posts", {"hashtags": 1, "_id": 1}),  # TimelineQuery.hashtag
    Index("posts", {"created_at": 1}),  # StatisticsRepository.count
    Index("follows", {"_id.follower": 1, "accepted": 1, "id": 1}),  # AccountQuery.following
    Index("follows", {"_id.followee": 1, "accepted": 1, "id": 1}),  # AccountQuery.followers, fan_out
    Index("blocks", {"_id.blocker": 1, "id": 1}),  # AccountQuery.blocked
    Index("blocks", {"_id.blocked": 1}),  # BlockRepository.remove_all
    Index("likes", {"_id.post": 1, "id": 1}),  # PostQuery.liked_by
    Index("likes", {"created_at": 1}),  # StatisticsRepository.count
    Index("notifications", {"account_id": 1, "kind": 1, "sender_id": 1, "post_id": 1}, unique=True),
    Index("notifications", {"account_id": 1, "_id": 1}),  # NotificationQuery.of_account
    Index("notifications", {"sender_id": 1}),  # remove_all
    Index("notifications", {"post_id": 1}),  # remove_about
    Index("home_timeline_rows", {"_id.post": 1}),  # remove_post
    Index("sessions", {"token_hash": 1}, unique=True),
    Index("sessions", {"account_id": 1}),  # of_account, remove_all
    Index("sessions", {"expires_at": 1}),  # remove_expired
    Index("tokens", {"account_id": 1}),  # remove_of_account
    Index("tokens", {"purpose": 1}),  # remove_purpose
    Index("tokens", {"expires_at": 1}),  # remove_expired
    Index("mail_deliveries", {"account_id": 1}),  # remove_all
    Index("idempotency_keys", {"created_at": 1}),  # remove_before
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for name in COLLECTIONS:
        Index(name, {"_id": 1}).create(database)  # which each collection has anyway: so this makes the collection
    for index in INDEXES:
        index.create(database)
