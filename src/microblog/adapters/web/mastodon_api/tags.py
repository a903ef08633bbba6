"""Hashtags, and following them: https://docs.joinmastodon.org/methods/tags/."""

from attrs import frozen
from msgspec import UNSET, UnsetType

from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.model.addresses import Addresses
from microblog.domain.use_cases.follows.follow_tag import FollowTag, UnfollowTag
from microblog.domain.use_cases.follows.read_followed_tags import ReadFollowedTags, ReadTag
from microblog.domain.use_cases.trends.read_trends import ReadTagHistories

_USUAL = 40


@frozen
class TagEndpoints:
    """Hashtags, with whether one follows them where somebody is signed in."""

    entities: EntityMaker
    addresses: Addresses
    read_tag: ReadTag
    follow_tag: FollowTag
    unfollow_tag: UnfollowTag
    read_followed_tags: ReadFollowedTags
    read_tag_histories: ReadTagHistories

    def show(self, request: Request) -> Response:
        """A hashtag."""
        viewer = viewer_id(request)
        name, followed = self.read_tag(viewer_id=viewer, name=request.path_text("name"))
        return self._answer(name, following=UNSET if viewer is None else followed)

    def follow(self, request: Request) -> Response:
        """Have what carries it come onto one's home timeline."""
        name = self.follow_tag(account_id=signed_in(request).account_id, name=request.path_text("name"))
        return self._answer(name, following=True)

    def unfollow(self, request: Request) -> Response:
        """Follow it no longer."""
        name = self.unfollow_tag(account_id=signed_in(request).account_id, name=request.path_text("name"))
        return self._answer(name, following=False)

    def followed(self, request: Request) -> Response:
        """Which one follows, by when one began to."""
        cursor = read(request, Paging).cursor(_USUAL)
        page = self.read_followed_tags(account_id=signed_in(request).account_id, cursor=cursor)
        histories = self.read_tag_histories(names=[followed.name for followed in page.items])
        tags = [self.entities.tag(name, history, following=True) for name, history in histories.items()]
        return listed(request, self.addresses, page, tags)

    def _answer(self, name: str, *, following: bool | UnsetType) -> Response:
        history = self.read_tag_histories(names=[name])[name]
        return answer(self.entities.tag(name, history, following=following))
