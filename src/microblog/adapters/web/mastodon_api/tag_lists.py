"""Hashtags, with what they are to the viewer."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time

from attrs import frozen
from msgspec import UNSET, UnsetType

from microblog.adapters.web.mastodon_api.entities.search import Tag, TagHistory
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.trend import TagDay
from microblog.domain.use_cases.featured_tags.read_featured_tags import ReadWhichTagsAreFeatured
from microblog.domain.use_cases.follows.read_followed_tags import ReadWhichTagsAreFollowed
from microblog.domain.use_cases.trends.read_trends import ReadTagHistories


@frozen
class TagLists:
    """Makes entities of normalised names."""

    addresses: Addresses
    read_tag_histories: ReadTagHistories
    read_which_tags_are_followed: ReadWhichTagsAreFollowed
    read_which_tags_are_featured: ReadWhichTagsAreFeatured

    def __call__(self, viewer_id: int | None, names: Sequence[str]) -> list[Tag]:
        """In their order, 40 at most; nothing is said of following and featuring where nobody is signed in."""
        if viewer_id is None:
            histories = self.read_tag_histories(names=names)
            return [self._made(name, histories[name]) for name in names]
        return self.with_followed(viewer_id, names, self.read_which_tags_are_followed(viewer_id=viewer_id, names=names))

    def with_followed(self, viewer_id: int, names: Sequence[str], followed: Collection[str]) -> list[Tag]:
        """The same where it is known which of them the viewer follows; these may be more."""
        histories = self.read_tag_histories(names=names)
        featured = self.read_which_tags_are_featured(account_id=viewer_id)
        return [
            self._made(name, histories[name], following=name in followed, featuring=name in featured) for name in names
        ]

    def _made(
        self,
        name: str,
        history: Sequence[TagDay],
        *,
        following: bool | UnsetType = UNSET,
        featuring: bool | UnsetType = UNSET,
    ) -> Tag:
        # Its normalised name is its id as well: hashtags have no numbers here.
        days = [TagHistory(_second_of(one.day), str(one.uses), str(one.accounts)) for one in history]
        url = self.addresses.hashtag_url(name)
        return Tag(id=name, name=name, url=url, history=days, following=following, featuring=featuring)


def _second_of(day: date) -> str:
    return str(int(datetime.combine(day, time(), UTC).timestamp()))
