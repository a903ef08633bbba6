"""What a deleted account leaves behind: every store is searched for what was in its fields, and for its ids.

Somebody who did everything one can do gets ids that nobody else has, and writes a word that nobody else writes wherever
one can write. The schema itself says where that is: a table or column that is added fails here until it is filled, and
until it is emptied again.
"""

# Long because one canary does everything that leaves a row.

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from attrs import evolve, fields
from sqlalchemy import String, inspect, text
from sqlalchemy.types import TypeDecorator, TypeEngine

from microblog.adapters.media.memory_media_store import MemoryMediaStore
from microblog.adapters.storage.memory.archive import MemoryArchive
from microblog.adapters.storage.sql.column_types import Contexts, Kinds, Numbers, Word
from microblog.adapters.storage.sql.column_types import Digest as HashedSecret
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.tables import metadata
from microblog.domain.model.account import Account, ProfileField
from microblog.domain.model.announcement import Announcement, AnnouncementReaction, DismissedAnnouncement
from microblog.domain.model.app import App
from microblog.domain.model.conversation import Conversation
from microblog.domain.model.digest import Digest
from microblog.domain.model.events import AccountDeleted
from microblog.domain.model.filter import Filter, FilterAction, FilterContext, FilteredPost, FilterKeyword
from microblog.domain.model.list import List, ListMember, RepliesPolicy
from microblog.domain.model.mail_delivery import MailDelivery, MailState
from microblog.domain.model.marker import MarkedTimeline, Marker
from microblog.domain.model.media import MediaPurpose
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.notification_policy import NotificationPolicy
from microblog.domain.model.poll import Poll, WantedPoll
from microblog.domain.model.post import Post, PostVersion, Visibility
from microblog.domain.model.relationships import AccountNote, DismissedSuggestion
from microblog.domain.model.report import Report, ReportCategory
from microblog.domain.model.session import Purpose, Session, Token
from microblog.domain.use_cases.accounts.delete_account import RemoveAccount
from microblog.domain.use_cases.accounts.purge_account import PurgeAccount
from tests.integration.storage.storage import NOW, CountingIds, Storage

WORD = "kanarienvogel"
FIRST_ID = 77_700_077_700_000
"""Of what the canary makes; the ids of everybody else are small."""
OWN_ID = re.compile(r"777000777\d{5}")
LATER = NOW + timedelta(days=30)


class Clock:
    """Stands still."""

    now = NOW

    def __call__(self) -> Any:
        return self.now


# Tables in which nobody's account has a part, and why.
_NOBODYS = {
    "day_statistics": "numbers alone",
    "intakes": "how far a copy between databases came",
    "apps": "registered by whoever, before anybody signs in; tidied up when the last grant is gone",
    "push_keys": "the server's own",
    "announcements": "the server's own; who wrote them is not kept",
    **dict.fromkeys(
        ("tag_days", "trending_tags", "trending_posts", "trend_periods"),
        "computed anew all the time from the posts that there are",
    ),
    "tasks": "numbers of what is there, and gone when they are done",
}
# Columns of text that nobody writes freely, and why.
_NOT_FREE = {
    "accounts": {
        "username": "stays taken",
        "name_key": "the same",
        "domain": "none here",
        **dict.fromkeys(("uri", "url", "avatar", "header"), "made here"),
    },
    "users": {"language": "one of a list", "default_language": "one of a list"},
    "posts": {
        "uri": "made here",
        "url": "made here",
        "domain": "none here",
        "language": "one of a list",
        "mentions": "names of others",
    },
    "pending_posts": {"language": "one of a list"},
    "media": dict.fromkeys(("key", "content_type", "blurhash", "frame_rate"), "made here"),
    "filters": {"posts": "numbers"},
    "mail_deliveries": {"key": "kind and numbers"},
    "authorization_codes": {"scopes": "of a list", "challenge": "a hash"},
    "grants": {"scopes": "of a list"},
    "announcement_reactions": {"name": "an emoji"},
}
# Where her numbers stay, and why.
_LEFT = {
    "accounts": "the name is not given away again",
    "account_words": "the name again",
    "account_words_index_docsize": "a count of these words",
    "posts": "tombstones, and what others answered",
    "post_mentions": "whom the posts of others mention",
}


def _announce(storage: Storage) -> Announcement:
    told = Announcement(storage.new_id(), "x", "<p>x</p>", NOW, NOW, NOW)
    with storage.begin() as unit:
        unit.announcements.save(told)
        unit.commit()
    return told


@contextmanager
def _ids_from(storage: Storage, first: int) -> Iterator[None]:
    usual, storage.new_id = storage.new_id, CountingIds(itertools.count(first))
    yield
    storage.new_id = usual


