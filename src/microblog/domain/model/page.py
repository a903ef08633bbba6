"""Pages of a list that only grows at its head, addressed by ids and never by offsets."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from attrs import Attribute, field, frozen

from microblog.domain.model.errors import ValidationError

MAX_ID = 2**63 - 1
MAX_LIMIT = 40

Item = TypeVar("Item")


def _check_id(_: object, attribute: "Attribute[int | None]", value: int | None) -> None:
    if value is not None and not 0 <= value <= MAX_ID:
        raise ValidationError(attribute.name, "out_of_range", {"lowest": 0, "highest": MAX_ID})


def _bring_into_range(limit: int) -> int:
    return max(1, min(limit, MAX_LIMIT))


@frozen
class Cursor:
    """Which part of a list is wanted, as the Mastodon API has it.

    `max_id`: older than that. `since_id`: newer than that, the newest first. `min_id`: newer than that, those that
    follow it immediately. Items come newest first in any case. Raises ValidationError for ids outside of 64 bits; a
    limit is brought into 1 to 40.
    """

    max_id: int | None = field(default=None, validator=_check_id)
    since_id: int | None = field(default=None, validator=_check_id)
    min_id: int | None = field(default=None, validator=_check_id)
    limit: int = field(default=20, converter=_bring_into_range)


@frozen
class Page(Generic[Item]):
    """Items, newest first. An empty page leads nowhere.

    `next_max_id` leads to older ones; it is None where there certainly are none (a page with a lower bound cannot
    know). `prev_min_id` leads to what is newer, be it only what is still to come.
    """

    items: tuple[Item, ...]
    next_max_id: int | None = None
    prev_min_id: int | None = None


def merged(cursor: Cursor, pages: Sequence[Page[Item]], id_of: Callable[[Item], int]) -> Page[Item]:
    """One page of several lists that go by the same ids, of each of which this page was asked for."""
    found = sorted((item for page in pages for item in page.items), key=id_of, reverse=True)
    shown = found[: cursor.limit] if cursor.min_id is None else found[-cursor.limit :]
    if not shown:
        return Page(())
    has_older = len(found) > len(shown) or any(page.next_max_id is not None for page in pages)
    return Page(tuple(shown), id_of(shown[-1]) if has_older else None, id_of(shown[0]))
