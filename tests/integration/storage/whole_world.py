"""A world in which there is some of everything, and much that was taken back again.

# Long because it is everything.
"""

from datetime import date, timedelta
from random import Random

from attrs import evolve

from microblog.domain.model.account import Account, AccountState, ProfileField, Role
from microblog.domain.model.announcement import Announcement, AnnouncementReaction, DismissedAnnouncement
from microblog.domain.model.app import TokenKind
from microblog.domain.model.conversation import Conversation
from microblog.domain.model.digest import Digest
from microblog.domain.model.events import AccountFollowed, PostPublished
from microblog.domain.model.filter import Filter, FilterAction, FilterContext, FilteredPost, FilterKeyword
from microblog.domain.model.list import RepliesPolicy
from microblog.domain.model.mail_delivery import MailDelivery, MailState
from microblog.domain.model.marker import MarkedTimeline, Marker
from microblog.domain.model.media import SOUND, VIDEO, MediaPurpose, MediaState
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.notification_policy import NotificationPolicy, Reception
from microblog.domain.model.pending_post import Obstacle
from microblog.domain.model.poll import Poll, WantedPoll
from microblog.domain.model.post import Post, PostVersion, Visibility
from microblog.domain.model.push import PushKey, PushPolicy
from microblog.domain.model.relationships import AccountNote, DismissedSuggestion
from microblog.domain.model.report import Report, ReportCategory
from microblog.domain.model.session import Purpose, Session, Token
from microblog.domain.model.statistics import DayStatistics
from tests.integration.storage.storage import NOW, Storage

_LATER = NOW + timedelta(days=30)
_UNUSUAL = "Zoë 🦜 \\ \"x\" 'y' \n ß\u202e 漢字 %s :z"  # each needs care somewhere on its way


def fill(storage: Storage, *, people: int = 6, posts: int = 60, seed: int = 5) -> None:
    """Let that many people do what people do."""
    dice = Random(seed)
    accounts = [_settle(storage, number) for number in range(people)]
    accounts.append(
        storage.account("faraway", domain="elsewhere.example", fields=(ProfileField("🏠", "x", "<b>x</b>"),))
    )
    gone = storage.account("gone", AccountState.DELETED)
    _relate(storage, accounts, dice)
    written = _write(storage, accounts, posts, dice)
    _react(storage, accounts, written, dice)
    _show(storage, accounts)
    _ask(storage, accounts)
    _let_apps_in(storage, accounts)
    _keep_the_rest(storage, accounts, written)
    storage.follow(gone, accounts[0])
    with storage.begin() as unit:
        unit.follows.remove_all(gone.id)
        unit.likes.remove_all(accounts[2].id)
        unit.bookmarks.remove_all(accounts[2].id)
        unit.commit()


def _settle(storage: Storage, number: int) -> Account:
    account = storage.account(
        f"Person{number}",
        bio=_UNUSUAL,
        locked=number % 2 == 1,
        limited=number % 4 == 3,
        disabled=number % 5 == 4,
        sensitized=number % 3 == 2,
    )
    roles = list(Role)
    storage.user(
        account,
        f"Person.{number}@Example.org",
        role=roles[number % len(roles)],
        language="de" if number % 2 else None,
        confirmed_at=NOW if number % 3 else None,
        reason=_UNUSUAL,
        last_read_notification_id=2**62 + number,
        mail_on_mention=number % 2 == 0,
        default_visibility=Visibility.UNLISTED if number % 2 else Visibility.PUBLIC,
        default_language="fr" if number % 2 else None,
        default_sensitive=number % 2 == 0,
    )
    return account


