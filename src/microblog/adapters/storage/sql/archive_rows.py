"""Which rows the records of an archive are."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import asdict, evolve, fields, frozen
from sqlalchemy import Column, ColumnElement, Table

from microblog.adapters.storage.sql import account_repository, post_repository
from microblog.adapters.storage.sql.account_repository import account_of, account_row
from microblog.adapters.storage.sql.notification_repository import held_notification_of, held_notification_row
from microblog.adapters.storage.sql.outbox import kept_task_of
from microblog.adapters.storage.sql.post_repository import hashtag_rows, mention_rows, post_of, post_row
from microblog.adapters.storage.sql.push_key_repository import push_key_row
from microblog.adapters.storage.sql.tables import (
    account_notes,
    accounts,
    announcement_dismissals,
    announcement_reactions,
    announcements,
    app_tokens,
    apps,
    authorization_codes,
    blocks,
    bookmarks,
    conversations,
    day_statistics,
    digests,
    dismissals,
    endorsements,
    featured_tags,
    filters,
    followed_tags,
    follows,
    grants,
    held_notifications,
    home_timeline_rows,
    idempotency_keys,
    likes,
    list_members,
    lists,
    mail_deliveries,
    markers,
    media,
    mutes,
    notification_policies,
    notification_requests,
    notifications,
    open_polls,
    pending_posts,
    pins,
    poll_votes,
    post_hashtags,
    post_mentions,
    post_versions,
    posts,
    push_keys,
    push_subscriptions,
    reports,
    sessions,
    tasks,
    thread_mutes,
    tokens,
    users,
)
from microblog.adapters.storage.sql.user_repository import user_row
from microblog.domain.model import archive
from microblog.domain.model.archive import Kind
from microblog.domain.model.notification import Notification
from microblog.domain.model.push import PushKey
from microblog.domain.model.task import KeptTask

Row = Any
Values = dict[str, Any]


@frozen
class Rows:
    """How the records of one kind are kept."""

    kind: Kind
    table: Table
    columns: Sequence[Column[Any]]  # what makes a record
    record_of: Callable[[Row], Any]
    row_of: Callable[[Any], Values]
    where: Sequence[ColumnElement[bool]] = ()  # which rows of the table they are
    only_with: Table | None = None  # rows that refer to nothing there are none of them
    beside: Mapping[Table, Callable[[Any], list[Values]]] = {}  # rows of other tables that repeat what a record says


def _plain(kind: Kind, table: Table) -> Rows:
    """The table has a column for each field of the record, and may have others that follow from them."""
    columns = [table.c[field.name] for field in fields(kind.record)]
    record: Any = kind.record
    return Rows(kind, table, columns, lambda row: record(*row[: len(columns)]), asdict)


def _values(record: Any) -> Values:
    return asdict(record, recurse=False)


def _notification_of(row: Row) -> Notification:
    values = {name: getattr(row, name) for name in Notification.__match_args__}
    return Notification(**values | {"post_id": row.post_id or None})


def _notification_row(record: Notification) -> Values:
    return {**asdict(record), "post_id": record.post_id or 0}


def _task_row(record: KeptTask) -> Values:
    return {**asdict(record), "payload": json.dumps(record.payload)}


_BESIDE_POSTS = {post_mentions: mention_rows, post_hashtags: hashtag_rows}

ROWS = {
    rows.kind: rows
    for rows in (
        Rows(archive.ACCOUNTS, accounts, account_repository.COLUMNS, account_of, account_row),
        evolve(_plain(archive.USERS, users), row_of=user_row),
        Rows(
            archive.POSTS,
            posts,
            post_repository.COLUMNS,
            post_of,
            post_row,
            where=[posts.c.boost_of_id.is_(None)],
            beside=_BESIDE_POSTS,
        ),
        Rows(
            archive.BOOSTS,
            posts,
            post_repository.COLUMNS,
            post_of,
            post_row,
            where=[posts.c.boost_of_id.is_not(None)],
            beside=_BESIDE_POSTS,
        ),
        evolve(_plain(archive.POST_VERSIONS, post_versions), row_of=_values),
        evolve(_plain(archive.PENDING_POSTS, pending_posts), row_of=_values),
        _plain(archive.MEDIA, media),
        _plain(archive.POLL_VOTES, poll_votes),
        _plain(archive.OPEN_POLLS, open_polls),
        _plain(archive.FOLLOWS, follows),
        _plain(archive.FOLLOWED_TAGS, followed_tags),
        _plain(archive.FEATURED_TAGS, featured_tags),
        _plain(archive.BLOCKS, blocks),
        _plain(archive.MUTES, mutes),
        _plain(archive.ACCOUNT_NOTES, account_notes),
        _plain(archive.ENDORSEMENTS, endorsements),
        _plain(archive.DISMISSALS, dismissals),
        _plain(archive.THREAD_MUTES, thread_mutes),
        _plain(archive.CONVERSATIONS, conversations),
        _plain(archive.LIKES, likes),
        _plain(archive.BOOKMARKS, bookmarks),
        _plain(archive.PINS, pins),
        _plain(archive.LISTS, lists),
        _plain(archive.LIST_MEMBERS, list_members),
        evolve(_plain(archive.FILTERS, filters), row_of=_values),
        _plain(archive.REPORTS, reports),
        _plain(archive.ANNOUNCEMENTS, announcements),
        _plain(archive.ANNOUNCEMENT_DISMISSALS, announcement_dismissals),
        _plain(archive.ANNOUNCEMENT_REACTIONS, announcement_reactions),
        _plain(archive.MARKERS, markers),
        evolve(_plain(archive.NOTIFICATIONS, notifications), record_of=_notification_of, row_of=_notification_row),
        Rows(
            archive.HELD_NOTIFICATIONS,
            held_notifications,
            list(held_notifications.columns),
            held_notification_of,
            held_notification_row,
        ),
        _plain(archive.NOTIFICATION_REQUESTS, notification_requests),
        _plain(archive.NOTIFICATION_POLICIES, notification_policies),
        evolve(_plain(archive.HOME_TIMELINES, home_timeline_rows), only_with=posts),
        _plain(archive.SESSIONS, sessions),
        _plain(archive.TOKENS, tokens),
        _plain(archive.APPS, apps),
        _plain(archive.GRANTS, grants),
        _plain(archive.AUTHORIZATION_CODES, authorization_codes),
        _plain(archive.APP_TOKENS, app_tokens),
        _plain(archive.PUSH_SUBSCRIPTIONS, push_subscriptions),
        Rows(archive.PUSH_KEYS, push_keys, list(push_keys.columns), lambda row: PushKey(*row[1:4]), push_key_row),
        _plain(archive.DAY_STATISTICS, day_statistics),
        _plain(archive.MAIL_DELIVERIES, mail_deliveries),
        _plain(archive.DIGESTS, digests),
        _plain(archive.IDEMPOTENCY_KEYS, idempotency_keys),
        evolve(_plain(archive.TASKS, tasks), record_of=kept_task_of, row_of=_task_row),
    )
}
