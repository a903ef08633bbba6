"""Sessions and one-time tokens: rows that hold only the hash of what the person has."""

from datetime import datetime
from enum import Enum

from attrs import frozen


@frozen
class Session:
    """Somebody is signed in on one device."""

    id: int
    token_hash: bytes
    account_id: int
    created_at: datetime
    used_at: datetime
    expires_at: datetime
    remember: bool
    user_agent: str


class Purpose(Enum):
    """What a token lets its bearer do."""

    CONFIRM_ADDRESS = "confirm_address"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a word, not a password
    BECOME_OWNER = "become_owner"
    INVITATION = "invitation"
    UNSUBSCRIBE = "unsubscribe"  # from mails about mentions
    UNSUBSCRIBE_DIGEST = "unsubscribe_digest"


@frozen
class Token:
    """A secret that was given to somebody in a link. `account_id` is None where no account exists yet."""

    token_hash: bytes
    purpose: Purpose
    account_id: int | None
    created_at: datetime
    expires_at: datetime
