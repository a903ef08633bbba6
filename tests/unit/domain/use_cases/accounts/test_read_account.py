import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.use_cases.accounts.read_account import FindAccount, ReadAccount
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_one_reads_what_others_do_not_see(world: ActionWorld) -> None:
    anna = world.account("anna")
    assert world.do(ReadAccount)(account_id=anna.id) == (anna, world.user(anna))
    with pytest.raises(NotFound):
        world.do(ReadAccount)(account_id=10**6)


def test_an_identifier_names_an_account_that_is_active(world: ActionWorld) -> None:
    anna = world.account("anna")
    assert world.do(FindAccount)(account_id=anna.id) == anna
    waiting, gone = world.account("waiting", AccountState.WAITING), world.account("gone", AccountState.DELETED)
    for nobody in (waiting.id, 10**6, -1, 2**63):
        with pytest.raises(NotFound):
            world.do(FindAccount)(account_id=nobody)
    with pytest.raises(Gone):
        world.do(FindAccount)(account_id=gone.id)
