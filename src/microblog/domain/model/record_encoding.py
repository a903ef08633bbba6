"""The one way to write a record down as JSON, the same whichever storage it comes from.

Objects have the fields of the class in their order, nothing is left out, and there is no white space. Moments are
ISO 8601 in UTC with milliseconds, which is as precise as every storage keeps them; bytes are hexadecimal; members of an
enumeration are their values; what has names of its own is in the order of these. Numbers have up to 64 bits, so readers
must not take them for floating point.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode(record: attrs.AttrsInstance) -> bytes:
    """The record in UTF-8, on one line."""
    return _to_json(_coding_of(type(record)).encode(record)).encode()


def decode(kind: type[attrs.AttrsInstance], line: bytes) -> Any:
    """The record that was encoded. Raises ValueError, KeyError or TypeError where it cannot be one of that kind."""
    return _coding_of(kind).decode(json.loads(line))


def shape(kind: type[attrs.AttrsInstance]) -> Any:
    """What records of that kind look like: their fields and the types of these, for JSON."""
    return _coding_of(kind).shape


@attrs.frozen
class _Coding:
    """How values of one type are written and read."""

    shape: Any
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def _as_it_is(value: Any) -> Any:
    return value


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds")


def _sorted(value: dict[str, int]) -> dict[str, int]:
    return dict(sorted(value.items()))


_CODINGS: dict[Any, _Coding] = {
    int: _Coding("number", _as_it_is, _as_it_is),
    str: _Coding("text", _as_it_is, _as_it_is),
    bool: _Coding("yes or no", _as_it_is, _as_it_is),
    bytes: _Coding("bytes", bytes.hex, bytes.fromhex),
    datetime: _Coding("moment", _moment, datetime.fromisoformat),
    date: _Coding("day", date.isoformat, date.fromisoformat),
    dict[str, int]: _Coding("numbers by name", _sorted, _as_it_is),
}


@cache
def _coding_of(kind: Any) -> _Coding:
    if kind in _CODINGS:
        return _CODINGS[kind]
    if get_origin(kind) in (Union, UnionType):
        return _optional(*(_coding_of(each) for each in get_args(kind) if each is not NoneType))
    if get_origin(kind) is tuple:
        return _several(_coding_of(get_args(kind)[0]))
    if issubclass(kind, Enum):
        return _Coding("word", lambda value: value.value, kind)
    if attrs.has(kind):
        return _object(kind)
    raise TypeError(f"nothing says how a {kind} is written down")


def _optional(inner: _Coding) -> _Coding:
    return _Coding(
        {"maybe": inner.shape},
        lambda value: None if value is None else inner.encode(value),
        lambda value: None if value is None else inner.decode(value),
    )


def _several(inner: _Coding) -> _Coding:
    return _Coding(
        [inner.shape],
        lambda values: [inner.encode(each) for each in values],
        lambda values: tuple(inner.decode(each) for each in values),
    )


def _object(kind: Any) -> _Coding:
    types = get_type_hints(kind)
    codings = {field.name: _coding_of(types[field.name]) for field in attrs.fields(kind)}
    encoders = [(name, coding.encode) for name, coding in codings.items()]

    def read(value: dict[str, Any]) -> Any:
        return kind(**{name: coding.decode(value[name]) for name, coding in codings.items()})

    return _Coding(
        {name: coding.shape for name, coding in codings.items()},
        lambda value: {name: write(getattr(value, name)) for name, write in encoders},
        read,
    )
