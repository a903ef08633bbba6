"""Numbers that are kept beside what they count, counted anew.

The repositories say when each of them goes up and down.
"""

from array import array
from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, Column, ColumnElement, bindparam, func, select, update

from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.tables import accounts, follows, likes, poll_votes, posts
from microblog.domain.model.post import Visibility

_BATCH = 1000


@frozen
class _Counter:
    """`kept` is how many rows have the id of its own row in `by`."""

    kept: Column[int]
    by: Column[Any]
    where: tuple[ColumnElement[bool], ...] = ()


_LEFT = posts.c.deleted_at.is_(None)
_SHOWN = posts.c.visibility != Visibility.MENTIONED
_COUNTERS = (
    _Counter(accounts.c.posts_count, posts.c.account_id, (posts.c.boost_of_id.is_(None), _LEFT, _SHOWN)),
    _Counter(accounts.c.followers_count, follows.c.followee_id, (follows.c.accepted,)),
    _Counter(accounts.c.following_count, follows.c.follower_id, (follows.c.accepted,)),
    _Counter(posts.c.replies_count, posts.c.in_reply_to_id, (posts.c.in_reply_to_id.is_not(None), _LEFT)),
    _Counter(posts.c.boosts_count, posts.c.boost_of_id, (posts.c.boost_of_id.is_not(None),)),
    _Counter(posts.c.likes_count, likes.c.post_id),
)


def recount(database: Database) -> None:
    """Count what was put past the repositories. May be called again if it was broken off."""
    for counter in _COUNTERS:
        _recount(database, counter)
    _recount_polls(database)


def _recount(database: Database, counter: _Counter) -> None:
    count = select(counter.by, func.count()).where(*counter.where).group_by(counter.by)
    table, name = counter.kept.table, counter.kept.name
    this = bindparam("this_id", type_=BigInteger())
    change = update(table).where(table.c.id == this).values({name: bindparam("count")})
    ids, counts = array("q"), array("q")  # 16 bytes for each row that has any
    with database.read() as connection:
        for row_id, number in connection.execution_options(yield_per=_BATCH).execute(count):
            ids.append(row_id)
            counts.append(number)
    for start in range(0, len(ids), _BATCH):
        some = zip(ids[start : start + _BATCH], counts[start : start + _BATCH], strict=True)
        with database.write() as connection:
            connection.execute(change, [{"this_id": row_id, "count": number} for row_id, number in some])
            connection.commit()


_VOTES = poll_votes.c
_VOTED_IN = (
    select(_VOTES.post_id)
    .where(_VOTES.post_id > bindparam("last", type_=BigInteger()))
    .distinct()
    .order_by(_VOTES.post_id)
    .limit(_BATCH)
)
# One row for each set of choices that somebody made. How many options there are is seen by what is counted already.
_WAYS = (
    select(_VOTES.post_id, _VOTES.choices, posts.c.poll_counts, func.count())
    .join_from(poll_votes, posts, posts.c.id == _VOTES.post_id)
    .where(_VOTES.post_id >= bindparam("first", type_=BigInteger()), _VOTES.post_id <= bindparam("last"))
    .group_by(_VOTES.post_id, _VOTES.choices, posts.c.poll_counts)
)
_COUNT = (
    update(posts)
    .where(posts.c.id == bindparam("this_id", type_=BigInteger()))
    .values(poll_counts=bindparam("counts", type_=posts.c.poll_counts.type))
)


def _recount_polls(database: Database) -> None:
    last = 0
    while True:
        with database.read() as connection:
            ids = connection.execute(_VOTED_IN, {"last": last}).scalars().all()
            found = connection.execute(_WAYS, {"first": ids[0], "last": ids[-1]}).all() if ids else []
        counts: dict[int, list[int]] = {}
        for post_id, choices, before, number in found:
            counted = counts.setdefault(post_id, [0] * len(before))
            for place in (0, *(1 + choice for choice in choices)):
                counted[place] += number
        if not counts:
            return
        with database.write() as connection:
            connection.execute(_COUNT, [{"this_id": post_id, "counts": each} for post_id, each in counts.items()])
            connection.commit()
        last = ids[-1]
