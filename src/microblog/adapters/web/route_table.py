"""All routes together, and the way back from a name to its path."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from attrs import field, frozen

from microblog.adapters.web.route import MAX_ID, Route

_PARAM = re.compile(r"<(?:(?P<converter>int|path):)?(?P<name>[a-z_]+)>")


@frozen
class _Template:
    """A path taken apart: literals and parameters in turn."""

    literals: tuple[str, ...]
    params: tuple[tuple[str, str], ...]
    """(name, converter) between the literals."""

    @classmethod
    def parse(cls, path: str) -> "_Template":
        found = list(_PARAM.finditer(path))
        ends = [0, *(match.end() for match in found)]
        starts = [*(match.start() for match in found), len(path)]
        literals = tuple(path[end:start] for end, start in zip(ends, starts, strict=True))
        return cls(literals, tuple((match["name"], match["converter"] or "text") for match in found))

    def fill(self, values: "dict[str, str | int]") -> str:
        parts = [self.literals[0]]
        for (name, converter), literal in zip(self.params, self.literals[1:], strict=True):
            parts.append(_segment(name, converter, values.pop(name)))
            parts.append(literal)
        return "".join(parts)


def _segment(name: str, converter: str, value: str | int) -> str:
    if converter == "int":
        number = int(value)
        if not 0 <= number <= MAX_ID:
            raise ValueError(f"{name}={number} is no identifier")
        return str(number)
    text = str(value)
    if not text or (converter == "text" and "/" in text):
        raise ValueError(f"{name}={text!r} does not fit in a path")
    return quote(text, safe="/@" if converter == "path" else "@")


def _names_once(_: object, __: object, routes: tuple[Route, ...]) -> None:
    for what, keys in (
        ("name", [route.name for route in routes]),
        ("method and path", [f"{route.method} {_PARAM.sub('<>', route.path)}" for route in routes]),
    ):
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise ValueError(f"more than one route has the {what} {', '.join(sorted(twice))}")


@frozen
class RouteTable:
    """Every route of the server. Raises ``ValueError`` when two share a name, or a method and path."""

    routes: tuple[Route, ...] = field(validator=_names_once)
    _templates: Mapping[str, _Template] = field(init=False, repr=False)

    @_templates.default
    def _parse(self) -> dict[str, _Template]:
        return {route.name: _Template.parse(route.path) for route in self.routes}

    def __iter__(self) -> Iterator[Route]:
        return iter(self.routes)

    def url_for(self, name: str, /, **values: str | int | None) -> str:
        """The path of the route ``name``; values that the path does not take become its query, None is left out.

        Raises ``KeyError`` for an unknown name or a missing value, ``ValueError`` for a value that does not fit.
        """
        given = {key: value for key, value in values.items() if value is not None}
        path = self._templates[name].fill(given)
        return f"{path}?{urlencode(given)}" if given else path
