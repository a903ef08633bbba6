"""Recommend somebody."""

from attrs import frozen

from microblog.domain.model.account import Account
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.relationships import MAX_ENDORSEMENTS, Endorsement
from microblog.domain.use_cases.accounts.active_account import Target, active_account, locked_account
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class EndorseAccount:
    """Recommend an account that one follows on one's profile. Doing it twice changes nothing."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, account_id: int, target: Target) -> Account:
        """The account. Raises NotFound or Gone, and ValidationError for `account`.

        Its codes are `not_followed`, and `too_many` where one recommends 100 already.
        """
        with self.unit_of_work() as uow:
            account = locked_account(uow, target, account_id)
            active_account(uow, account_id)
            follow = uow.follows.get(account_id, account.id)
            if follow is None or not follow.accepted:
                raise ValidationError("account", "not_followed")
            uow.endorsements.add(Endorsement(self.new_id(), account_id, account.id, self.clock()))
            if uow.endorsements.count(account_id) > MAX_ENDORSEMENTS:
                raise ValidationError("account", "too_many", {"limit": MAX_ENDORSEMENTS})
            uow.commit()
        return account


@frozen
class UnendorseAccount:
    """Recommend an account no longer."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, target: Target) -> Account:
        """The account. Raises NotFound or Gone."""
        with self.unit_of_work() as uow:
            account = active_account(uow, target)
            uow.endorsements.remove(account_id, account.id)
            uow.commit()
        return account
