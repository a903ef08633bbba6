from datetime import timedelta

import pytest
from attrs import evolve

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.errors import NotFound
from microblog.domain.model.events import RegistrationWaiting
from microblog.domain.model.session import Purpose
from microblog.domain.use_cases.accounts.confirm_address import ConfirmAddress
from microblog.domain.use_cases.accounts.sign_up import Registration
from tests.unit.domain.use_cases.action_world import ActionWorld


def signed_up(world: ActionWorld, reason: str = "") -> tuple[Account, str]:
    account = world.account("anna", AccountState.UNCONFIRMED, confirmed=False)
    with world.unit_of_work() as uow:
        uow.accounts.lock(account.id)
        uow.users.save(evolve(world.user(account), reason=reason))
        uow.commit()
    return account, world.link(Purpose.CONFIRM_ADDRESS, account)


def test_the_account_is_active_then(world: ActionWorld) -> None:
    account, secret = signed_up(world)
    assert world.do(ConfirmAddress)(secret=secret).state is AccountState.ACTIVE
    assert world.now_of(account).state is AccountState.ACTIVE
    assert world.user(account).confirmed_at == world.clock()


def test_it_waits_where_somebody_has_to_approve_it(world: ActionWorld) -> None:
    world.do.set_rules(Registration.APPROVAL, confirm_email=True)
    account, secret = signed_up(world, "I like it here")
    assert world.do(ConfirmAddress)(secret=secret).state is AccountState.WAITING
    assert world.events[-1] == RegistrationWaiting(account.id)


def test_whoever_was_invited_does_not_wait(world: ActionWorld) -> None:
    world.do.set_rules(Registration.APPROVAL, confirm_email=True)
    _, secret = signed_up(world)
    assert world.do(ConfirmAddress)(secret=secret).state is AccountState.ACTIVE


@pytest.mark.parametrize("state", [AccountState.ACTIVE, AccountState.WAITING, AccountState.SUSPENDED])
def test_an_account_beyond_that_stays_what_it_is(world: ActionWorld, state: AccountState) -> None:
    account, secret = signed_up(world)
    world.change_account(account, state=state)
    assert world.do(ConfirmAddress)(secret=secret).state is state


def test_a_link_works_once(world: ActionWorld) -> None:
    _, secret = signed_up(world)
    world.do(ConfirmAddress)(secret=secret)
    with pytest.raises(NotFound):
        world.do(ConfirmAddress)(secret=secret)


def test_a_link_dies_with_its_time(world: ActionWorld) -> None:
    account, secret = signed_up(world)
    world.clock.move(timedelta(days=1))
    with pytest.raises(NotFound):
        world.do(ConfirmAddress)(secret=secret)
    assert world.now_of(account).state is AccountState.UNCONFIRMED


def test_a_link_for_something_else_is_none(world: ActionWorld) -> None:
    account, _ = signed_up(world)
    secret = world.link(Purpose.UNSUBSCRIBE, account, secret="other")
    with pytest.raises(NotFound):
        world.do(ConfirmAddress)(secret=secret)


def test_a_link_of_nobody_is_none(world: ActionWorld) -> None:
    secret = world.link(Purpose.CONFIRM_ADDRESS)
    with pytest.raises(NotFound):
        world.do(ConfirmAddress)(secret=secret)


def test_a_deleted_account_does_not_come_back(world: ActionWorld) -> None:
    account, secret = signed_up(world)
    world.change_account(account, state=AccountState.DELETED)
    with pytest.raises(NotFound):
        world.do(ConfirmAddress)(secret=secret)
    assert world.user(account).confirmed_at is None


def test_nor_does_a_person_who_was_turned_away(world: ActionWorld) -> None:
    account, secret = signed_up(world)
    with world.unit_of_work() as uow:
        uow.users.remove(account.id)
        uow.commit()
    with pytest.raises(NotFound):
        world.do(ConfirmAddress)(secret=secret)
