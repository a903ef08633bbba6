"""Push: telling an app at once what its person is told (RFC 8030), encrypted so that only the app can read it."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NoBase64
from datetime import datetime
from enum import Enum
from urllib.parse import urlsplit

from attrs import frozen

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.notification import NotificationKind

MAX_ENDPOINT = 2048
MAX_SUBSCRIPTIONS = 20  # of one person: what they are told is sent as often
_SECRET_BYTES = 16  # RFC 8291 section 3.2
# The curve P-256 (SEC 2 section 2.4.2): y² = x³ - 3x + b modulo p.
_P = 2**256 - 2**224 + 2**192 + 2**96 - 1
_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B


class PushPolicy(Enum):
    """Whose doings are pushed."""

    ALL = "all"
    FOLLOWED = "followed"
    """Of those whom the person follows."""
    FOLLOWER = "follower"
    """Of those who follow the person."""
    NONE = "none"


@frozen
class PushSubscription:
    """Where and what an app wants to be told. A grant has one at most; another one takes its place under a new id.

    `endpoint` is at the app's push service. `public_key` and `auth_secret` are the app's, as text in base64url without
    padding (RFC 4648 section 5): an uncompressed point on P-256 and 16 bytes. `standard`: pushes are encrypted and
    signed as RFC 8291 and RFC 8292 have it, and not as the drafts before them did, which most apps still expect.
    """

    id: int
    grant_id: int
    account_id: int
    endpoint: str
    public_key: str
    auth_secret: str
    standard: bool
    kinds: tuple[NotificationKind, ...]
    policy: PushPolicy
    created_at: datetime


@frozen
class PushKey:
    """The key pair by which push services know this server (VAPID, RFC 8292), in base64url without padding.

    There is one for each server, for good: apps give its public half to their push service when they subscribe.
    """

    public_key: str  # an uncompressed point on P-256
    private_key: str  # 32 bytes
    created_at: datetime


def push_endpoint(text: str) -> str:
    """An address that can be pushed to. Raises ValidationError("endpoint", …) where it is none."""
    if len(text) > MAX_ENDPOINT:
        raise ValidationError("endpoint", "too_long", {"limit": MAX_ENDPOINT})
    try:
        parts = urlsplit(text)
        is_address = parts.scheme == "https" and bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or not re.fullmatch(r"[!-~]+", text):
        raise ValidationError("endpoint", "bad_endpoint")
    return text


def push_public_key(text: str) -> str:
    """The app's public key in its one form. Raises ValidationError("p256dh", …) for what is no point on P-256."""
    point = _decoded(text)
    x, y = int.from_bytes(point[1:33]), int.from_bytes(point[33:])
    if len(point) != 65 or point[0] != 4 or max(x, y) >= _P or (y * y - x**3 + 3 * x - _B) % _P:
        raise ValidationError("p256dh", "bad_push_key")
    return base64url(point)


def push_secret(text: str) -> str:
    """The app's secret in its one form. Raises ValidationError("auth", …) unless it has 16 bytes."""
    secret = _decoded(text)
    if len(secret) != _SECRET_BYTES:
        raise ValidationError("auth", "bad_push_secret")
    return base64url(secret)


def base64url(content: bytes) -> str:
    """Without padding, as it stands in headers."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """The bytes of what `base64url` has made. Raises ValueError for what it cannot have made."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _decoded(text: str) -> bytes:
    # Apps send either alphabet, with padding or without. Nothing that is wanted here is longer than this.
    text = text.strip().rstrip("=").translate(str.maketrans("+/", "-_"))
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", text):
        return b""
    try:
        return from_base64url(text)
    except NoBase64:
        return b""
