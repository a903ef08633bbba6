"""From what the core shows of accounts and posts to the entities of the API."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from attrs import field, frozen
from msgspec import UNSET
from msgspec.structs import replace

from microblog.adapters.web.mastodon_api import filter_entities
from microblog.adapters.web.mastodon_api.attachments import attachment
from microblog.adapters.web.mastodon_api.entities import formats
from microblog.adapters.web.mastodon_api.entities import report as entities
from microblog.adapters.web.mastodon_api.entities.account import Account, Field, MutedAccount, Relationship
from microblog.adapters.web.mastodon_api.entities.formats import day_or_none, timestamp, timestamp_or_none
from microblog.adapters.web.mastodon_api.entities.notification import Notification
from microblog.adapters.web.mastodon_api.entities.status import MediaAttachment, Mention, Status, StatusTag
from microblog.adapters.web.mastodon_api.notification_types import NOTIFICATION_TYPES, key_of
from microblog.adapters.web.mastodon_api.poll_maker import made_poll
from microblog.adapters.web.mastodon_api.relationship_maker import made_relationship
from microblog.adapters.web.mastodon_api.report_maker import made_report
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import NotFound
from microblog.domain.model.media import AttachedMedia
from microblog.domain.model.post import MentionedAccount, Visibility
from microblog.domain.model.report import Report
from microblog.domain.model.views import AccountView, MuteView, NotificationView, PostView, ProfileView
from microblog.domain.use_cases.accounts.read_profile import ReadProfiles
from microblog.ports.account_query import MOST_PROFILES
from microblog.ports.clock import Clock

Profiles = Mapping[int, ProfileView]

VISIBILITIES: dict[Visibility, formats.Visibility] = {
    Visibility.PUBLIC: "public",
    Visibility.UNLISTED: "unlisted",
    Visibility.FOLLOWERS: "private",
    Visibility.MENTIONED: "direct",
}
VISIBILITY_OF = {word: visibility for visibility, word in VISIBILITIES.items()}

_KEPT = 4096  # of each kind, some 3 kB
_LARGEST = 8192  # characters of a post's HTML that is kept


@frozen
class EntityMaker:
    """Makes entities. For whatever it is given, accounts are read together and not one by one.

    To make them took a third of the time of a timeline. What was made is found again by all that it shows, so it can
    never be out of date; what accounts are to the viewer is no part of it, so that everybody shares them.
    """

    read_profiles: ReadProfiles
    addresses: Addresses
    clock: Clock
    _kept_status: Callable[..., Status] = field(init=False, eq=False, repr=False)
    _kept_account: Callable[[ProfileView], Account] = field(init=False, eq=False, repr=False)

    @_kept_status.default
    def _keep_statuses(self) -> Callable[..., Status]:
        return lru_cache(_KEPT)(self._status)

    @_kept_account.default
    def _keep_accounts(self) -> Callable[[ProfileView], Account]:
        return lru_cache(_KEPT)(self._account)

    def statuses(self, viewer_id: int | None, posts: Sequence[PostView]) -> list[Status]:
        """A list of posts; one whose author went away just now is left out."""
        return self.statuses_of(viewer_id, posts, self.profiles(None, _people_of(posts)))

    def statuses_of(self, viewer_id: int | None, posts: Sequence[PostView], profiles: Profiles) -> list[Status]:
        """The same where it is known who they are."""
        return [status for post in posts if (status := self._found(viewer_id, post, profiles)) is not None]

    def status(self, viewer_id: int | None, post: PostView) -> Status:
        """One post. Raises NotFound if its author went away just now."""
        for made in self.statuses(viewer_id, [post]):
            return made
        raise NotFound

    def accounts(self, views: Iterable[AccountView]) -> list[Account]:
        """A list of accounts, in its order."""
        ids = [view.id for view in views]
        profiles = self.profiles(None, ids)
        return [self.account(profiles[id_]) for id_ in ids if id_ in profiles]

    def muted_accounts(self, views: Sequence[MuteView]) -> list[MutedAccount]:
        """Accounts with when they are heard again."""
        profiles = self.profiles(None, [view.account.id for view in views])
        return [
            MutedAccount(
                **self.account_values(profiles[view.account.id]), mute_expires_at=timestamp_or_none(view.expires_at)
            )
            for view in views
            if view.account.id in profiles
        ]

    def account(self, profile: ProfileView) -> Account:
        """An account as everybody sees it."""
        return self._kept_account(profile)

    def _account(self, profile: ProfileView) -> Account:
        return Account(**self.account_values(profile))

    def account_values(self, profile: ProfileView) -> dict[str, Any]:
        """What makes an account, for entities that add to it."""
        account = profile.account
        avatar = avatar_address(self.addresses, account)
        header = self.addresses.page(f"/media/{profile.header}" if profile.header else "/header.png")
        return {
            "id": str(account.id),
            "username": account.username,
            "acct": account.acct,
            "display_name": account.display_name,
            "locked": account.locked,
            "bot": False,
            "discoverable": True,
            "indexable": True,
            "group": False,
            "created_at": timestamp(profile.created_at),
            "note": profile.bio_html,
            "url": account.url,
            "uri": profile.uri,
            "avatar": avatar,
            "avatar_static": avatar,
            "header": header,
            "header_static": header,
            "followers_count": profile.followers_count,
            "following_count": profile.following_count,
            "statuses_count": profile.posts_count,
            "last_status_at": day_or_none(profile.last_post_at),
            "hide_collections": False,
            "noindex": False,
            "emojis": [],
            "roles": [],
            "fields": [Field(field.label, field.html, None) for field in profile.fields],
            "limited": profile.limited or UNSET,
        }

    def relationships(self, viewer_id: int, account_ids: Sequence[int]) -> list[Relationship]:
        """What the viewer is to these accounts, in their order, each once; those that are not there are left out."""
        profiles = self.profiles(viewer_id, account_ids)
        return [made_relationship(profiles[id_]) for id_ in dict.fromkeys(account_ids) if id_ in profiles]

    def relationship(self, viewer_id: int, account_id: int) -> Relationship:
        """What the viewer is to this account. Raises NotFound if it is not there."""
        found = self.relationships(viewer_id, [account_id])
        if not found:
            raise NotFound
        return found[0]

    def notifications(
        self, viewer_id: int, views: Sequence[NotificationView], reports: Mapping[int, entities.Report]
    ) -> list[Notification]:
        """A list of notifications; one whose sender went away just now is left out.

        `reports` are those that they speak of, as far as they are still there.
        """
        posts = [view.post for view in views if view.post is not None]
        profiles = self.profiles(None, [*_people_of(posts), *(view.sender.id for view in views)])
        return [
            Notification(
                id=str(view.id),
                type=NOTIFICATION_TYPES[view.kind],
                created_at=timestamp(view.created_at),
                group_key=key_of(view.group, view.id),
                account=self.account(profiles[view.sender.id]),
                status=None if view.post is None else self._found(viewer_id, view.post, profiles),
                report=UNSET if view.report_id is None else reports.get(view.report_id, UNSET),
            )
            for view in views
            if view.sender.id in profiles and (view.post is None or view.post.author.id in profiles)
        ]

    def reports(self, reports: Collection[Report]) -> dict[int, entities.Report]:
        """Reports by their ids, without those of accounts that went away just now."""
        profiles = self.profiles(None, [one.target_id for one in reports])
        known = [one for one in reports if one.target_id in profiles]
        return {one.id: made_report(one, self.account(profiles[one.target_id])) for one in known}

    def media(self, media: AttachedMedia) -> MediaAttachment:
        """A picture or a recording that is ready."""
        return attachment(media, self.addresses)

    def media_to_come(self, media: AttachedMedia) -> MediaAttachment:
        """A recording that is being prepared."""
        return replace(attachment(media, self.addresses), url=None, preview_url=None, meta={})

    def has_ended_poll(self, post: PostView) -> bool:
        """Whether the post has a poll that ended: that changes what is made of it, and nothing else of it changes."""
        return post.poll is not None and post.poll.has_ended(self.clock())

    def profiles(self, viewer_id: int | None, account_ids: Iterable[int]) -> Profiles:
        """What these people tell of themselves, without those who are not there."""
        ids = list(dict.fromkeys(account_ids))
        found: dict[int, ProfileView] = {}
        for start in range(0, len(ids), MOST_PROFILES):
            found |= self.read_profiles(viewer_id=viewer_id, account_ids=ids[start : start + MOST_PROFILES])
        return found

    def _found(self, viewer_id: int | None, post: PostView, profiles: Profiles) -> Status | None:
        author = profiles.get(post.author.id)
        booster = None if post.boosted_by is None else profiles.get(post.boosted_by.id)
        if author is None or (post.boosted_by is not None and booster is None):
            return None
        make = self._kept_status if len(post.html) <= _LARGEST else self._status
        own, ended = viewer_id == post.author.id, self.has_ended_poll(post)
        return make(post, author, booster, signed_in=viewer_id is not None, own=own, poll_ended=ended)

    def _status(
        self,
        post: PostView,
        author: ProfileView,
        booster: ProfileView | None,
        *,
        signed_in: bool,
        own: bool,
        poll_ended: bool,
    ) -> Status:
        status = Status(
            id=str(post.id),
            created_at=timestamp(post.created_at),
            in_reply_to_id=None if post.in_reply_to_id is None else str(post.in_reply_to_id),
            in_reply_to_account_id=None if post.in_reply_to_account_id is None else str(post.in_reply_to_account_id),
            sensitive=post.sensitive or bool(post.content_warning),
            spoiler_text=post.content_warning,
            visibility=VISIBILITIES[post.visibility],
            language=post.language,
            uri=post.uri,
            url=post.url,
            replies_count=post.replies_count,
            reblogs_count=post.boosts_count,
            favourites_count=post.likes_count,
            edited_at=timestamp_or_none(post.edited_at),
            content=post.html,
            reblog=None,
            application=None,
            account=self.account(author),
            media_attachments=[self.media(each) for each in post.media],
            mentions=[_mention(mention) for mention in post.mentions],
            tags=[StatusTag(name, self.addresses.hashtag_url(name)) for name in post.hashtags],
            emojis=[],
            card=None,
            poll=None
            if post.poll is None
            else made_poll(post, post.poll, signed_in=signed_in, own=own, ended=poll_ended),
            **(_flags(post, own=own) if signed_in else {}),
        )
        if booster is None or post.boosted_at is None:
            return status
        return replace(
            status,
            id=str(post.entry_id),
            created_at=timestamp(post.boosted_at),
            uri=self.addresses.post_uri(booster.account.id, post.entry_id),
            account=self.account(booster),
            reblog=status,
        )


def avatar_address(addresses: Addresses, account: AccountView) -> str:
    """Where the picture of an account is."""
    return addresses.page(f"/media/{account.avatar}" if account.avatar else f"/avatars/{account.acct}.png")


def _people_of(posts: Iterable[PostView]) -> Iterator[int]:
    for post in posts:
        yield post.author.id
        if post.boosted_by is not None:
            yield post.boosted_by.id


def _mention(mentioned: MentionedAccount) -> Mention:
    acct = mentioned.username if mentioned.domain is None else f"{mentioned.username}@{mentioned.domain}"
    return Mention(str(mentioned.account_id), mentioned.username, mentioned.url, acct)


def _flags(post: PostView, *, own: bool) -> dict[str, Any]:
    return {
        "favourited": post.liked,
        "reblogged": post.boosted,
        "muted": post.muted,
        "bookmarked": post.bookmarked,
        "pinned": post.pinned if own else UNSET,
        "filtered": filter_entities.results(post.filtered, post.id),
    }
