"""What the API's clients send, however they send it: query, form, multipart form or JSON, as one mapping.

Names with brackets mean what Rails makes of them, since clients are written against Mastodon:
https://docs.joinmastodon.org/client/intro/#parameters
"""

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.fields import Fields
from microblog.adapters.web.request import Request

MAX_PARAMETERS = 1000
"""Values in all, those within lists and mappings included."""
MAX_DEPTH = 6
"""Lists and mappings within each other; `poll[options][]` is 2 deep."""

_NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])+)")
_INDEX = re.compile("[0-9]{1,4}")

Branch = TypeVar("Branch", dict[str, Any], list[Any])


def parameters(request: Request) -> dict[str, Any]:
    """The query's parameters and the body's, which win. Files are in `request.files`.

    A form's values are text, JSON's are what they are. `a[]=1&a[]=2` and `a=1&a=2` are both the list `["1", "2"]`,
    `a[b]=1` is `{"b": "1"}`, `a[][b]=1&a[][b]=2` a list of two mappings. Mappings from indices, as `a[0][b]=1` and
    what some clients write in JSON, are lists in the order of the indices.

    Raises `BadRequest` for JSON that is no object, for names that contradict each other, and for what is too much.
    """
    merged = _from_fields(request.query) | _from_body(request)
    _check_size(merged)
    return {name: _with_lists(value) for name, value in merged.items()}


def _from_body(request: Request) -> dict[str, Any]:
    if request.content_type != "application/json":
        return _from_fields(request.form)
    value = request.json() if request.body else {}
    if not isinstance(value, dict):
        raise BadRequest("bad_json")
    return value


def _from_fields(fields: Fields) -> dict[str, Any]:
    if len(fields.pairs) > MAX_PARAMETERS:
        raise BadRequest("too_many_parameters")
    tree: dict[str, Any] = {}
    for name, value in fields.pairs:
        bracketed = _NAME.fullmatch(name)
        steps = [bracketed[1], *bracketed[2][1:-1].split("][")] if bracketed else [name]
        if len(steps) > MAX_DEPTH:
            raise BadRequest("bad_parameters")
        _put(tree, steps, value)
    return tree


def _put(node: dict[str, Any], steps: Sequence[str], value: str) -> None:
    """Put a value where the steps lead; an empty step is the end of a list."""
    name, rest = steps[0], steps[1:]
    if not rest:
        _put_last(node, name, value)
    elif rest[0]:
        _put(_branch(node, name, {}), rest, value)
    elif len(rest) == 1:
        _branch(node, name, []).append(value)
    else:
        _put(_element(_branch(node, name, []), rest[1:]), rest[1:], value)


def _put_last(node: dict[str, Any], name: str, value: str) -> None:
    match node.get(name):
        case None:
            node[name] = value
        case str() as first:
            node[name] = [first, value]
        case list() as values:
            values.append(value)
        case _:
            raise BadRequest("bad_parameters")


def _branch(node: dict[str, Any], name: str, empty: Branch) -> Branch:
    branch = node.setdefault(name, empty)
    if not isinstance(branch, type(empty)):
        raise BadRequest("bad_parameters")
    return branch


def _element(items: list[Any], steps: Sequence[str]) -> dict[str, Any]:
    """The mapping in a list that the value belongs to: a new one where the last has such a value already."""
    if not steps[0]:
        raise BadRequest("bad_parameters")
    last = items[-1] if items else None
    if isinstance(last, dict) and (steps[-1] == "" or not _has(last, steps)):
        return last
    items.append({})
    return _element(items, steps)


def _has(node: Any, steps: Sequence[str]) -> bool:
    for step in steps:
        if not isinstance(node, dict) or step not in node:
            return False
        node = node[step]
    return True


def _check_size(value: Any) -> None:
    left, number = [(value, 0)], 0
    while left:
        branch, depth = left.pop()
        number += len(branch)
        if number > MAX_PARAMETERS:
            raise BadRequest("too_many_parameters")
        if depth > MAX_DEPTH:
            raise BadRequest("bad_parameters")
        within = branch.values() if isinstance(branch, dict) else branch
        left += [(item, depth + 1) for item in within if isinstance(item, dict | list)]


def _with_lists(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_lists(item) for item in value]
    if not isinstance(value, dict):
        return value
    items = {name: _with_lists(item) for name, item in value.items()}
    if items and all(_INDEX.fullmatch(name) for name in items):
        return [items[name] for name in sorted(items, key=int)]
    return items
