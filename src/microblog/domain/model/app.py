"""Programs that people let act for them: what OAuth 2 calls clients, grants and tokens (RFC 6749)."""

from datetime import datetime
from enum import Enum

from attrs import frozen

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
"""The redirection address of an app that has none: the code is shown to the person, who carries it over."""


@frozen
class App:
    """A program that was registered (a client, RFC 6749 section 2)."""

    id: int
    client_id: str
    secret_hash: bytes
    name: str
    website: str  # empty where none was given
    redirect_uris: tuple[str, ...]  # as registered, compared character by character
    scopes: tuple[str, ...]  # the most that it may ask for
    created_at: datetime


@frozen
class Grant:
    """What somebody allows an app until it is revoked. `account_id` is None where the app acts as nobody."""

    id: int
    app_id: int
    account_id: int | None
    scopes: tuple[str, ...]
    created_at: datetime
    used_at: datetime


@frozen
class AuthorizationCode:
    """A person's consent on its way to the app (RFC 6749 section 4.1.2).

    `challenge` is that of PKCE by the method S256 (RFC 7636 section 4.2), empty where the app sent none. `grant_id`
    is what came of the code; a code that has one is spent.
    """

    code_hash: bytes
    app_id: int
    account_id: int
    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str
    created_at: datetime
    expires_at: datetime
    grant_id: int | None = None


class TokenKind(Enum):
    """What a token of an app is good for."""

    ACCESS = "access"
    REFRESH = "refresh"  # only for a new pair of tokens


@frozen
class AppToken:
    """A secret that an app holds. `expires_at` is None where it lives until it is revoked.

    `spent` is a refresh token that was exchanged; it is kept so that a second use can be noticed.
    """

    token_hash: bytes
    kind: TokenKind
    grant_id: int
    created_at: datetime
    expires_at: datetime | None = None
    spent: bool = False
