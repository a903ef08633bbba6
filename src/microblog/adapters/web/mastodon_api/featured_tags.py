"""Hashtags on profiles: https://docs.joinmastodon.org/methods/featured_tags/."""

from collections.abc import Sequence

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.featured_tag import FeaturedTag
from microblog.adapters.web.mastodon_api.entities.formats import day_or_none
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.mastodon_api.tag_lists import TagLists
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import NotFound
from microblog.domain.model.views import FeaturedTagView, ProfileView
from microblog.domain.use_cases.featured_tags.feature_tag import FeatureTag, UnfeatureTag
from microblog.domain.use_cases.featured_tags.read_featured_tags import ReadFeaturedTags, SuggestTags


class NewFeaturedTag(Struct, frozen=True):
    """What to feature, with or without a `#`."""

    name: str = ""


@frozen
class FeaturedTagEndpoints:
    """Hashtags that people feature, with how often they used them where everybody can see it."""

    tag_lists: TagLists
    addresses: Addresses
    feature_tag: FeatureTag
    unfeature_tag: UnfeatureTag
    read_featured_tags: ReadFeaturedTags
    suggest_tags: SuggestTags

    def own(self, request: Request) -> Response:
        """Which one features, the one used most first."""
        return answer(self._of(request, signed_in(request).account_id))

    def of_account(self, request: Request) -> Response:
        """Which somebody features."""
        return answer(self._of(request, request.path_id("id")))

    def create(self, request: Request) -> Response:
        """Feature a hashtag, ten at most."""
        me = signed_in(request).account_id
        added = self.feature_tag(account_id=me, name=read(request, NewFeaturedTag).name)
        found = [tag for tag in self._of(request, me) if tag.id == str(added.id)]
        if not found:  # it was taken away meanwhile
            raise NotFound
        return answer(found[0])

    def delete(self, request: Request) -> Response:
        """Feature it no longer."""
        self.unfeature_tag(account_id=signed_in(request).account_id, tag=request.path_id("id"))
        return answer({})

    def suggestions(self, request: Request) -> Response:
        """Which one uses most and does not feature."""
        me = signed_in(request).account_id
        names = self.suggest_tags(account_id=me)
        return answer(self.tag_lists(me, names))

    def _of(self, request: Request, account_id: int) -> Sequence[FeaturedTag]:
        profile, views = self.read_featured_tags(viewer_id=viewer_id(request), target=account_id)
        return [self._made(profile, view) for view in views]

    def _made(self, profile: ProfileView, view: FeaturedTagView) -> FeaturedTag:
        tag = view.tag
        url = self.addresses.tagged_url(profile.account.username, tag.name)
        return FeaturedTag(str(tag.id), tag.name, url, str(view.posts_count), day_or_none(view.last_post_at))
