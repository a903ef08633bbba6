"""The votes in polls, for writing."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.poll import OpenPoll, PollVote
from microblog.domain.model.post import Post
from microblog.ports.poll_repository import PollRepository


@frozen
class MemoryPollRepository(PollRepository):
    """Votes in a dictionary. Nothing is counted here: whoever reads counts them."""

    _tables: Tables

    def open(self, post_id: int, ends_at: datetime) -> None:
        self._tables.open_polls[post_id] = OpenPoll(post_id, ends_at)

    def ended(self, now: datetime, limit: int) -> Sequence[int]:
        found = sorted((poll.ends_at, poll.post_id) for poll in self._tables.open_polls.values() if poll.ends_at <= now)
        return [post_id for _, post_id in found[:limit]]

    def close(self, post_id: int, now: datetime) -> bool:
        poll = self._tables.open_polls.get(post_id)
        if poll is None or poll.ends_at > now:
            return False
        del self._tables.open_polls[post_id]
        return True

    def add(self, vote: PollVote) -> bool:
        key = vote.account_id, vote.post_id
        if key in self._tables.poll_votes:
            return False
        self._tables.poll_votes[key] = vote
        return True

    def get(self, account_id: int, post_id: int) -> PollVote | None:
        return self._tables.poll_votes.get((account_id, post_id))

    def of_post(self, post_id: int, after_id: int, limit: int) -> Sequence[PollVote]:
        votes = self._tables.poll_votes.values()
        found = [vote for vote in votes if vote.post_id == post_id and vote.id > after_id]
        return sorted(found, key=lambda vote: vote.id)[:limit]

    def begin_anew(self, post: Post) -> None:
        self._tables.open_polls.pop(post.id, None)
        for key in [key for key in self._tables.poll_votes if key[1] == post.id]:
            del self._tables.poll_votes[key]

    def remove_some(self, account_id: int, limit: int) -> int:
        keys = [key for key in self._tables.poll_votes if key[0] == account_id][:limit]
        for key in keys:
            del self._tables.poll_votes[key]
        return len(keys)
