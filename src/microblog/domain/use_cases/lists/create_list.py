"""Make a list of people."""

from attrs import frozen

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.list import MAX_LISTS, MAX_TITLE_LENGTH, List, RepliesPolicy
from microblog.domain.model.text import clean_line
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.lists.own_list import own_list
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class CreateList:
    """Make a list that nobody is on yet."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(
        self,
        *,
        account_id: int,
        title: str,
        replies_policy: RepliesPolicy = RepliesPolicy.FOLLOWED,
        exclusive: bool = False,
    ) -> List:
        """The list. Raises ValidationError for `title`, and ("list", "too_many") where there are 50 already."""
        title = clean_line(title, field="title", max_length=MAX_TITLE_LENGTH, required=True)
        new = List(self.new_id(), account_id, title, replies_policy, exclusive, self.clock())
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            if uow.lists.count(account_id) >= MAX_LISTS:
                raise ValidationError("list", "too_many", {"limit": MAX_LISTS})
            uow.lists.add(new)
            uow.commit()
        return new


@frozen
class DeleteList:
    """Remove a list. Those who were on it are followed as before."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, list_id: int) -> None:
        """Raises NotFound if there is no such list."""
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            uow.lists.remove(own_list(uow, account_id, list_id).id)
            uow.commit()
