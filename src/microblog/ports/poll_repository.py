"""The votes in polls, for writing. The polls themselves are kept with their posts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from microblog.domain.model.poll import PollVote
from microblog.domain.model.post import Post


class PollRepository(Protocol):
    """Keeps votes, counts them at the post, and remembers which polls nobody was told the end of."""

    def open(self, post_id: int, ends_at: datetime) -> None:
        """Remember when the poll of a post ends, in place of what was remembered."""
        ...

    def ended(self, now: datetime, limit: int) -> Sequence[int]:
        """Posts whose polls are remembered and have ended, those that ended first."""
        ...

    def close(self, post_id: int, now: datetime) -> bool:
        """Remember a poll no longer; False, and nothing changes, if it is not remembered or has not ended."""
        ...

    def add(self, vote: PollVote) -> bool:
        """False, and nothing changes, if the account has voted already. The post has a poll with such options."""
        ...

    def get(self, account_id: int, post_id: int) -> PollVote | None:
        """What the account voted."""
        ...

    def of_post(self, post_id: int, after_id: int, limit: int) -> Sequence[PollVote]:
        """Votes in the poll of a post that come after the one with that id, in the order of their ids."""
        ...

    def begin_anew(self, post: Post) -> None:
        """Forget all votes on a post that was saved and the end of the poll that it had; count for the one it has."""
        ...

    def remove_some(self, account_id: int, limit: int) -> int:
        """Take back that many votes of the account, or all there are; returns how many."""
        ...
