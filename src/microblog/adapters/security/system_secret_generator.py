"""Secrets from the operating system."""

import hashlib
import secrets

from microblog.ports.secret_generator import SecretGenerator


class SystemSecretGenerator(SecretGenerator):
    """Makes 256-bit secrets, in URL-safe base64."""

    def __call__(self) -> str:
        """A new secret: 43 characters."""
        return secrets.token_urlsafe(32)

    def hash(self, secret: str) -> bytes:
        """Its SHA-256."""
        return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
