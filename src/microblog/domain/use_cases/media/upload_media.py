"""Upload a picture."""

from attrs import frozen

from microblog.domain.model.media import MAX_DESCRIPTION, Media, MediaPurpose
from microblog.domain.model.text import clean_text
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.media.intake import MediaIntake
from microblog.ports.unit_of_work import UnitOfWorkFactory


def clean_description(text: str) -> str:
    """Raises ValidationError for `description`."""
    return clean_text(text, field="description", max_length=MAX_DESCRIPTION)


@frozen
class UploadMedia:
    """Upload a picture for a post; until one shows it, nobody else knows of it, and after a day it is removed."""

    unit_of_work: UnitOfWorkFactory
    intake: MediaIntake

    def __call__(self, *, account_id: int, content: bytes, description: str = "") -> Media:
        """The picture. Raises ValidationError for `file` or `description`, NotFound or Gone if the account is not
        active, StorageUnavailable if its file cannot be stored.
        """
        description = clean_description(description)
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)  # before much work is done for nobody
        return self.intake.take(account_id, content, MediaPurpose.POST, description)
