"""Hashtags, following and featuring them: https://docs.joinmastodon.org/methods/tags/."""

from attrs import frozen

from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.mastodon_api.tag_lists import TagLists
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.model.addresses import Addresses
from microblog.domain.use_cases.featured_tags.feature_tag import FeatureTag, UnfeatureTag
from microblog.domain.use_cases.follows.follow_tag import FollowTag, UnfollowTag, hashtag_called
from microblog.domain.use_cases.follows.read_followed_tags import ReadFollowedTags

_USUAL = 40


@frozen
class TagEndpoints:
    """Hashtags, with whether one follows and features them where somebody is signed in."""

    addresses: Addresses
    tag_lists: TagLists
    follow_tag: FollowTag
    unfollow_tag: UnfollowTag
    feature_tag: FeatureTag
    unfeature_tag: UnfeatureTag
    read_followed_tags: ReadFollowedTags

    def show(self, request: Request) -> Response:
        """A hashtag."""
        return self._answer(request, hashtag_called(request.path_text("name")))

    def follow(self, request: Request) -> Response:
        """Have what carries it come onto one's home timeline."""
        name = self.follow_tag(account_id=signed_in(request).account_id, name=request.path_text("name"))
        return self._answer(request, name)

    def unfollow(self, request: Request) -> Response:
        """Follow it no longer."""
        name = self.unfollow_tag(account_id=signed_in(request).account_id, name=request.path_text("name"))
        return self._answer(request, name)

    def feature(self, request: Request) -> Response:
        """Have it on one's profile, ten at most."""
        name = hashtag_called(request.path_text("name"))
        self.feature_tag(account_id=signed_in(request).account_id, name=name, anew=False)
        return self._answer(request, name)

    def unfeature(self, request: Request) -> Response:
        """Have it there no longer."""
        name = hashtag_called(request.path_text("name"))
        self.unfeature_tag(account_id=signed_in(request).account_id, tag=name)
        return self._answer(request, name)

    def followed(self, request: Request) -> Response:
        """Which one follows, by when one began to."""
        cursor, me = read(request, Paging).cursor(_USUAL), signed_in(request).account_id
        page = self.read_followed_tags(account_id=me, cursor=cursor)
        names = [followed.name for followed in page.items]
        return listed(request, self.addresses, page, self.tag_lists.with_followed(me, names, names))

    def _answer(self, request: Request, name: str) -> Response:
        return answer(self.tag_lists(viewer_id(request), [name])[0])
