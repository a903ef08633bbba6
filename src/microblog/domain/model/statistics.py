"""Daily statistics of a server."""

from datetime import date

from attrs import frozen


@frozen
class DayStatistics:
    """Counts of one day in UTC. Active people are those who wrote, boosted or liked on that day."""

    day: date
    posts: int
    active_people: int
    sign_ups: int


@frozen
class WeekStatistics:
    """Counts of a week in UTC, by its Monday. Who was active is not kept, so these are those of the busiest day."""

    monday: date
    posts: int
    active_people: int
    sign_ups: int
