"""Everything, read out and taken in."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from operator import attrgetter
from typing import Any

from attrs import asdict, frozen

from microblog.adapters.storage.memory.outbox import record_of
from microblog.adapters.storage.memory.tables import HeldTask, MemoryStorage, Tables
from microblog.domain.model import archive
from microblog.domain.model.announcement import AnnouncementReaction, DismissedAnnouncement
from microblog.domain.model.archive import HomeTimelineRow, IdempotencyKey, Kind, NumberedVersion
from microblog.domain.model.events import EVENTS
from microblog.domain.model.post import PostVersion
from microblog.domain.model.task import KeptTask, Task
from microblog.ports.archive import Archive, ArchiveRefused, Intake, Snapshot

_BATCH = 1000


@frozen
class MemorySnapshot(Snapshot):
    """A committed state, which nobody changes."""

    _tables: Tables

    def count(self, kind: Kind) -> int:
        return sum(1 for _ in _READ[kind](self._tables))

    def batches(self, kind: Kind) -> Iterator[Sequence[Any]]:
        records = _READ[kind](self._tables)
        if kind.order:
            records = iter(sorted(records, key=attrgetter(*kind.order)))
        while batch := list(islice(records, _BATCH)):
            yield batch


@frozen
class MemoryArchive(Archive):
    """Reads and fills the dictionaries. Nothing follows from them, as whoever reads counts."""

    storage: MemoryStorage

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        yield MemorySnapshot(self.storage.committed)

    def held(self) -> Sequence[Kind]:
        snapshot = MemorySnapshot(self.storage.committed)
        return [kind for kind in archive.KINDS if snapshot.count(kind)]

    def intake(self) -> Intake | None:
        return self.storage.committed.intakes.get(None)

    def begin(self, origin: str) -> None:
        with self._change() as tables:
            tables.intakes[None] = Intake(origin, {})

    def take_in(self, kind: Kind, records: Sequence[Any], before: Intake, after: Intake) -> None:
        with self._change() as tables:
            if tables.intakes.get(None) != before:
                raise ArchiveRefused("Somebody else is filling this storage: let one of you end.")
            tables.intakes[None] = after
            for record in records:
                _PUT[kind](tables, record)

    def finish(self) -> None:
        with self._change() as tables:
            tables.intakes.clear()

    @contextmanager
    def _change(self) -> Iterator[Tables]:
        tables, changed = self.storage.begin(), None
        try:
            yield tables
            changed = tables
        finally:
            self.storage.end(changed)


def _posts(tables: Tables, *, boosts: bool) -> Iterator[Any]:
    return (post for post in tables.posts.values() if (post.boost_of_id is not None) is boosts)


def _versions(tables: Tables) -> Iterator[NumberedVersion]:
    for versions in tables.versions.values():
        for number, each in enumerate(versions, start=1):
            yield NumberedVersion(number=number, **asdict(each, recurse=False))


def _home_timelines(tables: Tables) -> Iterator[HomeTimelineRow]:
    for owner_id, timeline in tables.home_timelines.items():
        for post_id in timeline & tables.posts.keys():
            yield HomeTimelineRow(owner_id, post_id)


def _keys(tables: Tables) -> Iterator[IdempotencyKey]:
    for (account_id, key), (post_id, created_at) in tables.idempotency.items():
        yield IdempotencyKey(account_id, key, post_id, created_at)


def _tasks(tables: Tables) -> Iterator[KeptTask]:
    return map(record_of, tables.tasks.values())


_READ: dict[Kind, Callable[[Tables], Iterator[Any]]] = {
    archive.ACCOUNTS: lambda tables: iter(tables.accounts.values()),
    archive.USERS: lambda tables: iter(tables.users.values()),
    archive.POSTS: lambda tables: _posts(tables, boosts=False),
    archive.BOOSTS: lambda tables: _posts(tables, boosts=True),
    archive.POST_VERSIONS: _versions,
    archive.PENDING_POSTS: lambda tables: iter(tables.pending_posts.values()),
    archive.MEDIA: lambda tables: iter(tables.media.values()),
    archive.POLL_VOTES: lambda tables: iter(tables.poll_votes.values()),
    archive.OPEN_POLLS: lambda tables: iter(tables.open_polls.values()),
    archive.FOLLOWS: lambda tables: iter(tables.follows.values()),
    archive.FOLLOWED_TAGS: lambda tables: iter(tables.followed_tags.values()),
    archive.FEATURED_TAGS: lambda tables: iter(tables.featured_tags.values()),
    archive.BLOCKS: lambda tables: iter(tables.blocks.values()),
    archive.MUTES: lambda tables: iter(tables.mutes.values()),
    archive.ACCOUNT_NOTES: lambda tables: iter(tables.account_notes.values()),
    archive.ENDORSEMENTS: lambda tables: iter(tables.endorsements.values()),
    archive.DISMISSALS: lambda tables: iter(tables.dismissals.values()),
    archive.THREAD_MUTES: lambda tables: iter(tables.thread_mutes.values()),
    archive.CONVERSATIONS: lambda tables: iter(tables.conversations.values()),
    archive.LIKES: lambda tables: iter(tables.likes.values()),
    archive.BOOKMARKS: lambda tables: iter(tables.bookmarks.values()),
    archive.PINS: lambda tables: iter(tables.pins.values()),
    archive.LISTS: lambda tables: iter(tables.lists.values()),
    archive.LIST_MEMBERS: lambda tables: iter(tables.list_members.values()),
    archive.FILTERS: lambda tables: iter(tables.filters.values()),
    archive.REPORTS: lambda tables: iter(tables.reports.values()),
    archive.ANNOUNCEMENTS: lambda tables: iter(tables.announcements.values()),
    archive.ANNOUNCEMENT_DISMISSALS: lambda tables: iter(tables.announcement_dismissals.values()),
    archive.ANNOUNCEMENT_REACTIONS: lambda tables: iter(tables.announcement_reactions.values()),
    archive.MARKERS: lambda tables: iter(tables.markers.values()),
    archive.NOTIFICATIONS: lambda tables: iter(tables.notifications.values()),
    archive.HELD_NOTIFICATIONS: lambda tables: iter(tables.held_notifications.values()),
    archive.NOTIFICATION_REQUESTS: lambda tables: iter(tables.notification_requests.values()),
    archive.NOTIFICATION_POLICIES: lambda tables: iter(tables.notification_policies.values()),
    archive.HOME_TIMELINES: _home_timelines,
    archive.SESSIONS: lambda tables: iter(tables.sessions.values()),
    archive.TOKENS: lambda tables: iter(tables.tokens.values()),
    archive.APPS: lambda tables: iter(tables.apps.values()),
    archive.GRANTS: lambda tables: iter(tables.grants.values()),
    archive.AUTHORIZATION_CODES: lambda tables: iter(tables.authorization_codes.values()),
    archive.APP_TOKENS: lambda tables: iter(tables.app_tokens.values()),
    archive.PUSH_SUBSCRIPTIONS: lambda tables: iter(tables.push_subscriptions.values()),
    archive.PUSH_KEYS: lambda tables: iter(tables.push_keys.values()),
    archive.DAY_STATISTICS: lambda tables: iter(tables.statistics.values()),
    archive.MAIL_DELIVERIES: lambda tables: iter(tables.mail_deliveries.values()),
    archive.DIGESTS: lambda tables: iter(tables.digests.values()),
    archive.IDEMPOTENCY_KEYS: _keys,
    archive.TASKS: _tasks,
}


def _put_version(tables: Tables, record: NumberedVersion) -> None:
    values = asdict(record, recurse=False)
    del values["number"]
    version = PostVersion(**values)
    tables.versions[record.post_id] = (*tables.versions.get(record.post_id, ()), version)


def _put_row(tables: Tables, row: HomeTimelineRow) -> None:
    tables.home_timelines[row.owner_id] = tables.home_timelines.get(row.owner_id, frozenset()) | {row.post_id}


def _put_key(tables: Tables, record: IdempotencyKey) -> None:
    tables.idempotency[record.account_id, record.key] = record.post_id, record.created_at


def _put_task(tables: Tables, record: KeptTask) -> None:
    task = Task(
        id=record.id,
        event=EVENTS[record.event](**record.payload),
        reaction=record.reaction,
        attempts=record.attempts,
        created_at=record.created_at,
        due_at=record.due_at,
        dead=record.dead,
        last_error=record.last_error,
    )
    tables.tasks[task.id] = HeldTask(task, record.leased_until)


def _put_dismissal(tables: Tables, each: DismissedAnnouncement) -> None:
    tables.announcement_dismissals[each.announcement_id, each.account_id] = each


def _put_reaction(tables: Tables, each: AnnouncementReaction) -> None:
    tables.announcement_reactions[each.announcement_id, each.account_id, each.name] = each


_PUT: dict[Kind, Callable[[Tables, Any], None]] = {
    archive.ACCOUNTS: lambda tables, each: tables.accounts.update({each.id: each}),
    archive.USERS: lambda tables, each: tables.users.update({each.account_id: each}),
    archive.POSTS: lambda tables, each: tables.posts.update({each.id: each}),
    archive.BOOSTS: lambda tables, each: tables.posts.update({each.id: each}),
    archive.POST_VERSIONS: _put_version,
    archive.PENDING_POSTS: lambda tables, each: tables.pending_posts.update({each.id: each}),
    archive.MEDIA: lambda tables, each: tables.media.update({each.id: each}),
    archive.POLL_VOTES: lambda tables, each: tables.poll_votes.update({(each.account_id, each.post_id): each}),
    archive.OPEN_POLLS: lambda tables, each: tables.open_polls.update({each.post_id: each}),
    archive.FOLLOWS: lambda tables, each: tables.follows.update({(each.follower_id, each.followee_id): each}),
    archive.FOLLOWED_TAGS: lambda tables, each: tables.followed_tags.update({(each.account_id, each.name): each}),
    archive.FEATURED_TAGS: lambda tables, each: tables.featured_tags.update({(each.account_id, each.name): each}),
    archive.BLOCKS: lambda tables, each: tables.blocks.update({(each.blocker_id, each.blocked_id): each}),
    archive.MUTES: lambda tables, each: tables.mutes.update({(each.muter_id, each.muted_id): each}),
    archive.ACCOUNT_NOTES: lambda tables, each: tables.account_notes.update({(each.account_id, each.target_id): each}),
    archive.ENDORSEMENTS: lambda tables, each: tables.endorsements.update({(each.account_id, each.target_id): each}),
    archive.DISMISSALS: lambda tables, each: tables.dismissals.update({(each.account_id, each.target_id): each}),
    archive.THREAD_MUTES: lambda tables, each: tables.thread_mutes.update({(each.account_id, each.thread_id): each}),
    archive.CONVERSATIONS: lambda tables, each: tables.conversations.update({(each.account_id, each.thread_id): each}),
    archive.LIKES: lambda tables, each: tables.likes.update({(each.account_id, each.post_id): each}),
    archive.BOOKMARKS: lambda tables, each: tables.bookmarks.update({(each.account_id, each.post_id): each}),
    archive.PINS: lambda tables, each: tables.pins.update({(each.account_id, each.post_id): each}),
    archive.LISTS: lambda tables, each: tables.lists.update({each.id: each}),
    archive.LIST_MEMBERS: lambda tables, each: tables.list_members.update({(each.list_id, each.account_id): each}),
    archive.FILTERS: lambda tables, each: tables.filters.update({each.id: each}),
    archive.REPORTS: lambda tables, each: tables.reports.update({each.id: each}),
    archive.ANNOUNCEMENTS: lambda tables, each: tables.announcements.update({each.id: each}),
    archive.ANNOUNCEMENT_DISMISSALS: lambda tables, each: tables.announcement_dismissals.update(
        {(each.announcement_id, each.account_id): each}
    ),
    archive.ANNOUNCEMENT_REACTIONS: lambda tables, each: tables.announcement_reactions.update(
        {(each.announcement_id, each.account_id, each.name): each}
    ),
    archive.MARKERS: lambda tables, each: tables.markers.update({(each.account_id, each.timeline): each}),
    archive.NOTIFICATIONS: lambda tables, each: tables.notifications.update({each.id: each}),
    archive.HELD_NOTIFICATIONS: lambda tables, each: tables.held_notifications.update({each.id: each}),
    archive.NOTIFICATION_REQUESTS: lambda tables, each: tables.notification_requests.update(
        {(each.account_id, each.sender_id): each}
    ),
    archive.NOTIFICATION_POLICIES: lambda tables, each: tables.notification_policies.update({each.account_id: each}),
    archive.HOME_TIMELINES: _put_row,
    archive.SESSIONS: lambda tables, each: tables.sessions.update({each.id: each}),
    archive.TOKENS: lambda tables, each: tables.tokens.update({each.token_hash: each}),
    archive.APPS: lambda tables, each: tables.apps.update({each.id: each}),
    archive.GRANTS: lambda tables, each: tables.grants.update({each.id: each}),
    archive.AUTHORIZATION_CODES: lambda tables, each: tables.authorization_codes.update({each.code_hash: each}),
    archive.APP_TOKENS: lambda tables, each: tables.app_tokens.update({each.token_hash: each}),
    archive.PUSH_SUBSCRIPTIONS: lambda tables, each: tables.push_subscriptions.update({each.id: each}),
    archive.PUSH_KEYS: lambda tables, each: tables.push_keys.update({None: each}),
    archive.DAY_STATISTICS: lambda tables, each: tables.statistics.update({each.day: each}),
    archive.MAIL_DELIVERIES: lambda tables, each: tables.mail_deliveries.update({each.key: each}),
    archive.DIGESTS: lambda tables, each: tables.digests.update({(each.account_id, each.period): each}),
    archive.IDEMPOTENCY_KEYS: _put_key,
    archive.TASKS: _put_task,
}
