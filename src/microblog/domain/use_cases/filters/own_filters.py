"""Find the filter that somebody means."""

from collections.abc import Sequence

from microblog.domain.model.errors import NotFound
from microblog.domain.model.filter import Filter
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.ports.unit_of_work import UnitOfWork


def locked_filters(uow: UnitOfWork, account_id: int) -> Sequence[Filter]:
    """All filters of an account, which nobody else changes until this unit ends. Raises NotFound or Gone."""
    locked_account(uow, account_id)
    return uow.filters.of_account(account_id)


def one_of(filters: Sequence[Filter], filter_id: int) -> Filter:
    """The filter of that id. Raises NotFound."""
    for one in filters:
        if one.id == filter_id:
            return one
    raise NotFound
