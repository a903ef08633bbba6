"""A city of people, made by a seed: who follows whom, what they wrote in a year, what they like and carry on.

A few people have most of the followers and write most of the posts (Zipf's law, as Mandelbrot has it), and a few
posts have most of the answers and likes. Those whose pages are measured stand apart: nobody meets them by chance.

Nothing here is stored: everything is said by numbers, from which `records` makes what a storage keeps.
"""

import random
from array import array
from itertools import accumulate
from typing import NamedTuple

from attrs import Factory, define, field, frozen

_FIRST_RANK = 10  # the first of all has a weight of 1/10, the next of 1/11, and so on
_RECENT = 200  # posts that are still answered, liked and carried on
_HOT_EVERY = 100  # one of so many posts draws half of all answers and likes, until the next one
_ANSWERS, _BOOSTS = 0.35, 0.05  # shares of the posts
_DORMANT_POSTS = 5  # that each dormant author wrote, before all others
TEXTS = 2_000  # different ones
NO_POST = -1


@frozen
class Size:
    """How large the city is."""

    people: int = 10_000
    follows: int = 500_000
    posts: int = 1_000_000
    likes: int = 1_000_000
    star_followers: int = 5_000
    """Who follow the one author whose posts are timed until the last of them sees them."""
    following: tuple[int, ...] = (20, 100, 1_000, 5_000)
    """How many the readers follow, each kind of them."""
    dormant: int = 20
    """Authors who wrote long ago, and whom one more kind of readers follows, and nobody else."""
    readers: int = 5
    """Of each kind."""


class Deed(NamedTuple):
    """Somebody likes a post, or carries it on, right after another was written."""

    after: int
    person: int
    post: int


@define
class City:
    """People and posts are numbers from 0, the most famous person and the oldest post first."""

    size: Size
    seed: int = 20
    following: list[list[int]] = field(init=False)
    """By follower, in the order in which they began to follow."""
    authors: "array[int]" = Factory(lambda: array("l"))
    """By post, as the next three."""
    texts: "array[int]" = Factory(lambda: array("l"))
    answered: "array[int]" = Factory(lambda: array("l"))
    """The post that it answers, or NO_POST."""
    visibilities: "array[int]" = Factory(lambda: array("b"))
    """0 is public, 1 unlisted, 2 for followers, 3 for the mentioned alone."""
    likes: list[Deed] = Factory(list)
    boosts: list[Deed] = Factory(list)

    _dice: random.Random = field(init=False)
    _weights: list[float] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311 - the same at each run
        self._weights = list(accumulate(1 / (_FIRST_RANK + rank) for rank in range(self.crowd)))
        self.following = [[] for _ in range(self.size.people)]
        self._follow()
        self._write()

    @property
    def crowd(self) -> int:
        """How many people are not apart."""
        size = self.size
        return size.people - 1 - size.dormant - size.readers * (1 + len(size.following))

    @property
    def star(self) -> int:
        """The author with exactly so many followers."""
        return self.crowd

    @property
    def dormant(self) -> range:
        """The authors who wrote long ago."""
        return range(self.star + 1, self.star + 1 + self.size.dormant)

    def readers(self, kind: int) -> range:
        """Readers of the dormant for 0, then those who follow as many as `Size.following` says."""
        first = self.dormant.stop + kind * self.size.readers
        return range(first, first + self.size.readers)

    def _follow(self) -> None:
        size, known = self.size, [set[int]() for _ in range(self.size.people)]

        def follow(follower: int, followee: int) -> int:
            if follower == followee or followee in known[follower]:
                return 0
            known[follower].add(followee)
            self.following[follower].append(followee)
            return 1

        made = sum(follow(person, self.star) for person in self._dice.sample(range(self.crowd), size.star_followers))
        made += sum(follow(reader, author) for reader in self.readers(0) for author in self.dormant)
        for kind, wanted in enumerate(size.following, 1):
            for reader in self.readers(kind):
                while len(known[reader]) < wanted:
                    made += follow(reader, self._famous())
        while made < size.follows:
            made += follow(self._dice.randrange(self.crowd), self._famous())

    def _write(self) -> None:
        size, dice = self.size, self._dice
        liked, boosted = set[tuple[int, int]](), set[tuple[int, int]]()
        likes = 0.0
        quiet = [author for author in self.dormant for _ in range(_DORMANT_POSTS)]
        for number in range(size.posts):
            author = quiet[number] if number < len(quiet) else self._famous()
            self.authors.append(author)
            self.texts.append(dice.randrange(TEXTS))
            self.visibilities.append(dice.choices((0, 1, 2, 3), cum_weights=(85, 93, 98, 100))[0])
            answers = number > len(quiet) and dice.random() < _ANSWERS
            self.answered.append(self._recent(number) if answers else NO_POST)
            likes += size.likes / size.posts
            while likes >= 1:
                likes -= 1
                if one := self._once(liked, number):
                    self.likes.append(one)
            if dice.random() < _BOOSTS and (one := self._once(boosted, number)):
                self.boosts.append(one)

    def _once(self, known: set[tuple[int, int]], number: int) -> Deed | None:
        person, post = self._dice.randrange(self.crowd), self._recent(number + 1)
        if post == NO_POST or (person, post) in known:
            return None
        known.add((person, post))
        return Deed(number, person, post)

    def _recent(self, before: int) -> int:
        """One of the posts shortly before, if everybody may see it."""
        if self._dice.random() < 0.5:
            post = (before - 1) // _HOT_EVERY * _HOT_EVERY
        else:
            post = self._dice.randrange(max(0, before - _RECENT), before)
        return post if self.visibilities[post] < 2 else NO_POST

    def _famous(self) -> int:
        return self._dice.choices(range(self.crowd), cum_weights=self._weights)[0]
