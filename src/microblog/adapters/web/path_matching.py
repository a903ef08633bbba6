"""How the frameworks' router (werkzeug, in both of them) reads our paths."""

from werkzeug.routing import BaseConverter, Map, ValidationError

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


def prepare(paths: Map) -> None:
    """Make every path answer as it is, without redirects: a trailing slash is ignored, doubled ones do not match."""
    paths.converters["int"] = IdConverter
    paths.strict_slashes = False
    paths.merge_slashes = False
    paths.redirect_defaults = False
