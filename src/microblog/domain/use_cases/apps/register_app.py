"""Register an app."""

import re
from collections.abc import Sequence

from attrs import field, frozen

from microblog.domain.model.app import App
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.redirect_uri import check_redirect_uri
from microblog.domain.model.scopes import parse_scopes
from microblog.domain.model.text import clean_line, is_seen
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory

MAX_NAME = 60
MAX_WEBSITE = 2000
MAX_REDIRECT_URIS = 10

_WEBSITE = re.compile(r"https?://[!-~]+", re.ASCII | re.IGNORECASE)


@frozen
class RegisteredApp:
    """The new app, and its secret, which is shown only now."""

    app: App
    secret: str = field(repr=False)


@frozen
class RegisterApp:
    """Make an app known. Anybody may, and most apps do it anew for each person: it allows them nothing yet."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator
    secrets: SecretGenerator

    def __call__(
        self, *, name: str, redirect_uris: Sequence[str], scopes: str = "", website: str = ""
    ) -> RegisteredApp:
        """The app and its secret.

        Raises ValidationError for `client_name`, `redirect_uris` (`required`, `too_many`, `too_long`,
        `bad_redirect_uri`), `scopes` (`unknown_scope`) and `website` (`too_long`, `bad_website`).
        """
        secret = self.secrets()
        app = App(
            id=self.new_id(),
            client_id=self.secrets(),
            secret_hash=self.secrets.hash(secret),
            name=_name(name),
            website=_website(website),
            redirect_uris=_redirect_uris(redirect_uris),
            scopes=parse_scopes(scopes),
            created_at=self.clock(),
        )
        with self.unit_of_work() as uow:
            uow.apps.add(app)
            uow.commit()
        return RegisteredApp(app, secret)


def _name(value: str) -> str:
    name = clean_line(value, field="client_name", max_length=MAX_NAME, required=True)
    if not is_seen(name):  # people decide by it
        raise ValidationError("client_name", "required")
    return name


def _redirect_uris(values: Sequence[str]) -> tuple[str, ...]:
    if not values:
        raise ValidationError("redirect_uris", "required")
    if len(values) > MAX_REDIRECT_URIS:
        raise ValidationError("redirect_uris", "too_many", {"limit": MAX_REDIRECT_URIS})
    return tuple(dict.fromkeys(check_redirect_uri(value, field="redirect_uris") for value in values))


def _website(value: str) -> str:
    website = clean_line(value, field="website", max_length=MAX_WEBSITE)
    if website and not _WEBSITE.fullmatch(website):
        raise ValidationError("website", "bad_website")
    return website
