"""What an app may be allowed to do, in the words of Mastodon's OAuth scopes.

https://docs.joinmastodon.org/api/oauth-scopes/
"""

from collections.abc import Collection

from microblog.domain.model.account import Role
from microblog.domain.model.errors import ValidationError

_READ = (
    *("accounts", "blocks", "bookmarks", "favourites", "filters", "follows", "lists", "mutes", "notifications"),
    *("search", "statuses"),
)
_WRITE = (
    *("accounts", "blocks", "bookmarks", "conversations", "favourites", "filters", "follows", "lists", "media"),
    *("mutes", "notifications", "reports", "statuses"),
)
_ADMIN = (
    *("accounts", "reports", "domain_allows", "domain_blocks", "ip_blocks", "email_domain_blocks"),
    "canonical_email_blocks",
)

OFFLINE_ACCESS = "offline_access"
"""Asks for a refresh token beside a short-lived access token (OpenID Connect Core section 11)."""

SCOPES = (
    "profile",
    "read",
    *(f"read:{name}" for name in _READ),
    "write",
    *(f"write:{name}" for name in _WRITE),
    "follow",
    "push",
    "admin:read",
    *(f"admin:read:{name}" for name in _ADMIN),
    "admin:write",
    *(f"admin:write:{name}" for name in _ADMIN),
    OFFLINE_ACCESS,
)
"""All there are, in the order in which they are listed."""

DEFAULT_SCOPES = ("read",)
"""What is meant where an app names none."""

_FOLLOW = frozenset(f"{deed}:{name}" for deed in ("read", "write") for name in ("blocks", "follows", "mutes"))


def parse_scopes(value: str, *, field: str = "scopes") -> tuple[str, ...]:
    """The scopes in a text that has spaces between them (RFC 6749 section 3.3), each once, in the order of SCOPES.

    An empty text stands for DEFAULT_SCOPES. Raises ValidationError for `field` with the code `unknown_scope`.
    """
    wanted = value.split()
    if any(scope not in SCOPES for scope in wanted):
        raise ValidationError(field, "unknown_scope")
    return tuple(scope for scope in SCOPES if scope in wanted) or DEFAULT_SCOPES


def allows(granted: Collection[str], wanted: str) -> bool:
    """Whether one of the granted scopes is the wanted one or includes it, as `read` includes `read:statuses`."""
    if wanted in granted or ("follow" in granted and wanted in _FOLLOW):
        return True
    while ":" in wanted:
        wanted = wanted.rpartition(":")[0]
        if wanted in granted:
            return True
    return False


def grantable(scopes: Collection[str], role: Role) -> tuple[str, ...]:
    """What of these somebody with that role can give: to run the server only those give who run it.

    So that an app does not come by it unasked when somebody is made a moderator later.
    """
    return tuple(scope for scope in scopes if role is not Role.USER or not scope.startswith("admin:"))


def within(granted: Collection[str], wanted: Collection[str]) -> bool:
    """Whether everything that is wanted is allowed by what is granted."""
    return all(allows(granted, scope) for scope in wanted)
