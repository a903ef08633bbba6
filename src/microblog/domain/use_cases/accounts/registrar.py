"""What all ways to a new account share."""

from attrs import frozen

from microblog.domain.model.account import (
    Account,
    AccountState,
    Role,
    User,
    check_email,
    check_password,
    check_username,
)
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import Conflict, ValidationError
from microblog.domain.model.language import check_language
from microblog.domain.model.text import clean_text
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.password_hasher import PasswordHasher
from microblog.ports.unit_of_work import UnitOfWork

MAX_REASON = 1000


@frozen
class Registrar:
    """Makes accounts and stores them. Hashing takes long, so making happens before the transaction begins."""

    clock: Clock
    new_id: IdGenerator
    passwords: PasswordHasher
    addresses: Addresses

    def prepare(
        self,
        *,
        username: str,
        email: str,
        password: str,
        role: Role = Role.USER,
        state: AccountState = AccountState.ACTIVE,
        language: str | None = None,
        reason: str = "",
    ) -> tuple[Account, User]:
        """An account and its user, not stored yet. Raises ValidationError."""
        username, email = check_username(username), check_email(email)
        reason = clean_text(reason, field="reason", max_length=MAX_REASON)
        language = check_language(language)
        password_hash = self.passwords.hash(check_password(password))
        now, account_id = self.clock(), self.new_id()
        account = Account(
            id=account_id,
            username=username,
            domain=None,
            uri=self.addresses.account_uri(account_id),
            url=self.addresses.account_url(username),
            display_name="",
            bio="",
            bio_html="",
            fields=(),
            locked=False,
            state=state,
            created_at=now,
        )
        user = User(
            account_id=account_id,
            email=email,
            password_hash=password_hash,
            role=role,
            language=language,
            mail_on_mention=True,
            reason=reason,
            confirmed_at=None if state is AccountState.UNCONFIRMED else now,
            last_read_notification_id=0,
            created_at=now,
        )
        return account, user

    def store(self, uow: UnitOfWork, account: Account, user: User) -> None:
        """Store both. Raises ValidationError if the name or the address is taken."""
        try:
            uow.accounts.add(account)
        except Conflict:
            raise ValidationError("username", "taken") from None
        try:
            uow.users.add(user)
        except Conflict:
            raise ValidationError("email", "taken") from None