def _settle(storage: Storage) -> Account:
    canary = storage.account(
        "Gone",
        display_name=WORD,
        bio=WORD,
        bio_html=f"<p>{WORD}</p>",
        fields=(ProfileField(WORD, WORD, WORD),),
    )
    email = f"{WORD}@example.org"
    storage.user(canary, email, password_hash=WORD, reason=WORD, confirmed_at=NOW)
    return canary


def _be_with(storage: Storage, canary: Account, other: Account, friends: List) -> None:
    storage.follow(canary, other)
    storage.follow(other, canary)
    storage.follow_tag(canary, WORD)
    storage.feature_tag(canary, WORD)
    storage.block(canary, other)
    storage.block(other, canary)
    storage.mute(canary, other)
    storage.mute(other, canary)
    storage.endorse(canary, other)
    storage.endorse(other, canary)
    storage.notify(canary, other)
    storage.notify(other, canary)
    storage.hold(canary, other, kind=NotificationKind.FOLLOW_REQUEST)
    storage.hold(other, canary, kind=NotificationKind.FOLLOW_REQUEST)
    with storage.begin() as unit:
        unit.account_notes.save(AccountNote(canary.id, other.id, WORD))
        unit.account_notes.save(AccountNote(other.id, canary.id, WORD))
        unit.suggestions.dismiss(DismissedSuggestion(canary.id, other.id))
        unit.suggestions.dismiss(DismissedSuggestion(other.id, canary.id))
        unit.notification_policies.save(NotificationPolicy(canary.id))
        for one, about in ((canary, other), (other, canary)):
            who, when = canary.id, NOW
            unit.reports.save(
                Report(storage.new_id(), one.id, about.id, ReportCategory.SPAM, WORD, (), (), NOW, NOW, who, who, when)
            )
        unit.lists.add_member(ListMember(friends.id, other.id, canary.id))
        own = List(storage.new_id(), canary.id, WORD, RepliesPolicy.FOLLOWED, False, NOW)
        unit.lists.add(own)
        unit.lists.add_member(ListMember(own.id, canary.id, other.id))
        unit.commit()


def _write(storage: Storage, canary: Account, other: Account, theirs: Post) -> Post:
    content: dict[str, Any] = {"text": WORD, "html": f"<p>{WORD}</p>", "content_warning": WORD, "hashtags": (WORD,)}
    media = [storage.media(canary, description=WORD) for _ in range(3)]
    shown = storage.post(canary, mentions=(other,), media=(media[0].attached,), **content)
    asked = storage.post(canary, poll=Poll((WORD, "x"), False, False, LATER), **content)
    storage.post(canary, answers=theirs, **content)
    told = storage.post(canary, visibility=Visibility.MENTIONED, mentions=(other,), **content)
    storage.boost(canary, theirs)
    storage.boost(other, shown)
    pending = storage.pending_post(
        canary,
        text=WORD,
        content_warning=WORD,
        idempotency_key=WORD,
        media_ids=(media[1].id,),
        in_reply_to_id=theirs.id,
        scheduled_at=LATER,
        poll=WantedPoll((WORD, "x"), None),
    )
    avatar = storage.media(canary, purpose=MediaPurpose.AVATAR, unused_since=None)
    with storage.begin() as unit:
        unit.accounts.lock(canary.id)
        unit.accounts.save(evolve(canary, avatar=avatar.attached.file_name))
        unit.media.save(evolve(media[0], post_id=shown.id, unused_since=None))
        unit.media.save(evolve(media[1], pending_post_id=pending.id, unused_since=None))
        for post in (shown, asked):
            options = post.poll.options if post.poll else ()
            unit.posts.add_version(PostVersion(post.id, WORD, WORD, WORD, NOW, post.media, options))
        unit.posts.save(evolve(shown, edited_at=LATER))
        unit.polls.open(asked.id, LATER)
        for who in (canary, other):
            unit.conversations.put(Conversation(who.id, told.thread_id, told.id, unread=True))
        unit.idempotency.add(canary.id, WORD, shown.id, NOW)
        unit.commit()
    storage.pin(canary, shown)
    storage.vote(other, asked, 0)
    storage.vote(canary, theirs, 1)
    for who, what in ((canary, theirs), (other, shown)):
        storage.like(who, what)
        storage.bookmark(who, what)
        storage.notify(who, canary if who == other else other, what)
    storage.mute_thread(canary, theirs)
    storage.put_home(canary, theirs)
    storage.put_home(other, shown)
    return shown


