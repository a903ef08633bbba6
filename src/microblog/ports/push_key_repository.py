"""The key by which push services know this server, kept."""

from typing import Protocol

from microblog.domain.model.push import PushKey


class PushKeyRepository(Protocol):
    """Keeps one key pair for all processes that serve this storage."""

    def get(self) -> PushKey | None:
        """The key pair, if one was made."""
        ...

    def add(self, key: PushKey) -> None:
        """Keep it for good; nothing happens if there is one already."""
        ...
