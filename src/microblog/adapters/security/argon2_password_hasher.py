"""Passwords hashed with Argon2id (RFC 9106)."""

from argon2 import PasswordHasher as Argon2
from argon2.exceptions import InvalidHashError, VerificationError

from microblog.ports.password_hasher import PasswordHasher


class Argon2PasswordHasher(PasswordHasher):
    """Uses argon2-cffi's defaults unless told otherwise: RFC 9106's second recommendation, 64 MiB."""

    def __init__(self, hasher: Argon2 | None = None) -> None:
        """A weaker hasher makes tests fast."""
        self._hasher = hasher or Argon2()
        self._nobody = self._hasher.hash("the password of nobody")

    def hash(self, password: str) -> str:
        """A salted hash that tells its own parameters."""
        return self._hasher.hash(password)

    def verify(self, password_hash: str, password: str) -> bool:
        """Whether the password is the one that was hashed; text that is no UTF-8 is nobody's password."""
        try:
            return self._hasher.verify(password_hash, password.encode("utf-8", "replace"))
        except (VerificationError, InvalidHashError):
            return False

    def verify_nobody(self, password: str) -> None:
        """Take as long as `verify` does."""
        self.verify(self._nobody, password)

    def is_outdated(self, password_hash: str) -> bool:
        """Whether the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(password_hash)
