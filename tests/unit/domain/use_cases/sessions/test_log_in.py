import pytest
from attrs import evolve

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import NotPermitted, TooManyRequests, ValidationError
from microblog.domain.use_cases.sessions.log_in import LogIn, LogOut
from tests.unit.domain.use_cases.action_world import PASSWORD, ActionWorld
from tests.unit.domain.use_cases.fakes import PlainPasswordHasher


@pytest.mark.parametrize("login", ["anna", "ANNA", " anna@example.com ", "Anna@Example.Com"])
def test_a_name_or_an_address_will_do(world: ActionWorld, login: str) -> None:
    anna = world.account("anna")
    secret = world.do(LogIn)(login=login, password=PASSWORD, remember=True, user_agent="Browser\n\ud800 7")
    (session,) = world.rows.sessions.values()
    assert (session.account_id, session.remember, session.user_agent) == (anna.id, True, "Browser 7")
    assert session.token_hash == world.secrets.hash(secret)


def test_an_address_is_found_as_it_was_written_by_its_person(world: ActionWorld) -> None:
    anna = world.account("anna")
    with world.unit_of_work() as uow:
        uow.accounts.lock(anna.id)
        uow.users.save(evolve(world.user(anna), email="stra\u00dfe@example.com"))
        uow.commit()
    world.do(LogIn)(login="STRA\u00dfE@example.com", password=PASSWORD)
    assert len(world.sessions_of(anna)) == 1


@pytest.mark.parametrize(
    "login", ["", "nobody", "nobody@example.com", "\0", "a\0@b", "\ud800@b", "\u212aate", "x" * 999]
)
def test_an_unknown_name_is_answered_like_a_wrong_password(world: ActionWorld, login: str) -> None:
    world.account("kate")
    with pytest.raises(ValidationError, match="password: wrong_credentials"):
        world.do(LogIn)(login=login, password=PASSWORD)
    assert world.do.passwords.asked_for_nobody == [PASSWORD]


def test_a_wrong_password_takes_no_second_time(world: ActionWorld) -> None:
    world.account("anna")
    with pytest.raises(ValidationError, match="password: wrong_credentials"):
        world.do(LogIn)(login="anna", password="wrong")
    assert world.do.passwords.asked_for_nobody == []
    assert world.rows.sessions == {}


@pytest.mark.parametrize("state", [AccountState.UNCONFIRMED, AccountState.WAITING, AccountState.SUSPENDED])
def test_why_not_is_told_to_those_who_know_the_password_only(world: ActionWorld, state: AccountState) -> None:
    world.account("anna", state)
    with pytest.raises(NotPermitted) as refused:
        world.do(LogIn)(login="anna", password=PASSWORD)
    assert refused.value.code == state.value
    with pytest.raises(ValidationError, match="password: wrong_credentials"):
        world.do(LogIn)(login="anna", password="wrong")
    assert world.rows.sessions == {}


def test_a_deleted_account_is_as_unknown_as_one_that_never_was(world: ActionWorld) -> None:
    world.account("anna", AccountState.DELETED)
    with pytest.raises(ValidationError, match="password: wrong_credentials"):
        world.do(LogIn)(login="anna", password=PASSWORD)


def test_ten_tries_from_one_origin(world: ActionWorld) -> None:
    world.account("anna")
    for number in range(10):
        with pytest.raises(ValidationError):
            world.do(LogIn)(login="anna" if number % 2 else "ANNA", password="wrong", origin="here")
    with pytest.raises(TooManyRequests) as refused:
        world.do(LogIn)(login="anna", password=PASSWORD, origin="here")
    assert refused.value.retry_after == 15 * 60
    world.do(LogIn)(login="anna", password=PASSWORD, origin="there")


def test_a_hundred_tries_from_everywhere(world: ActionWorld) -> None:
    world.account("anna")
    for number in range(100):
        with pytest.raises(ValidationError):
            world.do(LogIn)(login="anna", password="wrong", origin=str(number))
    with pytest.raises(TooManyRequests):
        world.do(LogIn)(login="anna", password=PASSWORD, origin="elsewhere")


def test_a_weak_hash_is_made_anew_while_the_password_is_at_hand(world: ActionWorld) -> None:
    anna = world.account("anna")
    with world.unit_of_work() as uow:
        uow.accounts.lock(anna.id)
        uow.users.save(evolve(world.user(anna), password_hash=f"weak:{PASSWORD}"))
        uow.commit()
    world.do(LogIn)(login="anna", password=PASSWORD)
    assert world.user(anna).password_hash == f"strong:{PASSWORD}"


class Interrupted(PlainPasswordHasher):
    """While it verifies, the person behind the only account sets another password."""

    def __init__(self, world: ActionWorld) -> None:
        super().__init__()
        self.world = world

    def verify(self, password_hash: str, password: str) -> bool:
        with self.world.unit_of_work() as uow:
            (user,) = self.world.rows.users.values()
            uow.accounts.lock(user.account_id)
            uow.users.save(evolve(user, password_hash="strong:a new one"))
            uow.commit()
        return super().verify(password_hash, password)


def test_a_password_that_is_replaced_meanwhile_opens_nothing(world: ActionWorld) -> None:
    anna = world.account("anna")
    with pytest.raises(ValidationError, match="password: wrong_credentials"):
        world.do(LogIn, passwords=Interrupted(world))(login="anna", password=PASSWORD)
    assert world.user(anna).password_hash == "strong:a new one"
    assert world.rows.sessions == {}


def test_logging_out_ends_this_session_alone(world: ActionWorld) -> None:
    anna = world.account("anna")
    (_, one), (_, other) = world.session(anna), world.session(anna)
    for _ in range(2):
        world.do(LogOut)(account_id=anna.id, session_id=one.id)
        assert world.sessions_of(anna) == {other.id}
