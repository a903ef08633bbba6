"""Change a list of people."""

from attrs import evolve, frozen

from microblog.domain.model.list import MAX_TITLE_LENGTH, List, RepliesPolicy
from microblog.domain.model.text import clean_line
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.lists.own_list import own_list
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class EditList:
    """Change what a list is called, which replies it shows, or whether it is exclusive."""

    unit_of_work: UnitOfWorkFactory

    def __call__(
        self,
        *,
        account_id: int,
        list_id: int,
        title: str | None = None,
        replies_policy: RepliesPolicy | None = None,
        exclusive: bool | None = None,
    ) -> List:
        """The list as it is then; None leaves things alone. Raises NotFound, and ValidationError for `title`."""
        if title is not None:
            title = clean_line(title, field="title", max_length=MAX_TITLE_LENGTH, required=True)
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            kept = own_list(uow, account_id, list_id)
            changed = evolve(
                kept,
                title=kept.title if title is None else title,
                replies_policy=kept.replies_policy if replies_policy is None else replies_policy,
                exclusive=kept.exclusive if exclusive is None else exclusive,
            )
            uow.lists.save(changed)
            uow.commit()
        return changed
