"""Put people on a list."""

from collections.abc import Collection

from attrs import frozen

from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.list import MAX_MEMBERS, ListMember
from microblog.domain.use_cases.accounts.active_account import Target, account_at
from microblog.domain.use_cases.lists.own_list import own_list
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


@frozen
class AddToList:
    """Put people whom one follows on a list of one's own. Doing it twice changes nothing."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, list_id: int, targets: Collection[Target]) -> None:
        """All of them or none. Raises NotFound if there is no such list, or for somebody whom one does not follow.

        Raises ValidationError("account_ids", "too_many") where there would be more than 500.
        """
        with self.unit_of_work() as uow:
            people = _locked(uow, account_id, list_id, targets)
            for person_id in people:
                follow = uow.follows.get(account_id, person_id)
                if follow is None or not follow.accepted:
                    raise NotFound
                uow.lists.add_member(ListMember(list_id, account_id, person_id))
            if uow.lists.count_members(list_id) > MAX_MEMBERS:
                raise ValidationError("account_ids", "too_many", {"limit": MAX_MEMBERS})
            uow.commit()


@frozen
class RemoveFromList:
    """Take people off a list. They are followed as before."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, list_id: int, targets: Collection[Target]) -> None:
        """Raises NotFound if there is no such list, or no such account. Who is not on it stays off it."""
        with self.unit_of_work() as uow:
            for person_id in _locked(uow, account_id, list_id, targets):
                uow.lists.remove_member(list_id, person_id)
            uow.commit()


def _locked(uow: UnitOfWork, account_id: int, list_id: int, targets: Collection[Target]) -> list[int]:
    """Whom is meant; neither they nor the owner, nor what ties them together, are changed by others meanwhile."""
    if len(targets) > MAX_MEMBERS:
        raise ValidationError("account_ids", "too_many", {"limit": MAX_MEMBERS})
    people = [account_at(uow, target).id for target in targets]
    uow.accounts.lock(account_id, *people)
    own_list(uow, account_id, list_id)
    return people
