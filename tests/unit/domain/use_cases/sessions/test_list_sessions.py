from datetime import timedelta

import pytest

from microblog.domain.model.errors import NotFound
from microblog.domain.use_cases.sessions.list_sessions import EndOtherSessions, EndSession, ListSessions
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_those_that_have_not_expired_the_latest_used_first(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.session(anna)
    world.session(world.account("ben"))
    world.clock.move(timedelta(hours=24))
    _, second = world.session(anna)
    world.clock.move(timedelta(minutes=1))
    _, third = world.session(anna, remember=True)
    assert world.do(ListSessions)(account_id=anna.id) == [third, second]


def test_one_ends_only_ones_own(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    (_, hers), (_, his) = world.session(anna), world.session(ben)
    world.do(EndSession)(account_id=anna.id, session_id=hers.id)
    assert world.sessions_of(anna) == set()
    for other in (hers.id, his.id, -1, 2**63):
        with pytest.raises(NotFound):
            world.do(EndSession)(account_id=anna.id, session_id=other)
    assert world.sessions_of(ben) == {his.id}


def test_all_but_this_one(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    kept = [world.session(who)[1].id for who in (ben, anna, anna, anna)]
    assert world.do(EndOtherSessions)(account_id=anna.id, session_id=kept[2]) == 2
    assert world.do(EndOtherSessions)(account_id=anna.id, session_id=kept[2]) == 0
    assert (world.sessions_of(anna), world.sessions_of(ben)) == ({kept[2]}, {kept[0]})
