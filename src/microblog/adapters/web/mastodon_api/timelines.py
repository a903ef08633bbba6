"""Timelines: https://docs.joinmastodon.org/methods/timelines/."""

from attrs import frozen

from microblog.adapters.web.mastodon_api.answers import listed
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.mastodon_api.status_lists import StatusLists
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.page import Page
from microblog.domain.model.views import PostView
from microblog.domain.use_cases.timelines.read_timeline import (
    ReadBookmarkedPosts,
    ReadHashtagTimeline,
    ReadHomeTimeline,
    ReadLikedPosts,
    ReadPublicTimeline,
)


class PublicParameters(Paging, frozen=True):
    """`remote` asks for what other servers wrote, of which this one knows nothing yet."""

    local: bool = False
    remote: bool = False
    only_media: bool = False


@frozen
class TimelineEndpoints:
    """Lists of statuses."""

    status_lists: StatusLists
    addresses: Addresses
    read_home_timeline: ReadHomeTimeline
    read_public_timeline: ReadPublicTimeline
    read_hashtag_timeline: ReadHashtagTimeline
    read_liked_posts: ReadLikedPosts
    read_bookmarked_posts: ReadBookmarkedPosts

    def home(self, request: Request) -> Response:
        """What those write whom one follows."""
        me, cursor = signed_in(request), read(request, Paging).cursor()
        page = self.read_home_timeline(viewer_id=me.account_id, cursor=cursor, has_filters=me.has_filters)
        return self._listed(request, page)

    def public(self, request: Request) -> Response:
        """What everybody here tells everybody."""
        wanted = read(request, PublicParameters)
        if wanted.remote:
            return self._listed(request, Page(()))
        page = self.read_public_timeline(
            viewer_id=viewer_id(request), cursor=wanted.cursor(), only_media=wanted.only_media
        )
        return self._listed(request, page)

    def tag(self, request: Request) -> Response:
        """What is written about something."""
        wanted = read(request, PublicParameters)
        if wanted.remote:
            return self._listed(request, Page(()))
        _, page = self.read_hashtag_timeline(
            viewer_id=viewer_id(request),
            name=request.path_text("name"),
            cursor=wanted.cursor(),
            only_media=wanted.only_media,
        )
        return self._listed(request, page)

    def favourites(self, request: Request) -> Response:
        """What one likes, by when one liked it."""
        me, cursor = signed_in(request).account_id, read(request, Paging).cursor()
        return self._listed(request, self.read_liked_posts(viewer_id=me, cursor=cursor))

    def bookmarks(self, request: Request) -> Response:
        """What one has bookmarked, by when one did."""
        me, cursor = signed_in(request).account_id, read(request, Paging).cursor()
        return self._listed(request, self.read_bookmarked_posts(viewer_id=me, cursor=cursor))

    def _listed(self, request: Request, page: Page[PostView]) -> Response:
        return listed(request, self.addresses, page, self.status_lists(viewer_id(request), page.items))
