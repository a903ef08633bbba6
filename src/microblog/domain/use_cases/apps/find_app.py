"""Find an app, and see whether somebody is one."""

import hmac

from attrs import frozen

from microblog.domain.model.app import App
from microblog.domain.model.errors import NotFound
from microblog.domain.model.text import is_storable
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory

_LONGEST_CLIENT_ID = 200


def app_called(uow: UnitOfWork, client_id: str) -> App | None:
    """The app that calls itself so; None for what nobody can be called, too."""
    if len(client_id) > _LONGEST_CLIENT_ID or not is_storable(client_id):
        return None
    return uow.apps.by_client_id(client_id)


@frozen
class FindApp:
    """Find an app by what it calls itself."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, client_id: str) -> App | None:
        """The app, if there is such a one."""
        with self.unit_of_work() as uow:
            return app_called(uow, client_id)


@frozen
class ReadApp:
    """See what an app has told about itself."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, app_id: int) -> App:
        """The app. Raises NotFound."""
        with self.unit_of_work() as uow:
            app = uow.apps.get(app_id)
        if app is None:
            raise NotFound
        return app


@frozen
class AuthenticateApp:
    """Recognise an app by its secret."""

    unit_of_work: UnitOfWorkFactory
    secrets: SecretGenerator

    def __call__(self, *, client_id: str, secret: str) -> App | None:
        """The app; None if there is none that is called so and has that secret."""
        with self.unit_of_work() as uow:
            app = app_called(uow, client_id)
        if app is None or not hmac.compare_digest(app.secret_hash, self.secrets.hash(secret)):
            return None
        return app
