"""What many people write about and care for just now."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from attrs import frozen

DAYS = 7
"""How long the use of hashtags is remembered, today included."""
MOST_TRENDS = 100
MOST_TAGS_OF_A_DAY = 1000
POSTS_ARE_YOUNG = timedelta(days=3)
_FEWEST = 2  # what one person does is no trend
_PULL = 1.5  # how quickly age outweighs what people did with a post


@frozen
class TagDay:
    """How often public posts of this server carried a hashtag on a day in UTC, and by how many accounts."""

    name: str
    day: date
    uses: int
    accounts: int


@frozen
class StirringPost:
    """A post with how often it was liked and boosted, by one person once each."""

    id: int
    created_at: datetime
    likes: int
    boosts: int

    @property
    def deeds(self) -> int:
        """Both together."""
        return self.likes + self.boosts

    @property
    def people(self) -> int:
        """By how many people that was, at least."""
        return max(self.likes, self.boosts)


def ranked_tags(days: Iterable[TagDay], today: date) -> Sequence[str]:
    """What is in fashion first: accounts count, and half as much for each day that has gone by.

    Left out is what nobody else took up on the same day.
    """
    scores, shared = defaultdict[str, float](float), set[str]()
    for one in days:
        scores[one.name] += one.accounts * 2.0 ** -(today - one.day).days
        if one.accounts >= _FEWEST:
            shared.add(one.name)
    return sorted(shared, key=lambda name: (-scores[name], name))[:MOST_TRENDS]


def ranked_posts(posts: Iterable[StirringPost], now: datetime) -> Sequence[int]:
    """The ids of the posts that people care for most, for how young they are.

    Left out is what only one person may have liked and boosted, as authors can do themselves.
    """

    def score(post: StirringPost) -> float:
        hours = max((now - post.created_at) / timedelta(hours=1), 0.0)
        return float(post.deeds / (hours + 2) ** _PULL)

    stirring = [post for post in posts if post.people >= _FEWEST]
    return [post.id for post in sorted(stirring, key=lambda post: (-score(post), -post.id))[:MOST_TRENDS]]
