"""Who follows which hashtags."""

from typing import Protocol

from microblog.domain.model.relationships import FollowedTag


class FollowedTagRepository(Protocol):
    """Keeps followed hashtags. Names are in their normalised form."""

    def add(self, followed: FollowedTag) -> bool:
        """False, and nothing changes, if it is followed already."""
        ...

    def remove(self, account_id: int, name: str) -> bool:
        """False if it is not followed."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove whatever hashtags this account follows."""
        ...
