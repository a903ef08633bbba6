"""Lists of hashtags, with what they are to the viewer."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.web.mastodon_api.entities.search import Tag
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.domain.use_cases.follows.read_followed_tags import ReadWhichTagsAreFollowed
from microblog.domain.use_cases.trends.read_trends import ReadTagHistories


@frozen
class TagLists:
    """Makes entities of normalised names, of which there are 40 at most."""

    entities: EntityMaker
    read_tag_histories: ReadTagHistories
    read_which_tags_are_followed: ReadWhichTagsAreFollowed

    def __call__(self, viewer_id: int | None, names: Sequence[str]) -> list[Tag]:
        """In their order; nothing is said of following where nobody is signed in."""
        histories = self.read_tag_histories(names=names)
        if viewer_id is None:
            return [self.entities.tag(name, histories[name]) for name in names]
        followed = self.read_which_tags_are_followed(viewer_id=viewer_id, names=names)
        return [self.entities.tag(name, histories[name], following=name in followed) for name in names]
