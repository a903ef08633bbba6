"""The one way to write a record down as JSON, the same whichever storage it comes from.

Objects have the fields of the class in their order, nothing is left out, and there is no white space. Moments are
ISO 8601 in UTC with milliseconds, which is as precise as every storage keeps them; bytes are hexadecimal; members of an
enumeration are their values; what has names of its own is in the order of these. Numbers have up to 64 bits and a sign,
so readers must not take them for floating point. Texts are such as `is_storable` lets pass.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from microblog.domain.model.text import is_storable

_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode(record: attrs.AttrsInstance) -> bytes:
    """The record in UTF-8, on one line."""
    return _to_json(_coding_of(type(record)).encode(record)).encode()


def decode(kind: type[attrs.AttrsInstance], line: bytes) -> Any:
    """The record that `encode` has made this line of, and of which it makes this line again.

    Raises ValueError for every other line. Its message names fields and quotes nothing, as that may be private.
    """
    try:
        record = _coding_of(kind).decode(json.loads(line))
    except _Unfit:
        raise
    except (ValueError, RecursionError):
        raise ValueError("a line is no JSON") from None
    if encode(record) != line:
        raise ValueError("a line is not as it would be written")
    return record


def shape(kind: type[attrs.AttrsInstance]) -> Any:
    """What records of that kind look like: their fields and the types of these, for JSON."""
    return _coding_of(kind).shape


@attrs.frozen
class _Coding:
    """How values of one type are written and read."""

    shape: Any
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


class _Unfit(ValueError):
    """A value is none of its type."""


def _exactly(type_: type, name: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not type_:  # True is a number, too
            raise _Unfit(f"no {name}")
        return value

    return read


_boolean, _list, _mapping = _exactly(bool, "yes or no"), _exactly(list, "list"), _exactly(dict, "object")
_string, _integer = _exactly(str, "text"), _exactly(int, "number")


def _number(value: Any) -> int:
    number: int = _integer(value)
    if not -(2**63) <= number < 2**63:
        raise _Unfit("a number of more than 64 bits")
    return number


def _text(value: Any) -> str:
    text: str = _string(value)
    if not (text.isprintable() or is_storable(text)):  # whatever is printable is storable, and that is found quickly
        raise _Unfit("a text with characters that no text may have")
    return text


def _read_by(read: Callable[[str], Any], name: str) -> Callable[[Any], Any]:
    def read_text(value: Any) -> Any:
        try:
            return read(_string(value))
        except ValueError:
            raise _Unfit(f"no {name}") from None

    return read_text


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo != UTC:
        raise ValueError("it is not in UTC")
    return moment


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds")


def _as_it_is(value: Any) -> Any:
    return value


def _sorted(value: dict[str, int]) -> dict[str, int]:
    return dict(sorted(value.items()))


def _numbers(value: Any) -> dict[str, int]:
    return {_text(name): _number(each) for name, each in _mapping(value).items()}


_CODINGS: dict[Any, _Coding] = {
    int: _Coding("number", _as_it_is, _number),
    str: _Coding("text", _as_it_is, _text),
    bool: _Coding("yes or no", _as_it_is, _boolean),
    bytes: _Coding("bytes", bytes.hex, _read_by(bytes.fromhex, "bytes")),
    datetime: _Coding("moment", _moment, _read_by(_aware, "moment")),
    date: _Coding("day", date.isoformat, _read_by(date.fromisoformat, "day")),
    dict[str, int]: _Coding("numbers by name", _sorted, _numbers),
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
        return _Coding("word", lambda value: value.value, _read_by(kind, "such word"))
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
        lambda values: tuple(inner.decode(each) for each in _list(values)),
    )


def _object(kind: Any) -> _Coding:
    types = get_type_hints(kind)
    codings = {field.name: _coding_of(types[field.name]) for field in attrs.fields(kind)}
    encoders = [(name, coding.encode) for name, coding in codings.items()]

    def read(value: Any) -> Any:
        if _mapping(value).keys() != codings.keys():
            raise _Unfit("other fields")
        values = {}
        for name, coding in codings.items():
            try:
                values[name] = coding.decode(value[name])
            except _Unfit as error:
                raise _Unfit(f"{name}: {error}") from None
        return kind(**values)

    return _Coding(
        {name: coding.shape for name, coding in codings.items()},
        lambda value: {name: write(getattr(value, name)) for name, write in encoders},
        read,
    )
