"""Hashtags, and following them."""

from urllib.parse import quote

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import cursor
from microblog.adapters.web.site.next_page import next_page
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.use_cases.follows.follow_tag import FollowTag, UnfollowTag
from microblog.domain.use_cases.follows.read_followed_tags import ReadFollowedTags
from microblog.domain.use_cases.timelines.read_timeline import ReadHashtagPage


@frozen
class TagViews:
    """What is written about something, and of what one wants to hear."""

    pages: Pages
    read_hashtag_page: ReadHashtagPage
    follow_tag: FollowTag
    unfollow_tag: UnfollowTag
    read_followed_tags: ReadFollowedTags

    def show(self, request: Request) -> Response:
        """What is written about something."""
        name, followed, page = self.read_hashtag_page(
            viewer_id=viewer_id(request), name=request.path_text("name"), cursor=cursor(request)
        )
        return self.pages.show(request, "hashtag.html", name=name, followed=followed, page=page)

    def follow(self, request: Request) -> Response:
        """Have it come home."""
        name = self.follow_tag(account_id=signed_in(request).account_id, name=request.path_text("name"))
        return self._back(request, name, "tag_followed")

    def unfollow(self, request: Request) -> Response:
        """Have it come home no longer."""
        name = self.unfollow_tag(account_id=signed_in(request).account_id, name=request.path_text("name"))
        return self._back(request, name, "tag_unfollowed")

    def followed(self, request: Request) -> Response:
        """The hashtags that one follows."""
        page = self.read_followed_tags(account_id=signed_in(request).account_id, cursor=cursor(request))
        return self.pages.show(request, "followed_tags.html", page=page)

    def _back(self, request: Request, name: str, flash: str) -> Response:
        return self.pages.go(next_page(request.form.get("next"), f"/tags/{quote(name)}"), flash)
