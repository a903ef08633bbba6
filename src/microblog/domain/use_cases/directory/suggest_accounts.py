"""Suggest whom one could follow."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.account import Account
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.relationships import MAX_DISMISSED, DismissedSuggestion
from microblog.domain.model.views import AccountView
from microblog.domain.use_cases.accounts.active_account import Target, active_account, locked_account
from microblog.domain.use_cases.directory.read_directory import MOST_PEOPLE
from microblog.ports.directory_query import DirectoryQuery
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ReadSuggestions:
    """Read whom those follow whom one follows."""

    directory: DirectoryQuery

    def __call__(self, *, account_id: int, limit: int = 40) -> Sequence[AccountView]:
        """80 of them at most, whom most follow first."""
        return self.directory.suggested(account_id, max(1, min(limit, MOST_PEOPLE)))


@frozen
class DismissSuggestion:
    """Have somebody not suggested again. Doing it twice changes nothing."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, target: Target) -> Account:
        """The account. Raises NotFound or Gone, and ValidationError("account", "too_many") beyond 5000."""
        with self.unit_of_work() as uow:
            account = locked_account(uow, target, account_id)
            active_account(uow, account_id)
            uow.suggestions.dismiss(DismissedSuggestion(account_id, account.id))
            if uow.suggestions.count(account_id) > MAX_DISMISSED:
                raise ValidationError("account", "too_many", {"limit": MAX_DISMISSED})
            uow.commit()
        return account
