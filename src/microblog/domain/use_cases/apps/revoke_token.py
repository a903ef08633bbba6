"""Give a token back."""

from attrs import frozen

from microblog.domain.model.app import App
from microblog.domain.model.errors import NotPermitted
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class RevokeToken:
    """End what a token of either kind stands for (RFC 7009): the grant with all its tokens."""

    unit_of_work: UnitOfWorkFactory
    secrets: SecretGenerator

    def __call__(self, *, app: App, token: str) -> None:
        """Nothing happens if there is no such token (section 2.2). Raises NotPermitted for another app's."""
        with self.unit_of_work() as uow:
            found = uow.app_tokens.get(self.secrets.hash(token))
            grant = uow.grants.get(found.grant_id) if found is not None else None
            if grant is None:
                return
            if grant.app_id != app.id:
                raise NotPermitted
            if grant.account_id is not None:
                uow.accounts.lock(grant.account_id)  # so that no refresh comes in between
            uow.grants.remove(grant.id)
            uow.commit()
