"""What is in fashion: https://docs.joinmastodon.org/methods/trends/.

There are no links among it, as this server makes no preview cards: that address is not found.
"""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.mastodon_api.tag_lists import TagLists
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import viewer_id
from microblog.domain.use_cases.trends.read_trends import ReadTrendingPosts, ReadTrendingTags


class TrendParameters(Struct, frozen=True):
    """Which part of them is wanted."""

    limit: int | None = None
    offset: int = 0


@frozen
class TrendEndpoints:
    """What many people write about and care for. Anybody may see it."""

    entities: EntityMaker
    tag_lists: TagLists
    read_trending_tags: ReadTrendingTags
    read_trending_posts: ReadTrendingPosts

    def tags(self, request: Request) -> Response:
        """Hashtags: 10 unless another number up to 20 is wanted."""
        wanted = read(request, TrendParameters)
        names = self.read_trending_tags(offset=wanted.offset, limit=10 if wanted.limit is None else wanted.limit)
        return answer(self.tag_lists(viewer_id(request), names))

    def statuses(self, request: Request) -> Response:
        """Statuses: 20 unless another number up to 40 is wanted."""
        wanted, viewer = read(request, TrendParameters), viewer_id(request)
        posts = self.read_trending_posts(
            viewer_id=viewer, offset=wanted.offset, limit=20 if wanted.limit is None else wanted.limit
        )
        return answer(self.entities.statuses(viewer, posts))
