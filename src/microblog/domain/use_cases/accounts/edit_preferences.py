"""Edit how the server treats oneself."""

from attrs import evolve, frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.language import check_language
from microblog.domain.model.session import Purpose
from microblog.ports.clock import Clock
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class EditPreferences:
    """Change the language of the site and which mails one gets."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, language: str | None, mail_on_mention: bool) -> None:
        """Language None: as the browser asks. Raises NotFound, and ValidationError for what can be no language."""
        language = check_language(language)
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            user = uow.users.get(account_id)
            if user is None:
                raise NotFound
            uow.users.save(evolve(user, language=language, mail_on_mention=mail_on_mention))
            uow.commit()


@frozen
class CheckUnsubscribeLink:
    """See whether the link from a mail still works."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator

    def __call__(self, *, secret: str) -> None:
        """Raises NotFound if it does not."""
        with self.unit_of_work() as uow:
            if uow.tokens.get(self.secrets.hash(secret), Purpose.UNSUBSCRIBE, self.clock()) is None:
                raise NotFound


@frozen
class Unsubscribe:
    """Want no more mails about mentions, with the secret from one of them and without logging in."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator

    def __call__(self, *, secret: str) -> None:
        """May be called again with the same secret: mail programs do. Raises NotFound for a dead link."""
        with self.unit_of_work() as uow:
            token = uow.tokens.get(self.secrets.hash(secret), Purpose.UNSUBSCRIBE, self.clock())
            if token is None or token.account_id is None:
                raise NotFound
            uow.accounts.lock(token.account_id)
            user = uow.users.get(token.account_id)
            if user is None:
                raise NotFound
            uow.users.save(evolve(user, mail_on_mention=False))
            uow.commit()
