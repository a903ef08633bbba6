"""Read a timeline."""

from attrs import frozen

from microblog.domain.model.entities import is_hashtag_name, normalise_hashtag
from microblog.domain.model.errors import NotFound
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import PostView, ProfileView
from microblog.domain.use_cases.accounts.read_profile import seen_profile
from microblog.ports.account_query import AccountQuery
from microblog.ports.timeline_query import TimelineQuery


@frozen
class ReadPublicTimeline:
    """Read what everybody here tells everybody."""

    timelines: TimelineQuery

    def __call__(self, *, viewer_id: int | None, cursor: Cursor) -> Page[PostView]:
        """A page of it."""
        return self.timelines.public(viewer_id, cursor)


@frozen
class ReadHomeTimeline:
    """Read what those write whom one follows."""

    timelines: TimelineQuery

    def __call__(self, *, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        """A page of it."""
        return self.timelines.home(viewer_id, cursor)


@frozen
class ReadAccountTimeline:
    """Read what one account writes and boosts, under its profile."""

    timelines: TimelineQuery
    accounts: AccountQuery

    def __call__(
        self, *, viewer_id: int | None, username: str, cursor: Cursor, with_replies: bool = False
    ) -> tuple[ProfileView, Page[PostView]]:
        """The profile and a page of posts. Raises NotFound, and Gone if the account was deleted."""
        profile = seen_profile(self.accounts, viewer_id, username)
        return profile, self.timelines.of_account(viewer_id, profile.account.id, cursor, with_replies=with_replies)


@frozen
class ReadHashtagTimeline:
    """Read what is written about something."""

    timelines: TimelineQuery

    def __call__(self, *, viewer_id: int | None, name: str, cursor: Cursor) -> tuple[str, Page[PostView]]:
        """The hashtag's normalised name and a page of posts. Raises NotFound for what can be no hashtag."""
        if not is_hashtag_name(name):
            raise NotFound
        normalised = normalise_hashtag(name)
        return normalised, self.timelines.hashtag(viewer_id, normalised, cursor)
