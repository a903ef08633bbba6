"""Whether the records of an archive go together, as far as that can be told while they come by."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from attrs import Factory, define

from microblog.domain.model.archive import ACCOUNTS, APPS, BOOSTS, GRANTS, LISTS, POSTS, Kind
from microblog.domain.model.post import Post

_REFERRED_TO = (ACCOUNTS, POSTS, BOOSTS, APPS, GRANTS, LISTS)


@define
class Consistency:
    """Is shown all records of an archive in the order of their kinds.

    It remembers the ids of all that others refer to, 8 bytes for each. That is not enough to notice all that a storage
    may refuse: two likes of the same post by one account, or two accounts of the same name, which no archive holds that
    was read out of a storage.
    """

    _ids: dict[Kind, "array[int]"] = Factory(lambda: {kind: array("q") for kind in _REFERRED_TO})
    _kind: Kind | None = None
    _last: Any = None

    def hold(self, kind: Kind, records: Sequence[Any]) -> None:
        """Raises ValueError where one of these does not go with those before. It quotes nothing."""
        if kind != self._kind:
            self._kind, self._last = kind, None
        if kind.order:
            self._hold_order(attrgetter(*kind.order), records)
        for record in records:
            self._hold_references(kind, record)
            if kind in (POSTS, BOOSTS):
                self._hold_post(kind, record)
            if kind in self._ids:
                self._ids[kind].append(record.id)

    def _hold_order(self, key_of: "attrgetter[Any]", records: Sequence[Any]) -> None:
        for record in records:
            key = key_of(record)
            if self._last is not None and key <= self._last:
                raise ValueError("one is there twice, or they are out of order")
            self._last = key

    def _hold_references(self, kind: Kind, record: Any) -> None:
        for name in kind.accounts:
            if not self._is_known(getattr(record, name), ACCOUNTS):
                raise ValueError(f"{name}: no account that is there")
        for name in kind.posts:
            if not self._is_known(getattr(record, name), POSTS, BOOSTS):
                raise ValueError(f"{name}: no post that is there")
        for name in kind.apps:
            if not self._is_known(getattr(record, name), APPS):
                raise ValueError(f"{name}: no app that is there")
        for name in kind.grants:
            if not self._is_known(getattr(record, name), GRANTS):
                raise ValueError(f"{name}: no grant that is there")
        for name in kind.lists:
            if not self._is_known(getattr(record, name), LISTS):
                raise ValueError(f"{name}: no list that is there")

    def _hold_post(self, kind: Kind, post: Post) -> None:
        if (post.boost_of_id is not None) is not (kind == BOOSTS):
            raise ValueError("boost_of_id: a boost is among the posts, or a post among the boosts")
        if kind == BOOSTS and self._is_known(post.id, POSTS):
            raise ValueError("id: that of a post")
        if not all(self._is_known(mention.account_id, ACCOUNTS) for mention in post.mentions):
            raise ValueError("mentions: no account that is there")

    def _is_known(self, id_: int | None, *kinds: Kind) -> bool:
        return id_ is None or any(_holds(self._ids[kind], id_) for kind in kinds)


def _holds(ids: "array[int]", id_: int) -> bool:
    """They are in ascending order."""
    position = bisect_left(ids, id_)
    return position < len(ids) and ids[position] == id_
