"""Write something down about somebody."""

from attrs import frozen

from microblog.domain.model.account import Account
from microblog.domain.model.errors import NotPermitted, ValidationError
from microblog.domain.model.relationships import MAX_NOTE_LENGTH, MAX_NOTES, AccountNote
from microblog.domain.model.text import clean_text
from microblog.domain.use_cases.accounts.active_account import Target, active_account, locked_account
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class NoteAccount:
    """Write something down about somebody, which nobody else learns of; nothing removes what was there."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, target: Target, text: str) -> Account:
        """The account. Raises NotFound or Gone, NotPermitted("own_account"), and ValidationError for `comment`.

        Its codes are those of texts of 2000 characters at most, and `too_many` where there are 5000 notes already.
        """
        text = clean_text(text, field="comment", max_length=MAX_NOTE_LENGTH)
        with self.unit_of_work() as uow:
            account = locked_account(uow, target, account_id)
            active_account(uow, account_id)
            if account.id == account_id:
                raise NotPermitted("own_account")
            if text:
                uow.account_notes.save(AccountNote(account_id, account.id, text))
            else:
                uow.account_notes.remove(account_id, account.id)
            if uow.account_notes.count(account_id) > MAX_NOTES:
                raise ValidationError("comment", "too_many", {"limit": MAX_NOTES})
            uow.commit()
        return account
