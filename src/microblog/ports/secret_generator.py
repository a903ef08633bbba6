"""Secrets that are handed out in cookies and links, and kept only as hashes."""

from typing import Protocol


class SecretGenerator(Protocol):
    """Makes secrets nobody can guess."""

    def __call__(self) -> str:
        """A new secret of at least 256 bits, safe in URLs and cookies."""
        ...

    def hash(self, secret: str) -> bytes:
        """What is stored of it: 32 bytes. Any string is allowed; a plain digest does, as the secret is random."""
        ...
