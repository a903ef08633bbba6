"""What was made and may be of use again, up to a number of things."""

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from attrs import define, field

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")


@define
class Kept(Generic[Key, Thing]):
    """Things by a key that says all that they depend on, so that none is ever out of date.

    Of more than `most` the one that was put first goes. To be used from many threads at once: each step is one call
    of the dictionary, which is done as a whole.
    """

    most: int
    _things: OrderedDict[Key, Thing] = field(factory=OrderedDict, init=False, repr=False)

    def get(self, keys: Iterable[Key]) -> list[Thing | None]:
        """What is kept under each of the keys."""
        get = self._things.get
        return [get(key) for key in keys]

    def put(self, key: Key, thing: Thing) -> None:
        """Keep it."""
        self._things[key] = thing
        if len(self._things) > self.most:
            self._things.popitem(last=False)
