"""What an app asks for."""

from microblog.domain.model.app import App
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.scopes import parse_scopes, within


def requested_scopes(app: App, value: str) -> tuple[str, ...]:
    """The scopes in a text, by default DEFAULT_SCOPES.

    Raises ValidationError for `scope` with the code `unknown_scope`, or `not_registered` for more than what the app
    said that it would ever ask for.
    """
    wanted = parse_scopes(value, field="scope")
    if not within(app.scopes, wanted):
        raise ValidationError("scope", "not_registered")
    return wanted
