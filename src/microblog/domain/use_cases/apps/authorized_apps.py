"""See which apps one lets act for oneself, and end it."""

from collections.abc import Sequence
from datetime import datetime

from attrs import evolve, frozen

from microblog.domain.model.app import App
from microblog.domain.model.errors import NotFound
from microblog.domain.model.page import MAX_ID
from microblog.domain.model.scopes import SCOPES
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class AuthorizedApp:
    """An app with all that a person allows it, on however many devices."""

    app: App
    scopes: tuple[str, ...]
    since: datetime
    used_at: datetime
    gets_push: bool
    """Whether it is told at once what the person is told, on one of them at least."""


@frozen
class ListAuthorizedApps:
    """See which apps one lets act for oneself."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int) -> Sequence[AuthorizedApp]:
        """Each app once, the latest used first."""
        listed: dict[int, AuthorizedApp] = {}
        with self.unit_of_work() as uow:
            pushed = {one.grant_id for one in uow.push_subscriptions.of_account(account_id)}
            for grant, app in uow.grants.of_account(account_id):
                known, gets_push = listed.get(app.id), grant.id in pushed
                if known is None:
                    listed[app.id] = AuthorizedApp(app, grant.scopes, grant.created_at, grant.used_at, gets_push)
                else:
                    listed[app.id] = evolve(
                        known,
                        scopes=tuple(scope for scope in SCOPES if scope in known.scopes or scope in grant.scopes),
                        since=min(known.since, grant.created_at),
                        gets_push=known.gets_push or gets_push,
                    )
        return list(listed.values())


@frozen
class RevokeApp:
    """Let an app not act for oneself any more, on no device."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, app_id: int) -> None:
        """Raises NotFound if it does not."""
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            if not 0 <= app_id <= MAX_ID or not uow.grants.remove_of_app(account_id, app_id):
                raise NotFound
            uow.commit()
