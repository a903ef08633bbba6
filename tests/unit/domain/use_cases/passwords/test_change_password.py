import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.session import Purpose
from microblog.domain.use_cases.passwords.change_password import ChangePassword, SetPassword
from tests.unit.domain.use_cases.action_world import PASSWORD, ActionWorld
from tests.unit.domain.use_cases.sessions.test_log_in import Interrupted


def test_all_other_sessions_end_and_mailed_links_die_and_apps_are_out(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.session(anna)
    (_, kept), (_, bens) = world.session(anna), world.session(ben)
    world.let_in(anna)
    world.let_in(ben)
    world.link(Purpose.RESET_PASSWORD, anna, secret="reset")
    world.link(Purpose.UNSUBSCRIBE, anna, secret="unsubscribe")
    world.link(Purpose.RESET_PASSWORD, ben, secret="his")
    world.do(ChangePassword)(account_id=anna.id, session_id=kept.id, current=PASSWORD, new="another one")
    assert world.user(anna).password_hash == "strong:another one"
    assert (world.sessions_of(anna), world.sessions_of(ben)) == ({kept.id}, {bens.id})
    assert (world.let_in_by(anna), len(world.let_in_by(ben))) == ([], 4)
    left = {(token.purpose, token.account_id) for token in world.rows.tokens.values()}
    assert left == {(Purpose.UNSUBSCRIBE, anna.id), (Purpose.RESET_PASSWORD, ben.id)}


@pytest.mark.parametrize(
    ("current", "new", "refused"),
    [("wrong", "another one", "current_password: wrong"), (PASSWORD, "short", "password: too_short")],
)
def test_a_refused_change_changes_nothing(world: ActionWorld, current: str, new: str, refused: str) -> None:
    anna = world.account("anna")
    world.session(anna)
    before = world.rows
    with pytest.raises(ValidationError, match=refused):
        world.do(ChangePassword)(account_id=anna.id, session_id=0, current=current, new=new)
    assert world.rows == before


def test_a_password_that_was_reset_meanwhile_stays(world: ActionWorld) -> None:
    anna = world.account("anna")
    change = world.do(ChangePassword, passwords=Interrupted(world))
    with pytest.raises(ValidationError, match="current_password: wrong"):
        change(account_id=anna.id, session_id=0, current=PASSWORD, new="the thief's")
    assert world.user(anna).password_hash == "strong:a new one"


def test_nobody_has_a_password(world: ActionWorld) -> None:
    with pytest.raises(NotFound):
        world.do(ChangePassword)(account_id=1, session_id=1, current=PASSWORD, new="another one")
    gone = world.account("gone", AccountState.DELETED)
    with pytest.raises(NotFound):
        world.do(ChangePassword)(account_id=gone.id, session_id=1, current=PASSWORD, new="another one")


def test_the_operator_sets_one_and_all_sessions_end_and_apps_are_out(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.session(anna)
    world.let_in(anna)
    world.do(SetPassword)(target="anna", password="another one")
    assert world.user(anna).password_hash == "strong:another one"
    assert world.sessions_of(anna) == set()
    assert world.let_in_by(anna) == []


def test_the_operator_is_told_what_is_wrong(world: ActionWorld) -> None:
    world.account("anna")
    world.account("gone", AccountState.DELETED)
    for nobody in ("nobody", "gone", 10**6):
        with pytest.raises(NotFound):
            world.do(SetPassword)(target=nobody, password="another one")
    with pytest.raises(ValidationError, match="password: too_short"):
        world.do(SetPassword)(target="anna", password="short")
