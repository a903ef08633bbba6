"""Accounts: who writes here, and the person behind a local one."""

import re
from datetime import datetime
from enum import Enum

from attrs import evolve, frozen

from microblog.domain.model.digest import DigestRhythm
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.post import Visibility
from microblog.domain.model.text import is_storable

MAX_USERNAME = 30
MAX_FIELDS = 4

_USERNAME = re.compile(r"[A-Za-z0-9_]{1,30}", re.ASCII)
_EMAIL = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9-]{1,63}")


class Role(Enum):
    """What a person may do on this server; each role includes those before it."""

    USER = "user"
    MODERATOR = "moderator"
    ADMIN = "admin"
    OWNER = "owner"

    def includes(self, other: "Role") -> bool:
        """Whether somebody with this role may do what `other` may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)


class AccountState(Enum):
    """Where an account stands. Only an active one is shown, and only its owner may log in."""

    ACTIVE = "active"
    UNCONFIRMED = "unconfirmed"  # signed up, the mail address is not confirmed yet
    WAITING = "waiting"  # signed up, somebody has to approve it
    SUSPENDED = "suspended"
    DELETED = "deleted"  # kept so that the name is not given away a second time


class Measure(Enum):
    """What moderators do about an account that stays where it is; each is one of its fields."""

    LIMITED = "limited"  # it is offered only to itself and to those who follow it
    DISABLED = "disabled"  # nobody can log in to it, nor do its apps do anything
    SENSITIZED = "sensitized"  # whatever pictures it shows are sensitive


@frozen
class ProfileField:
    """A labelled line of a profile, such as a link to a website."""

    label: str
    value: str
    html: str


@frozen
class Account:
    """An author. `domain` is None for an account of this server."""

    id: int
    username: str
    domain: str | None
    uri: str
    url: str
    display_name: str
    bio: str
    bio_html: str
    fields: tuple[ProfileField, ...]
    locked: bool  # followers must be approved
    state: AccountState
    created_at: datetime
    avatar: str = ""  # names of files in the media store; empty where there is none
    header: str = ""
    limited: bool = False  # as `Measure` says of each
    disabled: bool = False
    sensitized: bool = False

    @property
    def acct(self) -> str:
        """`name` here, `name@domain` elsewhere."""
        return self.username if self.domain is None else f"{self.username}@{self.domain}"

    @property
    def may_act(self) -> bool:
        """Whether its owner may log in, and apps act for it."""
        return self.state is AccountState.ACTIVE and not self.disabled


@frozen
class User:
    """The person behind a local account: what is needed to log in and to write to them."""

    account_id: int
    email: str
    password_hash: str
    role: Role
    language: str | None  # of the site, None: as the browser asks
    mail_on_mention: bool
    reason: str  # what was given at sign-up where approval is needed
    confirmed_at: datetime | None
    last_read_notification_id: int
    created_at: datetime
    digest: DigestRhythm = DigestRhythm.OFF
    default_visibility: Visibility = Visibility.PUBLIC  # with which what they write begins, as with the next two
    default_language: str | None = None
    default_sensitive: bool = False


@frozen
class Member:
    """A local account and the person behind it, of whom nothing is known once they are deleted or turned away."""

    account: Account
    user: User | None

    @property
    def role(self) -> Role:
        """What they may do on this server."""
        return Role.USER if self.user is None else self.user.role


_WITH_A_PERSON = frozenset(AccountState) - {AccountState.DELETED}


@frozen
class MemberSearch:
    """Whom a moderator looks for. What is said is the beginning; of display names letters have to be as they are there.

    Only those of whom the person is known: neither those who were deleted nor those who were turned away.
    """

    states: frozenset[AccountState] = _WITH_A_PERSON
    roles: frozenset[Role] = frozenset(Role)
    measures: frozenset[Measure] = frozenset()  # all of which were taken about them
    username: str = ""
    display_name: str = ""
    email: str = ""


def measured(account: Account, measure: Measure, *, taken: bool) -> Account:
    """The account with that measure taken or lifted."""
    match measure:
        case Measure.LIMITED:
            return evolve(account, limited=taken)
        case Measure.DISABLED:
            return evolve(account, disabled=taken)
        case Measure.SENSITIZED:
            return evolve(account, sensitized=taken)


def is_username(value: str) -> bool:
    """Whether an account of this server can have that name."""
    return _USERNAME.fullmatch(value) is not None


def check_username(value: str) -> str:
    """The name if it may be one: 1 to 30 of A-Z, a-z, 0-9 and underscore.

    Raises ValidationError otherwise.
    """
    if not value:
        raise ValidationError("username", "required")
    if len(value) > MAX_USERNAME:
        raise ValidationError("username", "too_long", {"limit": MAX_USERNAME})
    if not is_username(value):
        raise ValidationError("username", "bad_characters")
    return value


def check_email(value: str) -> str:
    """The address with its domain in lower case. Raises ValidationError if it cannot be one.

    A loose reading of RFC 5321 section 4.1.2: only the letter that arrives proves an address.
    """
    value = value.strip()
    local, _, domain = value.rpartition("@")
    address = f"{local}@{domain.lower()}"
    if not value:
        raise ValidationError("email", "required")
    if len(address) > 254 or not is_storable(address) or not _EMAIL.fullmatch(address):
        raise ValidationError("email", "bad_address")
    return address


def check_password(value: str) -> str:
    """The password if it is 8 to 200 characters long. Raises ValidationError otherwise."""
    if len(value) < 8:
        raise ValidationError("password", "too_short", {"limit": 8})
    if len(value) > 200:
        raise ValidationError("password", "too_long", {"limit": 200})
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise ValidationError("password", "bad_characters")
    return value
