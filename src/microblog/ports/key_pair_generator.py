"""New key pairs."""

from typing import Protocol


class KeyPairGenerator(Protocol):
    """Makes key pairs on P-256 (SEC 2 section 2.4.2) that nobody can guess."""

    def __call__(self) -> tuple[str, str]:
        """The public half, an uncompressed point, and the private one of 32 bytes, in base64url without padding."""
        ...
