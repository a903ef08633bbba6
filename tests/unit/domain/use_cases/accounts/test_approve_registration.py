from collections.abc import Callable

import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import NotFound
from microblog.domain.model.events import AccountApproved
from microblog.domain.use_cases.accounts.approve_registration import (
    ApproveRegistration,
    ListRegistrations,
    RejectRegistration,
)
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_those_who_wait_longest_come_first(world: ActionWorld) -> None:
    world.account("somebody")
    names = [f"name{number}" for number in range(101)]
    for name in names:
        world.account(name, AccountState.WAITING)
    waiting = world.do(ListRegistrations)()
    assert [account.username for account, _ in waiting] == names[:100]
    assert all(account.id == user.account_id for account, user in waiting)


def test_somebody_is_let_in(world: ActionWorld) -> None:
    anna = world.account("anna", AccountState.WAITING)
    world.do(ApproveRegistration)(account_id=anna.id)
    assert world.now_of(anna).state is AccountState.ACTIVE
    assert world.events == [AccountApproved(anna.id)]


def test_somebody_is_turned_away_and_the_name_stays_taken(world: ActionWorld) -> None:
    anna = world.account("anna", AccountState.WAITING)
    world.do(RejectRegistration)(account_id=anna.id)
    assert world.now_of(anna).state is AccountState.DELETED
    assert world.rows.users == {}


@pytest.mark.parametrize("state", [state for state in AccountState if state is not AccountState.WAITING])
@pytest.mark.parametrize("decide", [ApproveRegistration, RejectRegistration])
def test_nobody_with_that_id_waits(
    world: ActionWorld, decide: type[ApproveRegistration | RejectRegistration], state: AccountState
) -> None:
    anna = world.account("anna", state)
    decision: Callable[..., None] = world.do(decide)
    with pytest.raises(NotFound):
        decision(account_id=anna.id)
    assert world.now_of(anna).state is state
    for stranger in (-1, 10**6, 2**63):
        with pytest.raises(NotFound):
            decision(account_id=stranger)
