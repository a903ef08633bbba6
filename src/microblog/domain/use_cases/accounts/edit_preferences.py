"""Edit how the server treats oneself."""

from datetime import datetime

from attrs import evolve, frozen

from microblog.domain.model.account import User
from microblog.domain.model.digest import Digest, DigestRhythm, period_at
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.language import check_language
from microblog.domain.model.post import Visibility
from microblog.domain.model.session import Purpose, Token
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


@frozen
class EditPreferences:
    """Change the language of the site and which mails one gets."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, account_id: int, language: str | None, mail_on_mention: bool, digest: DigestRhythm) -> None:
        """Language None: as the browser asks. Raises NotFound, and ValidationError for what can be no language.

        The first digest comes with the next period, about what happens from now on.
        """
        language = check_language(language)
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            user = uow.users.get(account_id)
            if user is None:
                raise NotFound
            if digest not in (user.digest, DigestRhythm.OFF):
                self._skip_period(uow, user, digest)
            uow.users.save(evolve(user, language=language, mail_on_mention=mail_on_mention, digest=digest))
            uow.commit()

    def _skip_period(self, uow: UnitOfWork, user: User, rhythm: DigestRhythm) -> None:
        now = self.clock()
        latest = uow.digests.latest(user.account_id) if user.digest is not DigestRhythm.OFF else None
        up_to_id = latest.up_to_id if latest else self.new_id.at(now)  # another rhythm goes on where the last one was
        uow.digests.add(Digest(user.account_id, period_at(rhythm, now), up_to_id, now))


@frozen
class EditPostingDefaults:
    """Change with which visibility and language what one writes begins, and whether its pictures are sensitive."""

    unit_of_work: UnitOfWorkFactory

    def __call__(
        self,
        *,
        account_id: int,
        visibility: Visibility | None = None,
        language: str | None = None,
        sensitive: bool | None = None,
    ) -> None:
        """What is None stays; an empty language is none. Raises NotFound, and ValidationError for what can be no
        language, and for `visibility` MENTIONED: whom a post is for it says itself.
        """
        checked = check_language(language or None)
        if visibility is Visibility.MENTIONED:
            raise ValidationError("visibility", "bad_value")
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            user = uow.users.get(account_id)
            if user is None:
                raise NotFound
            uow.users.save(
                evolve(
                    user,
                    default_visibility=visibility or user.default_visibility,
                    default_language=user.default_language if language is None else checked,
                    default_sensitive=user.default_sensitive if sensitive is None else sensitive,
                )
            )
            uow.commit()


@frozen
class CheckUnsubscribeLink:
    """See whether the link from a mail still works."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator

    def __call__(self, *, secret: str) -> Purpose:
        """What it stops: UNSUBSCRIBE or UNSUBSCRIBE_DIGEST. Raises NotFound if it does not work."""
        with self.unit_of_work() as uow:
            return _token(uow, self.secrets.hash(secret), self.clock()).purpose


@frozen
class Unsubscribe:
    """Want no more mails about mentions, or no more digests, with the secret from one and without logging in."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator

    def __call__(self, *, secret: str) -> Purpose:
        """What was stopped. May be called again with the same secret: mail programs do. Raises NotFound."""
        with self.unit_of_work() as uow:
            token = _token(uow, self.secrets.hash(secret), self.clock())
            if token.account_id is None:
                raise NotFound
            uow.accounts.lock(token.account_id)
            user = uow.users.get(token.account_id)
            if user is None:
                raise NotFound
            if token.purpose is Purpose.UNSUBSCRIBE_DIGEST:
                uow.users.save(evolve(user, digest=DigestRhythm.OFF))
            else:
                uow.users.save(evolve(user, mail_on_mention=False))
            uow.commit()
        return token.purpose


def _token(uow: UnitOfWork, token_hash: bytes, now: datetime) -> Token:
    for purpose in (Purpose.UNSUBSCRIBE, Purpose.UNSUBSCRIBE_DIGEST):
        if (token := uow.tokens.get(token_hash, purpose, now)) is not None:
            return token
    raise NotFound
