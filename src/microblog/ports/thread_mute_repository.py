"""Who wants to hear no more of which conversation."""

from typing import Protocol

from microblog.domain.model.relationships import ThreadMute


class ThreadMuteRepository(Protocol):
    """Keeps mutes of conversations."""

    def add(self, mute: ThreadMute) -> bool:
        """False, and nothing changes, if it is there already."""
        ...

    def has(self, account_id: int, thread_id: int) -> bool:
        """Whether the account mutes the conversation."""
        ...

    def count(self, account_id: int) -> int:
        """How many conversations the account mutes."""
        ...

    def remove(self, account_id: int, thread_id: int) -> bool:
        """False if there is none."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove all mutes of conversations by this account."""
        ...
