"""What was made and may be of use again, up to a number of things."""

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

from attrs import define, field

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")


@define
class Kept(Generic[Key, Thing]):
    """Things by a key that says all that they depend on, so that none is ever out of date.

    Of more than `most` the one that was put first goes. To be used from many threads at once.
    """

    most: int
    _things: dict[Key, Thing] = field(factory=dict, init=False, repr=False)
    _putting: Lock = field(factory=Lock, init=False, repr=False)

    def get(self, key: Key) -> Thing | None:
        """What is kept under the key."""
        return self._things.get(key)

    def put(self, key: Key, thing: Thing) -> None:
        """Keep it."""
        with self._putting:
            if len(self._things) >= self.most and key not in self._things:
                del self._things[next(iter(self._things))]
            self._things[key] = thing
