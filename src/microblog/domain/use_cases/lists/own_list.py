"""Find the list that somebody means."""

from microblog.domain.model.errors import NotFound
from microblog.domain.model.list import List
from microblog.domain.model.page import MAX_ID
from microblog.ports.unit_of_work import UnitOfWork


def own_list(uow: UnitOfWork, account_id: int, list_id: int) -> List:
    """The list. Raises NotFound if there is none or it is somebody else's."""
    found = uow.lists.get(list_id) if 0 <= list_id <= MAX_ID else None
    if found is None or found.account_id != account_id:
        raise NotFound
    return found
