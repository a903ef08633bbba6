import pytest

from microblog.domain.model.account import AccountState, ProfileField, Role
from microblog.domain.model.errors import NotFound, NotPermitted, ValidationError
from microblog.domain.model.events import AccountDeleted
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from microblog.domain.use_cases.accounts.delete_account import DeleteAccount, RemoveAccount
from tests.unit.domain.use_cases.action_world import PASSWORD, ActionWorld


def test_it_is_hidden_and_signed_out_at_once(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.change_account(
        anna, bio="bio", bio_html="<p>bio</p>", fields=(ProfileField("label", "value", "value"),), locked=True
    )
    world.session(anna)
    world.session(ben)
    world.let_in(anna)
    world.let_in(ben)
    world.do(DeleteAccount)(account_id=anna.id, password=PASSWORD)
    gone = world.now_of(anna)
    assert gone.state is AccountState.DELETED
    assert (gone.display_name, gone.bio, gone.bio_html, gone.fields, gone.locked) == ("", "", "", (), False)
    assert (world.sessions_of(anna), len(world.sessions_of(ben))) == (set(), 1)
    assert (world.let_in_by(anna), len(world.let_in_by(ben))) == ([], 4)
    assert world.events == [AccountDeleted(anna.id)]


def test_the_password_is_asked(world: ActionWorld) -> None:
    anna = world.account("anna")
    with pytest.raises(ValidationError, match="password: wrong"):
        world.do(DeleteAccount)(account_id=anna.id, password="wrong")
    assert world.now_of(anna).state is AccountState.ACTIVE


def test_it_can_be_deleted_once(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.do(DeleteAccount)(account_id=anna.id, password=PASSWORD)
    with pytest.raises(NotFound):
        world.do(DeleteAccount)(account_id=anna.id, password=PASSWORD)
    with pytest.raises(NotFound):
        world.do(RemoveAccount)(target="anna")
    assert world.events == [AccountDeleted(anna.id)]


def test_the_last_owner_stays(world: ActionWorld) -> None:
    first, second = world.account("first"), world.account("second")
    for name in ("first", "second"):
        world.do(ChangeRole)(target=name, role=Role.OWNER)
    world.do(DeleteAccount)(account_id=second.id, password=PASSWORD)
    with pytest.raises(NotPermitted, match="last_owner"):
        world.do(DeleteAccount)(account_id=first.id, password=PASSWORD)
    assert world.now_of(first).state is AccountState.ACTIVE
    world.do(RemoveAccount)(target="first")
    assert world.now_of(first).state is AccountState.DELETED


def test_nobody_is_not_found(world: ActionWorld) -> None:
    with pytest.raises(NotFound):
        world.do(DeleteAccount)(account_id=1, password=PASSWORD)
    with pytest.raises(NotFound):
        world.do(RemoveAccount)(target="nobody")


@pytest.mark.parametrize("state", [AccountState.ACTIVE, AccountState.SUSPENDED, AccountState.WAITING])
def test_the_operator_removes_accounts_in_any_state(world: ActionWorld, state: AccountState) -> None:
    anna = world.account("anna", state)
    world.do(RemoveAccount)(target="anna")
    assert world.now_of(anna).state is AccountState.DELETED
