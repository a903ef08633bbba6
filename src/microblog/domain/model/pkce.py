"""Proof that whoever redeems a code is who asked for it: PKCE by the method S256 (RFC 7636)."""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


def is_challenge(value: str) -> bool:
    """Whether it can be a SHA-256 in base64url (section 4.2)."""
    return _CHALLENGE.fullmatch(value) is not None


def proves(verifier: str, challenge: str) -> bool:
    """Whether the challenge was made from the verifier (section 4.6).

    Where there was no challenge there must be no verifier: else somebody has taken the challenge out of the request on
    its way (RFC 9700 section 4.8.2).
    """
    if not challenge:
        return not verifier
    if not _VERIFIER.fullmatch(verifier):
        return False
    digest = urlsafe_b64encode(hashlib.sha256(verifier.encode("ascii")).digest()).rstrip(b"=")
    return hmac.compare_digest(digest, challenge.encode("ascii"))
