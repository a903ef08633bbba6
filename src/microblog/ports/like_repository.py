"""Who likes what."""

from typing import Protocol

from microblog.domain.model.relationships import Like


class LikeRepository(Protocol):
    """Keeps likes, and counts them at the post."""

    def add(self, like: Like) -> bool:
        """False, and nothing changes, if it is there already."""
        ...

    def get(self, account_id: int, post_id: int) -> Like | None:
        """The like, if there is one."""
        ...

    def remove(self, account_id: int, post_id: int) -> bool:
        """False if there is none."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Take back all likes of this account."""
        ...
