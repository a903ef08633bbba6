"""Make an account for somebody else."""

from attrs import frozen

from microblog.domain.model.account import Account, Role
from microblog.domain.use_cases.accounts.registrar import Registrar
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class CreateAccount:
    """Make an account on the operator's word, whatever the rules for sign-up are."""

    unit_of_work: UnitOfWorkFactory
    registrar: Registrar

    def __call__(self, *, username: str, email: str, password: str, role: Role = Role.USER) -> Account:
        """The account, active and confirmed. Raises ValidationError."""
        account, user = self.registrar.prepare(username=username, email=email, password=password, role=role)
        with self.unit_of_work() as uow:
            self.registrar.store(uow, account, user)
            uow.commit()
        return account
