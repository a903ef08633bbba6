"""Passwords."""

from typing import Protocol


class PasswordHasher(Protocol):
    """Hashes passwords slowly, on purpose."""

    def hash(self, password: str) -> str:
        """A salted hash that tells its own parameters."""
        ...

    def verify(self, password_hash: str, password: str) -> bool:
        """Whether the password is the one that was hashed."""
        ...

    def verify_nobody(self, password: str) -> None:
        """Take as long as `verify` does, where there is no account to verify against."""
        ...

    def is_outdated(self, password_hash: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        ...
