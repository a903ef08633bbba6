"""Timelines."""

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import cursor
from microblog.adapters.web.site.posts import new_idempotency_key
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.use_cases.announcements.read_announcements import ReadUnreadAnnouncements
from microblog.domain.use_cases.timelines.read_timeline import (
    ReadBookmarkedPosts,
    ReadHomeTimeline,
    ReadLikedPosts,
    ReadPublicTimeline,
)


@frozen
class TimelineViews:
    """Lists of posts."""

    pages: Pages
    read_home_timeline: ReadHomeTimeline
    read_public_timeline: ReadPublicTimeline
    read_bookmarked_posts: ReadBookmarkedPosts
    read_liked_posts: ReadLikedPosts
    read_unread_announcements: ReadUnreadAnnouncements

    def start(self, request: Request) -> Response:
        """The home timeline of whoever is signed in; for others the public one with a few words about the place."""
        me = request.viewer
        if me is None:
            return self._public(request, introduce=True)
        page = self.read_home_timeline(viewer_id=me.account_id, cursor=cursor(request), has_filters=me.has_filters)
        announcements = self.read_unread_announcements(account_id=me.account_id)
        return self.pages.show(
            request, "home.html", page=page, announcements=announcements, idempotency_key=new_idempotency_key()
        )

    def public(self, request: Request) -> Response:
        """The public timeline."""
        return self._public(request, introduce=False)

    def _public(self, request: Request, *, introduce: bool) -> Response:
        page = self.read_public_timeline(viewer_id=viewer_id(request), cursor=cursor(request))
        return self.pages.show(request, "public.html", page=page, introduce=introduce)

    def bookmarks(self, request: Request) -> Response:
        """What one has bookmarked."""
        page = self.read_bookmarked_posts(viewer_id=signed_in(request).account_id, cursor=cursor(request))
        return self.pages.show(request, "bookmarks.html", page=page)

    def likes(self, request: Request) -> Response:
        """What one likes."""
        page = self.read_liked_posts(viewer_id=signed_in(request).account_id, cursor=cursor(request))
        return self.pages.show(request, "likes.html", page=page)
