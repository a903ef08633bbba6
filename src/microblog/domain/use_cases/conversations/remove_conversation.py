"""Have done with a conversation."""

from attrs import frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.page import MAX_ID
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class RemoveConversation:
    """Take a conversation off one's list. Its posts stay, and with the next one it comes back."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, conversation_id: int) -> None:
        """Raises NotFound if one has none with that id."""
        with self.unit_of_work() as uow:
            if not (0 <= conversation_id <= MAX_ID and uow.conversations.remove(account_id, conversation_id)):
                raise NotFound
            uow.commit()
