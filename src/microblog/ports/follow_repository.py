"""Who follows whom."""

from typing import Protocol

from microblog.domain.model.relationships import Follow


class FollowRepository(Protocol):
    """Keeps follows and requests to follow."""

    def add(self, follow: Follow) -> bool:
        """False, and nothing changes, if there is one already, accepted or not."""
        ...

    def get(self, follower_id: int, followee_id: int) -> Follow | None:
        """The follow or the request."""
        ...

    def accept(self, follower_id: int, followee_id: int) -> bool:
        """Make a request a follow; False if there is no request."""
        ...

    def remove(self, follower_id: int, followee_id: int) -> bool:
        """Remove a follow or a request; False if there is none."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove whatever this account follows and whoever follows it."""
        ...
