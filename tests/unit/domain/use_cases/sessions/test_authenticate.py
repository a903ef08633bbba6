from datetime import timedelta

from microblog.domain.model.account import AccountState
from microblog.domain.use_cases.sessions.authenticate import Authenticate
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_a_secret_leads_to_the_person_and_the_session(world: ActionWorld) -> None:
    anna = world.account("anna")
    secret, session = world.session(anna)
    found = world.do(Authenticate)(secret=secret)
    assert found is not None
    assert (found[0].account_id, found[0].session_id, found[1]) == (anna.id, session.id, session)


def test_what_never_was_ended_or_belongs_to_nobody_active_leads_nowhere(world: ActionWorld) -> None:
    anna = world.account("anna")
    secret, session = world.session(anna)
    assert world.do(Authenticate)(secret="forged\0\ud800".encode("utf-8", "replace").decode()) is None
    world.change_account(anna, state=AccountState.SUSPENDED)
    assert world.do(Authenticate)(secret=secret) is None
    world.change_account(anna, state=AccountState.ACTIVE)
    with world.unit_of_work() as uow:
        uow.sessions.remove(anna.id, session.id)
        uow.commit()
    assert world.do(Authenticate)(secret=secret) is None


def test_a_session_lives_a_day_from_its_last_use(world: ActionWorld) -> None:
    secret, session = world.session(world.account("anna"))
    world.clock.move(timedelta(hours=23))
    assert world.do(Authenticate)(secret=secret) is not None
    assert world.rows.sessions[session.id].expires_at == world.clock() + timedelta(days=1)
    world.clock.move(timedelta(hours=24))
    assert world.do(Authenticate)(secret=secret) is None


def test_one_that_is_remembered_lives_sixty_days(world: ActionWorld) -> None:
    secret, _ = world.session(world.account("anna"), remember=True)
    for _ in range(2):
        world.clock.move(timedelta(days=59))
        assert world.do(Authenticate)(secret=secret) is not None
    world.clock.move(timedelta(days=60))
    assert world.do(Authenticate)(secret=secret) is None


def test_use_is_noted_once_an_hour(world: ActionWorld) -> None:
    secret, session = world.session(world.account("anna"))
    began = world.clock()
    world.clock.move(timedelta(hours=1))
    world.do(Authenticate)(secret=secret)
    assert world.rows.sessions[session.id].used_at == began
    world.clock.move(timedelta(seconds=1))
    world.do(Authenticate)(secret=secret)
    assert world.rows.sessions[session.id].used_at == world.clock()
