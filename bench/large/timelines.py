"""What stands on the home timelines of a city: what the reaction to each post would have put there.

From the newest post to the oldest, so that a timeline that is full is passed over from then on: that makes some
8,000,000 rows of the 50,000,000 that a year of fan-outs writes and tidying up removes again.
"""

from collections.abc import Sequence

from bench.large.city import NO_POST, City
from microblog.domain.model.post import Visibility

_MENTIONED = tuple(Visibility).index(Visibility.MENTIONED)

Entry = tuple[int, bool]
"""A post, or the boost that follows it."""


def home_timelines(city: City, mentions: Sequence[set[int]], keep: int) -> list[list[Entry]]:
    """By owner, the oldest entry first, `keep` at most. `mentions`: the people whom each text mentions."""
    timelines: list[list[Entry]] = [[] for _ in city.following]
    followers = _Followers(city)
    boosts = {boost.after: boost for boost in city.boosts}
    for number in reversed(range(city.size.posts)):
        if number in boosts:
            booster = boosts[number].person
            _put(timelines, followers, {booster, *followers.of[booster]}, (number, True), keep)
        author, answered = city.authors[number], city.answered[number]
        mentioned = mentions[city.texts[number]]
        readers = followers.of[author]
        if city.visibilities[number] == _MENTIONED:
            readers = readers & mentioned
        elif answered != NO_POST and (other := city.authors[answered]) != author:
            readers = readers & followers.of[other] | readers & mentioned | readers & {other}
        _put(timelines, followers, {author, *readers}, (number, False), keep)
    for timeline in timelines:
        timeline.reverse()
    return timelines


class _Followers:
    """By author, those whose timelines are not full yet."""

    def __init__(self, city: City) -> None:
        self.of: list[set[int]] = [set() for _ in city.following]
        self._following = city.following
        for follower, followees in enumerate(city.following):
            for followee in followees:
                self.of[followee].add(follower)

    def pass_over(self, follower: int) -> None:
        for followee in self._following[follower]:
            self.of[followee].discard(follower)


def _put(timelines: list[list[Entry]], followers: _Followers, owners: set[int], entry: Entry, keep: int) -> None:
    for owner in owners:
        timeline = timelines[owner]
        if len(timeline) < keep:
            timeline.append(entry)
            if len(timeline) == keep:
                followers.pass_over(owner)
