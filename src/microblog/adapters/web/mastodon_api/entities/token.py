"""Access tokens."""

from msgspec import UNSET, Struct, UnsetType

from microblog.domain.use_cases.apps.token_issuer import IssuedTokens


class Token(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Token/, and RFC 6749 section 5.1. Times are in seconds."""

    access_token: str
    token_type: str
    scope: str
    created_at: int
    expires_in: int | UnsetType = UNSET
    refresh_token: str | UnsetType = UNSET


def token(issued: IssuedTokens) -> Token:
    """As an app gets it. What does not expire says nothing of that."""
    lasts = issued.expires_at - issued.created_at if issued.expires_at is not None else None
    return Token(
        access_token=issued.access_token,
        token_type="Bearer",  # noqa: S106 - a word, not a password
        scope=" ".join(issued.scopes),
        created_at=int(issued.created_at.timestamp()),
        expires_in=int(lasts.total_seconds()) if lasts is not None else UNSET,
        refresh_token=issued.refresh_token or UNSET,
    )
