"""How the frameworks' router (werkzeug, in both of them) reads our paths."""

from collections.abc import Callable
from typing import NoReturn

from werkzeug.routing import BaseConverter, Map, Rule, ValidationError

from microblog.adapters.web.route import MAX_ID


class IdConverter(BaseConverter):
    """``<int:…>``: the one decimal spelling of 0 ≤ n < 2⁶³. werkzeug's own also takes ``007``, ``٣`` and any length."""

    regex = "0|[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        """Raises werkzeug's ``ValidationError``, which makes it a 404."""
        number = int(value)
        if number > MAX_ID:
            raise ValidationError
        return number


class MatchingRule(Rule):
    """A rule that paths are compared with, and never made from.

    werkzeug writes and compiles two functions for each rule that make its path, which takes three quarters of the time
    of binding our some three hundred: 80 ms at every start, and in every test of a page. Our paths are made by
    `RouteTable.url_for`. Should werkzeug no longer call this method, starting takes that long again and nothing else.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: ARG002 - werkzeug's own
        return _makes_no_path


def _makes_no_path(rule: Rule, **_: object) -> NoReturn:
    raise TypeError(f"{rule.rule}: paths are made by RouteTable.url_for")


def prepare(paths: Map) -> None:
    """Make every path answer as it is, without redirects: a trailing slash is ignored, doubled ones do not match."""
    paths.converters["int"] = IdConverter
    paths.strict_slashes = False
    paths.merge_slashes = False
    paths.redirect_defaults = False
