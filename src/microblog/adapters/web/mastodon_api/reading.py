"""Parameters in the shapes that the routes declare."""

from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from msgspec import Struct, convert
from msgspec import ValidationError as ShapeError
from msgspec.structs import FieldInfo, fields

from microblog.adapters.web.parameters import parameters
from microblog.adapters.web.request import Request
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.page import Cursor

Shape = TypeVar("Shape", bound=Struct)

_TRUE, _FALSE = ("1", "t", "true", "on", "yes"), ("0", "f", "false", "off", "no")


class Paging(Struct, frozen=True):
    """Which part of a list is wanted: https://docs.joinmastodon.org/api/guidelines/#pagination."""

    max_id: int | None = None
    since_id: int | None = None
    min_id: int | None = None
    limit: int | None = None

    def cursor(self, usual: int = 20) -> Cursor:
        """The cursor; without a limit there are `usual` items. Raises ValidationError for what is no id."""
        limit = usual if self.limit is None else self.limit
        return Cursor(self.max_id, self.since_id, self.min_id, limit)


def read(request: Request, shape: type[Shape]) -> Shape:
    """The parameters in query and body that the shape knows; others are ignored, as Mastodon does.

    Text becomes numbers and truth values where these are wanted, and nothing (null, or an empty text where text is of
    no use) counts as not sent. Raises ValidationError for the first that does not fit, BadRequest for a broken body.
    """
    try:
        return convert(_fitted(parameters(request), shape), shape, strict=False)
    except ShapeError as error:
        raise _refusal(error) from None


def _fitted(given: dict[str, Any], shape: type[Struct]) -> dict[str, Any]:
    known = _fields(shape)
    values = {name: _fitting(given[name], known[name]) for name in known if name in given and given[name] is not None}
    return {name: value for name, value in values.items() if value is not None}


@cache
def _fields(shape: type[Struct]) -> dict[str, FieldInfo]:
    return {field.encode_name: field for field in fields(shape)}


def _fitting(value: Any, field: FieldInfo) -> Any:
    kinds = _kinds(field.type)
    if isinstance(value, str) and str not in kinds:
        if not value.strip():
            return None
        if bool in kinds:
            word = value.strip().lower()
            return True if word in _TRUE else False if word in _FALSE else value
        if kinds & {list, tuple}:
            return [value]  # a list of one may be sent without brackets
    if isinstance(value, dict):
        shapes = (kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Struct))
        return next((_fitted(value, shape) for shape in shapes), value)
    if isinstance(value, int) and kinds & {list, tuple}:
        return [value]
    if isinstance(value, int) and not isinstance(value, bool):
        if bool in kinds and value in (0, 1):
            return bool(value)
        if str in kinds and int not in kinds:
            return str(value)
    return value


@cache
def _kinds(type_: Any) -> frozenset[Any]:
    if get_origin(type_) in (Union, UnionType):
        return frozenset().union(*(_kinds(each) for each in get_args(type_) if each is not NoneType))
    if hasattr(type_, "__metadata__"):
        return _kinds(get_args(type_)[0])
    return frozenset((get_origin(type_) or type_,))


def _refusal(error: ShapeError) -> ValidationError:
    # "Expected `int`, got `str` - at `$.limit`", and where something lacks "… missing required field `status`".
    words, _, place = str(error).partition(" - at `$")
    if "missing required field" in words:
        return ValidationError(words.rpartition("field `")[2].rstrip("`"), "required")
    return ValidationError(place.strip(".`") or "parameters", "bad_value")