def _relate(storage: Storage, accounts: list[Account], dice: Random) -> None:
    for follower in accounts:
        for followee in dice.sample(accounts, 3):
            if follower != followee:
                storage.follow(follower, followee, accepted=dice.random() < 0.7)
    for number, account in enumerate(accounts):
        storage.follow_tag(account, "tag")
        storage.follow_tag(account, f"straße{number}")
        storage.feature_tag(account, f"straße{number}")
        storage.list(account, *accounts[:number], exclusive=number % 2 == 1)
    for number, account in enumerate(accounts[1:]):
        storage.endorse(account, accounts[number])
    storage.endorse(accounts[0], accounts[5])
    with storage.begin() as unit:
        for account in accounts[2:]:
            unit.account_notes.save(AccountNote(account.id, accounts[0].id, _UNUSUAL))
            unit.account_notes.save(AccountNote(account.id, accounts[1].id, "x"))
        unit.account_notes.remove(accounts[2].id, accounts[0].id)
        unit.account_notes.remove_all(accounts[4].id)
        for account in accounts[1:]:
            unit.suggestions.dismiss(DismissedSuggestion(account.id, accounts[0].id))
        unit.suggestions.remove_all(accounts[5].id)
        unit.endorsements.remove(accounts[0].id, accounts[5].id)
        unit.endorsements.remove_all(accounts[4].id)
        unit.commit()
    with storage.begin() as unit:
        for number, account in enumerate(accounts):
            for timeline in list(MarkedTimeline)[: number + 1]:
                unit.markers.save(Marker(account.id, timeline, 2**62 + number, 7, _LATER))
        unit.markers.remove_all(accounts[3].id)
        for number, account in enumerate(accounts):
            unit.filters.save(_some_filter(storage, account, number))
            unit.filters.save(_some_filter(storage, account, number + 1))
        unit.filters.remove_all(accounts[2].id)
        for number, account in enumerate(accounts[1:]):
            unit.reports.save(_some_report(storage, account, accounts[number]))
        unit.reports.remove_all(accounts[4].id)
        for number in range(3):
            ended = _LATER if number else None
            told = Announcement(storage.new_id(), _UNUSUAL, "<p>x</p>", NOW, _LATER, ended, ended)
            unit.announcements.save(told)
            for account in accounts[: number + 2]:
                unit.announcements.dismiss(DismissedAnnouncement(told.id, account.id))
                unit.announcements.react(AnnouncementReaction(told.id, account.id, "🦜", NOW))
                unit.announcements.react(AnnouncementReaction(told.id, account.id, "❤️", NOW))
        unit.announcements.remove_all(accounts[1].id)
        unit.commit()
    for number, account in enumerate(accounts[1:]):
        storage.hold(account, accounts[number])
        storage.hold(accounts[0], account, kind=NotificationKind.FOLLOW_REQUEST)
    with storage.begin() as unit:
        for number, account in enumerate(accounts):
            wanted = Reception.DROP if number % 2 else Reception.FILTER
            unit.notification_policies.save(NotificationPolicy(account.id, for_new_accounts=wanted))
        unit.notification_requests.accept(accounts[0].id, accounts[1].id)
        unit.notification_requests.accept(accounts[0].id, accounts[2].id)
        unit.notification_requests.merge(accounts[0].id, accounts[2].id)
        unit.notification_requests.remove_all(accounts[4].id)
        unit.notification_policies.remove(accounts[5].id)
        unit.notifications.remove_held(accounts[0].id, accounts[3].id)
        unit.commit()
    storage.list(accounts[5], accounts[0], policy=RepliesPolicy.NONE)
    storage.block(accounts[0], accounts[1])
    storage.block(accounts[1], accounts[2])
    storage.mute(accounts[0], accounts[3], expires_at=_LATER)
    storage.mute(accounts[3], accounts[0], notifications=False)
    storage.mute(accounts[1], accounts[3])
    with storage.begin() as unit:
        unit.follows.remove(accounts[0].id, accounts[1].id)
        unit.blocks.remove(accounts[1].id, accounts[2].id)
        unit.followed_tags.remove(accounts[1].id, "tag")
        unit.followed_tags.remove_all(accounts[4].id)
        unit.mutes.remove(accounts[1].id, accounts[3].id)
        unit.lists.remove_all(accounts[4].id)
        unit.follows.accept(accounts[2].id, accounts[3].id)
        unit.commit()


def _some_filter(storage: Storage, account: Account, number: int) -> Filter:
    keywords = tuple(FilterKeyword(storage.new_id(), _UNUSUAL, each % 2 == 0) for each in range(number))
    posts = tuple(FilteredPost(storage.new_id(), 2**62 + each) for each in range(number))
    contexts = tuple(list(FilterContext)[: number + 1])
    action = list(FilterAction)[number % 3]
    ends = _LATER if number % 2 else None
    return Filter(storage.new_id(), account.id, _UNUSUAL, contexts, action, keywords, posts, NOW, ends)


def _some_report(storage: Storage, account: Account, target: Account) -> Report:
    new = storage.new_id()
    numbers = (2**62 + new, 3) if new % 2 else ()
    who, when = (account.id, _LATER) if new % 2 else (None, None)
    category = list(ReportCategory)[new % 4]
    return Report(new, account.id, target.id, category, _UNUSUAL, numbers, (1, 2), NOW, _LATER, who, who, when)


