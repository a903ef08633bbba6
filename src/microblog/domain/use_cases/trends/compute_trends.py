"""Find out what is in fashion."""

from datetime import timedelta

from attrs import frozen

from microblog.domain.model.trend import (
    DAYS,
    MOST_TAGS_OF_A_DAY,
    POSTS_ARE_YOUNG,
    ranked_posts,
    ranked_tags,
)
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory

PERIOD = timedelta(minutes=5)
_PERIODS_AN_HOUR = timedelta(hours=1) // PERIOD
_MOST_POSTS = 500


@frozen
class ComputeTrends:
    """Count the hashtags of today, and once an hour those of the whole week, as posts and accounts go away."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self) -> bool:
        """False if somebody did that in this period already. What is found is kept together with that it was done."""
        now = self.clock()
        period, today = int(now.timestamp() // PERIOD.total_seconds()), now.date()
        first = today - timedelta(days=DAYS - 1)
        with self.unit_of_work() as uow:
            last = uow.trends.last_period()
            if not uow.trends.begin(period):
                return False
            is_due = last is None or last // _PERIODS_AN_HOUR != period // _PERIODS_AN_HOUR
            for age in range(DAYS if is_due else 1):
                day = today - timedelta(days=age)
                uow.trends.save_day(day, uow.trends.count_day(day, MOST_TAGS_OF_A_DAY))
            uow.trends.remove_before(first)
            posts = uow.trends.stirring_posts(now - POSTS_ARE_YOUNG, _MOST_POSTS)
            uow.trends.save(ranked_tags(uow.trends.days_since(first), today), ranked_posts(posts, now))
            uow.commit()
        return True
