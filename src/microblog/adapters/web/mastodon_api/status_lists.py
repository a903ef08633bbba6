"""Lists of statuses as JSON, most of which was written before."""

from collections.abc import Sequence

from attrs import field, frozen
from msgspec import Raw
from msgspec.json import Encoder

from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.domain.model.kept import Kept
from microblog.domain.model.views import PostView

_ENCODER = Encoder()
_KEPT = 4096  # statuses, of some 2 kB
_LARGEST = 8192  # bytes of one that is kept
_Key = tuple[str, bool, bool, bool]


@frozen
class StatusLists:
    """Writes lists of statuses. A post's mark finds again what was written of it, without a look at its accounts.

    What was read of accounts after the mark may be newer than it, never older, and no other post comes with that mark.
    """

    entities: EntityMaker
    _kept: Kept[_Key, bytes] = field(factory=lambda: Kept(_KEPT), init=False, eq=False, repr=False)

    def __call__(self, viewer_id: int | None, posts: Sequence[PostView]) -> Raw:
        """The same as `EntityMaker.statuses`, as JSON."""
        is_somebody, has_ended = viewer_id is not None, self.entities.has_ended_poll
        keys = [
            (post.mark, is_somebody, viewer_id == post.author.id, post.poll is not None and has_ended(post))
            for post in posts
        ]
        pieces = self._kept.get(keys)  # nothing is kept without a mark
        missing = [post for post, piece in zip(posts, pieces, strict=True) if piece is None]
        if missing:
            made = {int(status.id): _ENCODER.encode(status) for status in self.entities.statuses(viewer_id, missing)}
            for place, post in enumerate(posts):
                # In lists of likes and bookmarks the entry is none of these.
                piece = made.get(post.id if post.boosted_by is None else post.entry_id)
                if pieces[place] is None and piece is not None:
                    pieces[place] = piece
                    if post.mark and len(piece) <= _LARGEST:
                        self._kept.put(keys[place], piece)
        return Raw(b"[" + b",".join([piece for piece in pieces if piece is not None]) + b"]")
