"""The votes in polls, for writing."""

from collections.abc import Sequence
from datetime import datetime

from attrs import asdict, frozen
from sqlalchemy import BigInteger, Connection, Integer, bindparam, delete, insert, select, update

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.post_repository import no_votes
from microblog.adapters.storage.sql.tables import open_polls, poll_votes, posts
from microblog.domain.model.poll import PollVote
from microblog.domain.model.post import Post
from microblog.ports.poll_repository import PollRepository

_V, _O = poll_votes.c, open_polls.c
_POST = bindparam("post", type_=BigInteger())
_ACCOUNT = bindparam("account", type_=BigInteger())
_NOW = bindparam("now", type_=_O.ends_at.type)
_LIMIT = bindparam("limit", type_=Integer())
_OPEN = insert(open_polls)
_FORGET = delete(open_polls).where(_O.post_id == _POST)
_ENDED = select(_O.post_id).where(_O.ends_at <= _NOW).order_by(_O.ends_at).limit(_LIMIT)
_CLOSE = delete(open_polls).where(_O.post_id == _POST, _O.ends_at <= _NOW)
_ADD = insert_or_skip(poll_votes)
_VOTES = select(*(_V[name] for name in PollVote.__match_args__))
_GET = _VOTES.where(_V.account_id == _ACCOUNT, _V.post_id == _POST)
_OF_POST = (
    _VOTES.where(_V.post_id == _POST, _V.id > bindparam("after", type_=BigInteger())).order_by(_V.id).limit(_LIMIT)
)
_OF_ACCOUNT = _VOTES.where(_V.account_id == _ACCOUNT).order_by(_V.post_id).limit(_LIMIT)
_REMOVE = delete(poll_votes).where(_V.account_id == _ACCOUNT, _V.post_id == _POST)
_REMOVE_VOTES = delete(poll_votes).where(_V.post_id == _POST)
_COUNTS = select(posts.c.poll_counts).where(posts.c.id == _POST).with_for_update(key_share=True)
_COUNT = (
    update(posts).where(posts.c.id == _POST).values(poll_counts=bindparam("counts", type_=posts.c.poll_counts.type))
)


@frozen
class SqlPollRepository(PollRepository):
    """Votes in a table, counted at the post, whose row is locked for that."""

    _connection: Connection

    def open(self, post_id: int, ends_at: datetime) -> None:
        self._connection.execute(_FORGET, {"post": post_id})
        self._connection.execute(_OPEN, {"post_id": post_id, "ends_at": ends_at})

    def ended(self, now: datetime, limit: int) -> Sequence[int]:
        return self._connection.execute(_ENDED, {"now": now, "limit": limit}).scalars().all()

    def close(self, post_id: int, now: datetime) -> bool:
        return self._connection.execute(_CLOSE, {"post": post_id, "now": now}).rowcount > 0

    def add(self, vote: PollVote) -> bool:
        counts = self._counts(vote.post_id)
        if self._connection.execute(_ADD, asdict(vote)).rowcount == 0:
            return False
        self._count(vote, counts, 1)
        return True

    def get(self, account_id: int, post_id: int) -> PollVote | None:
        row = self._connection.execute(_GET, {"account": account_id, "post": post_id}).first()
        return None if row is None else PollVote(*row)

    def of_post(self, post_id: int, after_id: int, limit: int) -> Sequence[PollVote]:
        rows = self._connection.execute(_OF_POST, {"post": post_id, "after": after_id, "limit": limit})
        return [PollVote(*row) for row in rows]

    def begin_anew(self, post: Post) -> None:
        self._connection.execute(_FORGET, {"post": post.id})
        self._connection.execute(_COUNT, {"post": post.id, "counts": no_votes(post.poll)})
        self._connection.execute(_REMOVE_VOTES, {"post": post.id})

    def remove_some(self, account_id: int, limit: int) -> int:
        rows = self._connection.execute(_OF_ACCOUNT, {"account": account_id, "limit": limit}).all()
        for vote in [PollVote(*row) for row in rows]:
            counts = self._counts(vote.post_id)
            if self._connection.execute(_REMOVE, {"account": account_id, "post": vote.post_id}).rowcount:
                self._count(vote, counts, -1)
        return len(rows)

    def _counts(self, post_id: int) -> list[int]:
        """Nobody else counts until this unit ends."""
        return list(self._connection.execute(_COUNTS, {"post": post_id}).scalar_one() or ())

    def _count(self, vote: PollVote, counts: list[int], by: int) -> None:
        for place in (0, *(1 + choice for choice in vote.choices)):
            counts[place] += by
        self._connection.execute(_COUNT, {"post": vote.post_id, "counts": counts})
