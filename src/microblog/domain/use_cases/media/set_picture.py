"""Have a picture of oneself, or another behind it."""

from attrs import evolve, frozen

from microblog.domain.model.account import Account
from microblog.domain.model.media import MediaPurpose
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.media.delete_media import discard
from microblog.domain.use_cases.media.intake import MediaIntake
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


def _with(account: Account, purpose: MediaPurpose, name: str) -> Account:
    return evolve(account, avatar=name) if purpose is MediaPurpose.AVATAR else evolve(account, header=name)


def _discard_others(uow: UnitOfWork, account_id: int, purpose: MediaPurpose, clock: Clock) -> None:
    for media in uow.media.shown_as(account_id, purpose):
        discard(uow, media, clock)


@frozen
class SetPicture:
    """Have this avatar or header from now on. The one before is removed."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    intake: MediaIntake

    def __call__(self, *, account_id: int, purpose: MediaPurpose, content: bytes) -> Account:
        """The account as it is now.

        Raises ValidationError for `file`, NotFound, Gone, TooManyRequests and StorageUnavailable.
        """
        media = self.intake.take(account_id, content, purpose)
        with self.unit_of_work() as uow:
            account = locked_account(uow, account_id)
            _discard_others(uow, account_id, purpose, self.clock)
            account = _with(account, purpose, media.attached.file_name)
            uow.media.save(evolve(media, unused_since=None))
            uow.accounts.save(account)
            uow.commit()
        return account


@frozen
class RemovePicture:
    """Have no avatar or header any longer."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, account_id: int, purpose: MediaPurpose) -> Account:
        """The account as it is now; nothing happens where there is none. Raises NotFound and Gone."""
        with self.unit_of_work() as uow:
            account = _with(locked_account(uow, account_id), purpose, "")
            _discard_others(uow, account_id, purpose, self.clock)
            uow.accounts.save(account)
            uow.commit()
        return account
