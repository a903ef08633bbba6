"""Read a timeline."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.entities import is_hashtag_name, normalise_hashtag
from microblog.domain.model.filter import FilterContext
from microblog.domain.model.list import List
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import PostView, ProfilePageView, ProfileView
from microblog.domain.use_cases.accounts.active_account import Target
from microblog.domain.use_cases.accounts.read_profile import seen_profile
from microblog.domain.use_cases.follows.follow_tag import hashtag_called
from microblog.domain.use_cases.lists.read_lists import seen_list
from microblog.domain.use_cases.screen import Screen
from microblog.ports.account_query import AccountQuery
from microblog.ports.featured_tag_query import FeaturedTagQuery
from microblog.ports.followed_tag_query import FollowedTagQuery
from microblog.ports.list_query import ListQuery
from microblog.ports.timeline_query import TimelineQuery

SOME_ENDORSED = 8


@frozen
class ReadPublicTimeline:
    """Read what everybody here tells everybody."""

    timelines: TimelineQuery
    screen: Screen

    def __call__(self, *, viewer_id: int | None, cursor: Cursor, only_media: bool = False) -> Page[PostView]:
        """A page of it, if wanted only of what shows pictures."""
        page = self.timelines.public(viewer_id, cursor, only_media=only_media)
        return self.screen.page(viewer_id, page, FilterContext.PUBLIC)


@frozen
class ReadHomeTimeline:
    """Read what those write whom one follows."""

    timelines: TimelineQuery
    screen: Screen

    def __call__(self, *, viewer_id: int, cursor: Cursor, has_filters: bool = True) -> Page[PostView]:
        """A page of it. For whoever is known to have no filters none are looked for."""
        page = self.timelines.home(viewer_id, cursor)
        return self.screen.page(viewer_id, page, FilterContext.HOME) if has_filters else page


@frozen
class ReadListTimeline:
    """Read what those write who are on a list of one's own."""

    timelines: TimelineQuery
    screen: Screen
    lists: ListQuery

    def __call__(self, *, viewer_id: int, list_id: int, cursor: Cursor) -> tuple[List, Page[PostView]]:
        """The list and a page of what stands on the home timeline by them. Raises NotFound."""
        found = seen_list(self.lists, viewer_id, list_id)
        page = self.timelines.of_list(viewer_id, found, cursor)
        return found, self.screen.page(viewer_id, page, FilterContext.HOME)


@frozen
class ReadAccountTimeline:
    """Read what one account writes and boosts, under its profile."""

    timelines: TimelineQuery
    screen: Screen
    accounts: AccountQuery

    def __call__(
        self,
        *,
        viewer_id: int | None,
        target: Target,
        cursor: Cursor,
        with_replies: bool = False,
        with_boosts: bool = True,
        hashtag: str | None = None,
        only_media: bool = False,
    ) -> tuple[ProfileView, Page[PostView]]:
        """The profile and a page of posts; with a hashtag, those that carry it, which for what can be none are none.

        With `only_media` those that show pictures.

        Raises NotFound, and Gone if the account was deleted.
        """
        profile = seen_profile(self.accounts, viewer_id, target)
        if hashtag is not None and not is_hashtag_name(hashtag):
            return profile, Page(())
        page = self.timelines.of_account(
            viewer_id,
            profile.account.id,
            cursor,
            with_replies=with_replies,
            with_boosts=with_boosts,
            hashtag=None if hashtag is None else normalise_hashtag(hashtag),
            only_media=only_media,
        )
        return profile, self.screen.page(viewer_id, page, FilterContext.ACCOUNT)


@frozen
class ReadProfilePage:
    """Read what one account writes and boosts, on its first page also what it has pinned, features and recommends."""

    timelines: TimelineQuery
    screen: Screen
    accounts: AccountQuery
    featured_tags: FeaturedTagQuery

    def __call__(self, *, viewer_id: int | None, target: Target, cursor: Cursor) -> ProfilePageView:
        """A page without replies to others. Raises NotFound, and Gone if the account was deleted."""
        profile = seen_profile(self.accounts, viewer_id, target)
        account_id = profile.account.id
        page = self.timelines.of_account(viewer_id, account_id, cursor, with_replies=False)
        page = self.screen.page(viewer_id, page, FilterContext.ACCOUNT)
        if cursor != Cursor(limit=cursor.limit):
            return ProfilePageView(profile, (), (), Page(()), page)
        on_top = self.timelines.pinned(viewer_id, account_id)
        pinned = tuple(self.screen.posts(viewer_id, on_top, FilterContext.ACCOUNT))
        featured = tuple(each.name for each in self.featured_tags.of_account(account_id))
        endorsed = self.accounts.endorsed(viewer_id, account_id, Cursor(limit=SOME_ENDORSED))
        return ProfilePageView(profile, featured, pinned, endorsed, page)


@frozen
class ReadPinnedPosts:
    """Read what one account has pinned."""

    timelines: TimelineQuery
    screen: Screen
    accounts: AccountQuery

    def __call__(self, *, viewer_id: int | None, target: Target) -> tuple[ProfileView, Sequence[PostView]]:
        """The latest pin first. Raises NotFound, and Gone if the account was deleted."""
        profile = seen_profile(self.accounts, viewer_id, target)
        pinned = self.timelines.pinned(viewer_id, profile.account.id)
        return profile, self.screen.posts(viewer_id, pinned, FilterContext.ACCOUNT)


@frozen
class ReadLikedPosts:
    """Read what one likes."""

    timelines: TimelineQuery
    screen: Screen

    def __call__(self, *, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        """A page of it, the latest like first."""
        return self.screen.marks(viewer_id, self.timelines.liked(viewer_id, cursor), FilterContext.HOME)


@frozen
class ReadBookmarkedPosts:
    """Read what one has bookmarked."""

    timelines: TimelineQuery
    screen: Screen

    def __call__(self, *, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        """A page of it, the latest bookmark first."""
        return self.screen.marks(viewer_id, self.timelines.bookmarked(viewer_id, cursor), FilterContext.HOME)


@frozen
class ReadHashtagTimeline:
    """Read what is written about something."""

    timelines: TimelineQuery
    screen: Screen

    def __call__(
        self, *, viewer_id: int | None, name: str, cursor: Cursor, only_media: bool = False
    ) -> tuple[str, Page[PostView]]:
        """The hashtag's normalised name and a page of posts, if wanted only of those that show pictures.

        Raises NotFound for what can be no hashtag.
        """
        normalised = hashtag_called(name)
        page = self.timelines.hashtag(viewer_id, normalised, cursor, only_media=only_media)
        return normalised, self.screen.page(viewer_id, page, FilterContext.PUBLIC)


@frozen
class ReadHashtagPage:
    """Read what is written about something, and whether one follows that."""

    timelines: TimelineQuery
    screen: Screen
    followed_tags: FollowedTagQuery

    def __call__(self, *, viewer_id: int | None, name: str, cursor: Cursor) -> tuple[str, bool, Page[PostView]]:
        """The hashtag's normalised name, whether it is followed, and a page of posts.

        Raises NotFound for what can be no hashtag.
        """
        normalised = hashtag_called(name)
        followed = viewer_id is not None and bool(self.followed_tags.among(viewer_id, [normalised]))
        page = self.timelines.hashtag(viewer_id, normalised, cursor)
        return normalised, followed, self.screen.page(viewer_id, page, FilterContext.PUBLIC)