def _write(storage: Storage, accounts: list[Account], posts: int, dice: Random) -> list[Post]:
    written: list[Post] = []
    for number in range(posts):
        author = dice.choice(accounts)
        answers = dice.choice(written) if written and dice.random() < 0.4 else None
        rest = (
            {"hashtags": ("Tag", "straße"), "content_warning": _UNUSUAL, "sensitive": True}
            if dice.random() < 0.3
            else {}
        )
        mentions = dice.sample(accounts, 2) if dice.random() < 0.3 else ()
        visibility = dice.choice(list(Visibility))
        language = "en" if number % 2 else None
        post = storage.post(
            author, visibility, answers=answers, mentions=mentions, language=language, text=_UNUSUAL, **rest
        )
        written.append(post)
    # A clock that was behind: the boost has the smaller id.
    early = storage.some_boost(accounts[0], written[-1])
    late = storage.post(accounts[1])
    storage.boost(accounts[2], written[0])
    with storage.begin() as unit:
        unit.posts.add(evolve(early, boost_of_id=late.id))
        unit.commit()
    return written


def _react(storage: Storage, accounts: list[Account], written: list[Post], dice: Random) -> None:
    for account in accounts:
        for post in dice.sample(written, 12):
            storage.like(account, post)
            storage.bookmark(account, post)
        for post in dice.sample(written[1:], 6):
            boost = storage.boost(account, post)
            storage.put_home(dice.choice(accounts), post, boost)
            if dice.random() < 0.3:
                with storage.begin() as unit:
                    unit.posts.remove_boost(boost)
                    unit.commit()
        storage.notify(account, accounts[0], written[0])
        storage.notify(account, accounts[1])
        if account is not accounts[0]:
            storage.hold(account, accounts[0], written[0], NotificationKind.BOOST)
        storage.notify(account, accounts[1], kind=NotificationKind.REPORT)
    for post in dice.sample(written, 6):
        edited = evolve(post, text="edited", hashtags=("new",), mentions=(), edited_at=_LATER)
        versions = [PostVersion(post.id, f"{number}. {_UNUSUAL}", "<p></p>", "w", NOW) for number in (1, 2, 3)]
        with storage.begin() as unit:
            for version in versions:
                unit.posts.add_version(version)
            unit.posts.save(edited)
            unit.commit()
    for account, post in zip(accounts, written, strict=False):
        storage.mute_thread(account, post)
        with storage.begin() as unit:
            unit.conversations.put(Conversation(account.id, post.thread_id, post.id, unread=bool(account.id % 2)))
            unit.commit()
    with storage.begin() as unit:
        unit.thread_mutes.remove_all(accounts[4].id)
        unit.thread_mutes.remove(accounts[3].id, written[3].thread_id)
        unit.commit()
    for post in dice.sample(written, 20):
        storage.pin(next(account for account in accounts if account.id == post.account_id), post)
    for post in dice.sample(written, 5):
        storage.bury(post)
    with storage.begin() as unit:
        for post in dice.sample(written, 5):
            unit.likes.remove(accounts[1].id, post.id)
            unit.bookmarks.remove(accounts[3].id, post.id)
            unit.pins.remove(post.account_id, post.id)
            unit.notifications.remove(accounts[2].id, NotificationKind.MENTION, accounts[0].id, post.id)
        unit.commit()


def _ask(storage: Storage, accounts: list[Account]) -> None:
    poll = Poll((_UNUSUAL.replace("\n", ""), "b", "c"), True, True, _LATER)
    first, second, buried = (storage.post(accounts[0], poll=poll) for _ in range(3))
    for number, account in enumerate(accounts[1:]):
        storage.vote(account, first, 0, *((2,) if number % 2 else ()))
        storage.vote(account, second, 1)
        storage.vote(account, buried, 1)
    changed = evolve(second, poll=evolve(poll, options=("x", "y")))
    with storage.begin() as unit:
        unit.polls.open(first.id, _LATER)
        unit.polls.open(second.id, NOW)
        unit.polls.open(buried.id, NOW)
        unit.posts.bury(buried.id, NOW)
        unit.posts.add_version(PostVersion(second.id, "", "", "", NOW, (), poll.options, sensitive=True))
        unit.posts.save(changed)
        unit.polls.begin_anew(changed)
        unit.polls.remove_some(accounts[2].id, 1)
        unit.commit()
    storage.vote(accounts[1], second, 1)


