"""Mute somebody."""

from datetime import timedelta

from attrs import frozen

from microblog.domain.model.account import Account
from microblog.domain.model.errors import NotPermitted, ValidationError
from microblog.domain.model.relationships import Mute
from microblog.domain.use_cases.accounts.active_account import Target, active_account, locked_account
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory

LONGEST = timedelta(days=3660)


@frozen
class MuteAccount:
    """Keep an account out of one's timelines, and with `notifications` out of one's notifications. Nobody is told."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(
        self, *, muter_id: int, target: Target, notifications: bool = True, duration: timedelta | None = None
    ) -> Account:
        """The account. Without a duration it is for good. A mute that is there already is replaced.

        Raises NotFound or Gone, NotPermitted("own_account"), and ValidationError for a duration that is not between a
        second and ten years.
        """
        if duration is not None and not timedelta(seconds=1) <= duration <= LONGEST:
            limits = {"lowest": 1, "highest": int(LONGEST.total_seconds())}
            raise ValidationError("duration", "out_of_range", limits)
        now = self.clock()
        with self.unit_of_work() as uow:
            account = locked_account(uow, target, muter_id)
            active_account(uow, muter_id)
            if account.id == muter_id:
                raise NotPermitted("own_account")
            uow.mutes.remove(muter_id, account.id)
            expires_at = None if duration is None else now + duration
            uow.mutes.add(Mute(self.new_id(), muter_id, account.id, notifications, now, expires_at))
            uow.commit()
        return account


@frozen
class UnmuteAccount:
    """Take a mute back."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, muter_id: int, target: Target) -> Account:
        """The account. Raises NotFound or Gone."""
        with self.unit_of_work() as uow:
            account = active_account(uow, target)
            uow.mutes.remove(muter_id, account.id)
            uow.commit()
        return account