def _keep_house(storage: Storage, canary: Account, theirs: Post, app: App, told: Announcement) -> None:
    grant = storage.grant(app, canary)
    storage.app_token(grant)
    storage.code(app, canary, redirect_uri=f"https://{WORD}.example/", grant_id=grant.id)
    push = storage.some_push_subscription(grant, endpoint=f"https://{WORD}", public_key=WORD, auth_secret=WORD)
    new = storage.new_id()
    keyword = FilterKeyword(storage.new_id(), WORD, True)
    filtered = FilteredPost(storage.new_id(), theirs.id)
    kept = Filter(
        storage.new_id(), canary.id, WORD, (FilterContext.HOME,), FilterAction.HIDE, (keyword,), (filtered,), NOW, None
    )
    with storage.begin() as unit:
        unit.filters.save(kept)
        unit.push_subscriptions.save(push)
        unit.announcements.dismiss(DismissedAnnouncement(told.id, canary.id))
        unit.announcements.react(AnnouncementReaction(told.id, canary.id, "🦜", NOW))
        for timeline in MarkedTimeline:
            unit.markers.save(Marker(canary.id, timeline, theirs.id, 1, NOW))
        unit.sessions.add(Session(new, b"s" * 32, canary.id, NOW, NOW, LATER, remember=True, user_agent=WORD))
        for number, purpose in enumerate(Purpose):
            unit.tokens.add(Token(bytes([number]) * 32, purpose, canary.id, NOW, LATER))
        unit.digests.add(Digest(canary.id, 202611211, 1, NOW))
        unit.mail_deliveries.start(MailDelivery(f"mention/{theirs.id}/{canary.id}", canary.id, MailState.SENT, NOW))
        unit.commit()


def _everything(storage: Storage) -> dict[str, list[str]]:
    """All rows of all tables that are there, or documents of all collections, as text."""
    if isinstance(storage.database, Database):
        with storage.database.read() as connection:
            names = inspect(connection).get_table_names()
            quote = connection.dialect.identifier_preparer.quote
            return {
                name: [repr(tuple(row)) for row in connection.execute(text(f"SELECT * FROM {quote(name)}"))]
                for name in names
            }
    if storage.database is not None:
        with storage.database.administer() as driver:
            return {name: [repr(each) for each in driver[name].find({})] for name in driver.list_collection_names()}
    assert isinstance(storage.archive, MemoryArchive)
    tables = storage.archive.storage.committed
    held = {field.name: getattr(tables, field.name) for field in fields(type(tables))}
    rows = {name: one.items() if isinstance(one, dict) else [one] for name, one in held.items()}
    return {name: [repr(each) for each in some] for name, some in rows.items()}


def _is_free(kind: TypeEngine[Any]) -> bool:
    base = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return isinstance(base, String) and not isinstance(kind, Word | HashedSecret | Contexts | Kinds | Numbers)


def _unfilled(storage: Storage) -> Iterator[str]:
    """Where the canary should have left something and has not; by the schema."""
    assert isinstance(storage.database, Database)
    with storage.database.read() as connection:
        for table in metadata.sorted_tables:
            if table.name in _NOBODYS:
                continue
            rows = [row._mapping for row in connection.execute(table.select())]
            if not any(OWN_ID.search(repr(tuple(row.values()))) for row in rows):
                yield table.name
            for column in table.columns:
                if not _is_free(column.type) or column.name in _NOT_FREE.get(table.name, {}):
                    continue
                if not any(WORD in repr(row[column.name]) for row in rows):
                    yield f"{table.name}.{column.name}"


def _purge(storage: Storage, canary: Account, media: MemoryMediaStore) -> None:
    RemoveAccount(storage.begin)(target=canary.id)
    clock = Clock()
    with storage.begin() as unit:
        tasks = unit.outbox.claim(now=LATER, lease_until=LATER, limit=100)
        unit.commit()
    (task, *rest) = [task for task in tasks if task.event == AccountDeleted(canary.id)]
    PurgeAccount(storage.begin, clock, media, storage.search_index)(task=task)
    with storage.begin() as unit:
        for other in rest:
            unit.outbox.complete(other.id)
        unit.commit()


def test_nothing_of_a_deleted_account_is_found_in_any_table(storage: Storage) -> None:
    other, media = storage.account("other"), MemoryMediaStore()
    storage.user(other)
    theirs = storage.post(other, poll=Poll(("x", "y"), False, False, LATER))
    app, friends, told = storage.app(), storage.list(other), _announce(storage)
    with _ids_from(storage, FIRST_ID):
        canary = _settle(storage)
        _be_with(storage, canary, other, friends)
        shown = _write(storage, canary, other, theirs)
        _keep_house(storage, canary, theirs, app, told)
    storage.post(other, answers=shown, mentions=(canary,))
    with storage.begin() as unit:
        for each in unit.media.of_account(canary.id, 50):
            for name in each.file_names:
                media.put(name, WORD.encode())
    if isinstance(storage.database, Database):
        assert list(_unfilled(storage)) == []
    _purge(storage, canary, media)
    left = _everything(storage)
    assert [(name, row) for name, rows in left.items() for row in rows if WORD in row.lower()] == []
    assert {name for name, rows in left.items() if any(OWN_ID.search(row) for row in rows)} - set(_LEFT) == set()
    assert media.files == {}