def _show(storage: Storage, accounts: list[Account]) -> None:
    first = accounts[0]
    free, shown = storage.media(first, description=_UNUSUAL), storage.media(first, description="")
    avatar = storage.media(first, purpose=MediaPurpose.AVATAR, unused_since=None)
    kept = storage.media(first)
    pending = storage.pending_post(
        first,
        text=_UNUSUAL,
        content_warning=_UNUSUAL,
        language="de",
        visibility=Visibility.FOLLOWERS,
        media_ids=(kept.id, 2**63 - 1),
        scheduled_at=_LATER,
        idempotency_key=_UNUSUAL,
        sensitive=True,
        poll=WantedPoll((_UNUSUAL, ""), None),
        app_id=2**62,
    )
    sound = {"content_type": SOUND, "duration": 2_400_000, "bitrate": 128_000, "preview_width": 0}
    loop = storage.media(first, content_type=VIDEO, looped=True, frame_rate="30000/1001", state=MediaState.PREPARING)
    storage.post(first, media=(storage.media(first, **sound).attached, loop.attached))
    post = storage.post(
        first, text="", hashtags=("tag",), media=(shown.attached, evolve(free, description=_UNUSUAL).attached)
    )
    storage.pending_post(accounts[1], in_reply_to_id=post.id, obstacle=Obstacle.ANSWERED)
    with storage.begin() as unit:
        unit.accounts.lock(first.id)
        unit.media.save(evolve(kept, pending_post_id=pending.id, unused_since=None))
        unit.media.save(evolve(shown, post_id=post.id, unused_since=None))
        unit.posts.add_version(PostVersion(post.id, "", "", "", NOW, post.media))
        unit.accounts.save(evolve(first, avatar=avatar.attached.file_name, header="header.webp"))
        unit.commit()


def _let_apps_in(storage: Storage, accounts: list[Account]) -> None:
    first, second = accounts[:2]
    app, other = storage.app(name=_UNUSUAL, website="https://app.example", redirect_uris=(_UNUSUAL,)), storage.app()
    storage.app(redirect_uris=("urn:ietf:wg:oauth:2.0:oob",), scopes=())
    grants = [storage.grant(app, first, used_at=_LATER), storage.grant(other, None), storage.grant(other, second)]
    for grant in grants:
        storage.app_token(grant)
        storage.app_token(grant, expires_at=_LATER)
        storage.app_token(grant, TokenKind.REFRESH, expires_at=_LATER, spent=True)
    storage.code(app, first, grant_id=grants[0].id)
    storage.code(app, second, grant_id=grants[2].id, challenge="", redirect_uri=_UNUSUAL)
    storage.code(other, second)
    revoked = storage.grant(app, second)
    storage.app_token(revoked)
    storage.code(app, second, grant_id=revoked.id)
    with storage.begin() as unit:
        for number, grant in enumerate((grants[0], grants[2], revoked)):
            rest = {"standard": number == 1, "kinds": tuple(NotificationKind)[:number]}
            unit.push_subscriptions.save(storage.some_push_subscription(grant, policy=list(PushPolicy)[number], **rest))
        unit.push_keys.add(PushKey("public", "private", NOW))
        unit.grants.remove(revoked.id)
        unit.commit()


def _keep_the_rest(storage: Storage, accounts: list[Account], written: list[Post]) -> None:
    first = accounts[0]
    with storage.begin() as unit:
        for number in range(3):
            digest = bytes([number]) * 32
            new = storage.new_id()
            unit.sessions.add(
                Session(new, digest, first.id, NOW, NOW, _LATER, remember=number == 1, user_agent=_UNUSUAL)
            )
            unit.tokens.add(Token(digest, list(Purpose)[number], first.id if number else None, NOW, _LATER))
            unit.statistics.save(DayStatistics(date(2026, 1, 1 + number), number, 2, 2**31 - 1))
            # Databases order such keys differently.
            key = ("a-b", "Ab", "ä")[number]
            unit.digests.add(Digest(accounts[number].id, 202611211 + number, 2**62 + number, NOW))
            unit.mail_deliveries.start(MailDelivery(key, first.id, list(MailState)[number], NOW))
            unit.idempotency.add(first.id, key, written[number].id, NOW)
            unit.outbox.add(AccountFollowed(first.id, accounts[1].id))
            unit.outbox.add(PostPublished(written[number].id))
        unit.commit()
    with storage.begin() as unit:
        claimed = unit.outbox.claim(now=NOW, lease_until=_LATER, limit=3)
        unit.outbox.postpone(claimed[0].id, _LATER, _UNUSUAL)
        unit.outbox.give_up(claimed[1].id, "")
        unit.commit()
