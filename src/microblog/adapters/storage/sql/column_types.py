"""How values of the core are stored."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import Enum
from typing import Any, TypeVar

import orjson
from attrs import NOTHING, astuple, fields
from sqlalchemy import BigInteger, Dialect, String
from sqlalchemy.types import TypeDecorator

from microblog.adapters.storage.sql.dialect import LONG_TEXT
from microblog.domain.model.filter import FilterContext, FilteredPost, FilterKeyword
from microblog.domain.model.media import AttachedMedia
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.poll import Poll, WantedPoll
from microblog.domain.model.post import MentionedAccount

_OF_PICTURES = sum(field.default is NOTHING for field in fields(AttachedMedia))

Kind = TypeVar("Kind", bound=Enum)


def to_milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970."""
    return round(moment.timestamp() * 1000)


def from_milliseconds(value: int) -> datetime:
    """An aware moment in UTC."""
    return datetime.fromtimestamp(value / 1000, UTC)


def to_json(values: Sequence[Sequence[object]] | Sequence[str] | Sequence[int]) -> str:
    """Rows, texts or numbers as compact JSON."""
    return orjson.dumps(values).decode()


def mentions_to_json(mentions: Sequence[MentionedAccount]) -> str:
    """The copy of a post's mentions that is kept with the post."""
    return to_json([(each.account_id, each.username, each.domain, each.url) for each in mentions])


def mentions_from_json(text: str) -> tuple[MentionedAccount, ...]:
    """Mentions as they were given."""
    return () if text == "[]" else tuple(MentionedAccount(*row) for row in orjson.loads(text))


def texts_from_json(text: str) -> tuple[str, ...]:
    """Texts, such as hashtags, as they were given."""
    return () if text == "[]" else tuple(orjson.loads(text))


def media_to_json(media: Sequence[AttachedMedia]) -> str | None:
    """The copy of a post's pictures that is kept with the post; None where there are none.

    What only recordings have is left out of pictures, so that earlier versions can read them during an upgrade.
    """
    return to_json([astuple(each)[: _OF_PICTURES if each.is_picture else None] for each in media]) if media else None


def media_from_json(text: str | None) -> tuple[AttachedMedia, ...]:
    """Pictures as they were given."""
    return () if text is None else tuple(AttachedMedia(*row) for row in orjson.loads(text))


def poll_to_json(poll: Poll) -> str:
    """The poll of a post."""
    return orjson.dumps((poll.options, poll.multiple, poll.hide_totals, to_milliseconds(poll.ends_at))).decode()


def poll_from_json(text: str) -> Poll:
    """The poll as it was given."""
    options, multiple, hide_totals, ends_at = orjson.loads(text)
    return Poll(tuple(options), multiple, hide_totals, from_milliseconds(ends_at))


def numbers_from_json(text: str) -> tuple[int, ...]:
    """Numbers as they were given."""
    return tuple(orjson.loads(text))


def contexts_from_json(text: str) -> tuple[FilterContext, ...]:
    """Where a filter is at work."""
    return tuple(FilterContext(word) for word in orjson.loads(text))


def keywords_from_json(text: str) -> tuple[FilterKeyword, ...]:
    """What a filter looks for."""
    return () if text == "[]" else tuple(FilterKeyword(*row) for row in orjson.loads(text))


def filtered_posts_from_json(text: str) -> tuple[FilteredPost, ...]:
    """Which posts a filter finds."""
    return () if text == "[]" else tuple(FilteredPost(*row) for row in orjson.loads(text))


class Timestamp(TypeDecorator[datetime]):
    """A moment as a number of milliseconds: the same in every database, quick to read and to compare."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else to_milliseconds(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else from_milliseconds(value)


class Digest(TypeDecorator[bytes]):
    """A hash of 32 bytes in hexadecimal, as not every database has keys of bytes."""

    impl = String(64)
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.hex()

    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        return None if value is None else bytes.fromhex(value)


class Texts(TypeDecorator[tuple[str, ...]]):
    """Texts in their order, as JSON; NULL where nobody has said any."""

    impl = LONG_TEXT
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else to_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002
        return () if value is None else texts_from_json(value)


class Numbers(TypeDecorator[tuple[int, ...]]):
    """Numbers in their order, as JSON."""

    impl = LONG_TEXT
    cache_ok = True

    def process_bind_param(self, value: Sequence[int] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else to_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[int, ...] | None:  # noqa: ARG002
        return None if value is None else numbers_from_json(value)


class Contexts(TypeDecorator[tuple[FilterContext, ...]]):
    """Where a filter is at work, as JSON."""

    impl = LONG_TEXT
    cache_ok = True

    def process_bind_param(self, value: Sequence[FilterContext] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else to_json([each.value for each in value])

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[FilterContext, ...] | None:  # noqa: ARG002
        return None if value is None else contexts_from_json(value)


class Kinds(TypeDecorator[tuple[NotificationKind, ...]]):
    """Of what kinds notifications are, as JSON."""

    impl = LONG_TEXT
    cache_ok = True

    def process_bind_param(self, value: Sequence[NotificationKind] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else to_json([each.value for each in value])

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[NotificationKind, ...] | None:  # noqa: ARG002
        return None if value is None else tuple(NotificationKind(word) for word in orjson.loads(value))


class Keywords(TypeDecorator[tuple[FilterKeyword, ...]]):
    """What a filter looks for, as JSON."""

    impl = LONG_TEXT
    cache_ok = True

    def process_bind_param(self, value: Sequence[FilterKeyword] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else to_json([astuple(each) for each in value])

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[FilterKeyword, ...] | None:  # noqa: ARG002
        return None if value is None else keywords_from_json(value)


class FilteredPosts(TypeDecorator[tuple[FilteredPost, ...]]):
    """Which posts a filter finds, as JSON."""

    impl = LONG_TEXT
    cache_ok = True

    def process_bind_param(self, value: Sequence[FilteredPost] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else to_json([astuple(each) for each in value])

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[FilteredPost, ...] | None:  # noqa: ARG002
        return None if value is None else filtered_posts_from_json(value)


class Pictures(TypeDecorator[tuple[AttachedMedia, ...]]):
    """What a post shows, as JSON; NULL where that is nothing."""

    impl = LONG_TEXT
    cache_ok = True

    def process_bind_param(self, value: Sequence[AttachedMedia] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return media_to_json(value or ())

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[AttachedMedia, ...]:  # noqa: ARG002
        return media_from_json(value)


class Question(TypeDecorator[Poll]):
    """The poll of a post, as JSON."""

    impl = LONG_TEXT
    cache_ok = True

    def process_bind_param(self, value: Poll | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else poll_to_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Poll | None:  # noqa: ARG002
        return None if value is None else poll_from_json(value)


class WantedQuestion(TypeDecorator[WantedPoll]):
    """The poll that a post shall have, as JSON."""

    impl = LONG_TEXT
    cache_ok = True

    def process_bind_param(self, value: WantedPoll | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else to_json(astuple(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> WantedPoll | None:  # noqa: ARG002
        if value is None:
            return None
        options, *rest = orjson.loads(value)
        return WantedPoll(tuple(options), *rest)


class Word(TypeDecorator[Kind]):
    """A member of an enumeration by its value."""

    impl = String(20)
    cache_ok = True

    def __init__(self, kind: type[Kind]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Kind | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.value

    def process_result_value(self, value: Any, dialect: Dialect) -> Kind | None:  # noqa: ARG002
        return None if value is None else self.kind(value)
