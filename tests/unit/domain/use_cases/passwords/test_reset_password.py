from datetime import timedelta

import pytest
from attrs import evolve

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import NotFound, TooManyRequests, ValidationError
from microblog.domain.model.events import PasswordResetRequested
from microblog.domain.model.session import Purpose
from microblog.domain.use_cases.passwords.reset_password import CheckResetLink, RequestPasswordReset, ResetPassword
from tests.unit.domain.use_cases.action_world import PASSWORD, ActionWorld


def test_known_and_unknown_addresses_do_the_same_work(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.do(RequestPasswordReset)(email="ANNA@example.com")
    world.do(RequestPasswordReset)(email="nobody@example.com")
    assert world.events == [PasswordResetRequested(anna.id), PasswordResetRequested(0)]


@pytest.mark.parametrize("email", ["anna@example.com", "nobody@example.com"])
def test_five_requests_within_an_hour(world: ActionWorld, email: str) -> None:
    world.account("anna")
    for number in range(5):
        world.do(RequestPasswordReset)(email=email if number % 2 else email.upper())
    with pytest.raises(TooManyRequests) as refused:
        world.do(RequestPasswordReset)(email=email)
    assert refused.value.retry_after == 60 * 60


@pytest.mark.parametrize("email", ["", "anna", "a\0b@example.com"])
def test_what_is_no_address(world: ActionWorld, email: str) -> None:
    with pytest.raises(ValidationError, match="email"):
        world.do(RequestPasswordReset)(email=email)
    assert world.events == []


def test_the_link_sets_a_password_once_and_ends_all_sessions(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.session(anna)
    secret = world.link(Purpose.RESET_PASSWORD, anna)
    world.do(CheckResetLink)(secret=secret)
    world.do(ResetPassword)(secret=secret, password="another one")
    assert world.user(anna).password_hash == "strong:another one"
    assert world.sessions_of(anna) == set()
    with pytest.raises(NotFound):
        world.do(CheckResetLink)(secret=secret)
    with pytest.raises(NotFound):
        world.do(ResetPassword)(secret=secret, password="yet another")


def test_the_link_outlives_a_password_that_cannot_be_one(world: ActionWorld) -> None:
    anna = world.account("anna")
    secret = world.link(Purpose.RESET_PASSWORD, anna)
    with pytest.raises(ValidationError, match="password: too_short"):
        world.do(ResetPassword)(secret=secret, password="short")
    world.do(ResetPassword)(secret=secret, password="another one")
    assert world.user(anna).password_hash == "strong:another one"


def test_one_link_voids_the_others(world: ActionWorld) -> None:
    anna = world.account("anna")
    first, second = (world.link(Purpose.RESET_PASSWORD, anna, secret=secret) for secret in ("first", "second"))
    world.do(ResetPassword)(secret=first, password="another one")
    with pytest.raises(NotFound):
        world.do(ResetPassword)(secret=second, password="yet another")


def test_a_dead_link(world: ActionWorld) -> None:
    anna = world.account("anna")
    dead = [
        "forged",
        world.link(Purpose.CONFIRM_ADDRESS, anna, secret="for something else"),
        world.link(Purpose.RESET_PASSWORD, secret="nobody's"),
    ]
    for secret in dead:
        with pytest.raises(NotFound):
            world.do(ResetPassword)(secret=secret, password="another one")
    old = world.link(Purpose.RESET_PASSWORD, anna, secret="old")
    world.clock.move(timedelta(days=1))
    with pytest.raises(NotFound):
        world.do(CheckResetLink)(secret=old)
    with pytest.raises(NotFound):
        world.do(ResetPassword)(secret=old, password="another one")
    assert world.user(anna).password_hash == f"strong:{PASSWORD}"


def test_a_deleted_account_gets_no_password(world: ActionWorld) -> None:
    anna = world.account("anna", AccountState.DELETED)
    with pytest.raises(NotFound):
        world.do(ResetPassword)(secret=world.link(Purpose.RESET_PASSWORD, anna), password="another one")


@pytest.mark.parametrize(
    ("reason", "before", "after"),
    [
        ("", AccountState.UNCONFIRMED, AccountState.ACTIVE),
        ("I like it here", AccountState.UNCONFIRMED, AccountState.WAITING),
        ("", AccountState.SUSPENDED, AccountState.SUSPENDED),
    ],
)
def test_the_mail_arrived_so_the_address_is_confirmed(
    world: ActionWorld, reason: str, before: AccountState, after: AccountState
) -> None:
    anna = world.account("anna", before, confirmed=False)
    with world.unit_of_work() as uow:
        uow.accounts.lock(anna.id)
        uow.users.save(evolve(world.user(anna), reason=reason))
        uow.commit()
    world.do(ResetPassword)(secret=world.link(Purpose.RESET_PASSWORD, anna), password="another one")
    assert world.now_of(anna).state is after
    assert world.user(anna).confirmed_at == world.clock()
    assert world.user(anna).password_hash == "strong:another one"
