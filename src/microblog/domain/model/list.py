"""Lists: some of those whom one follows, to read them by themselves."""

from datetime import datetime
from enum import Enum

from attrs import frozen

MAX_LISTS = 50  # of one account
MAX_MEMBERS = 500  # of one list
MAX_TITLE_LENGTH = 255  # code points


class RepliesPolicy(Enum):
    """Which replies of its members to others a list shows."""

    FOLLOWED = "followed"  # those to people whom the owner follows, as on the home timeline
    MEMBERS = "list"  # those to other members
    NONE = "none"


@frozen
class List:
    """An account reads some of those whom it follows by themselves; nobody else learns of it.

    While a list is exclusive, its members are not on the owner's home timeline.
    """

    id: int
    account_id: int
    title: str
    replies_policy: RepliesPolicy
    exclusive: bool
    created_at: datetime


@frozen
class ListMember:
    """Somebody is on a list. Its owner, who follows them, is named so that the pair of both can be found."""

    list_id: int
    owner_id: int
    account_id: int
