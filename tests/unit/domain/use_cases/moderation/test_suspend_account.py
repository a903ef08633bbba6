"""What moderators do about accounts, and about whose."""

from typing import NoReturn

import pytest

from microblog.domain.model.account import Account, AccountState, MemberSearch, Role
from microblog.domain.model.errors import Gone, NotFound, NotPermitted
from microblog.domain.model.events import AccountDeleted
from microblog.domain.model.page import Cursor, Page
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from microblog.domain.use_cases.accounts.read_members import ReadMember, ReadMembers
from microblog.domain.use_cases.moderation.remove_suspended_account import RemoveSuspendedAccount
from microblog.domain.use_cases.moderation.suspend_account import SuspendAccount, UnsuspendAccount
from microblog.domain.use_cases.posts.read_post import ReadPost
from microblog.domain.use_cases.reports.file_report import FileReport
from microblog.domain.use_cases.sessions.log_in import LogIn
from tests.unit.domain.use_cases.action_world import PASSWORD, ActionWorld


def with_role(world: ActionWorld, name: str, role: Role) -> Account:
    account = world.account(name)
    world.do(ChangeRole)(target=name, role=role)
    return account


def test_a_suspended_account_is_hidden_until_it_is_given_back(world: ActionWorld) -> None:
    mia, anna = with_role(world, "mia", Role.MODERATOR), world.account("anna")
    post = world.write(anna)
    world.session(anna)
    world.let_in(anna)
    for _ in range(2):
        world.do(SuspendAccount)(moderator_id=mia.id, target="anna")
    assert world.now_of(anna).state is AccountState.SUSPENDED
    assert world.sessions_of(anna) == set()
    with pytest.raises(NotFound):
        world.do(ReadPost)(viewer_id=None, post_id=post.id)
    with pytest.raises(NotPermitted, match="suspended"):
        world.do(LogIn)(login="anna", password=PASSWORD)
    for _ in range(2):
        world.do(UnsuspendAccount)(moderator_id=mia.id, target=anna.id)
    assert world.now_of(anna) == anna
    assert world.do(ReadPost)(viewer_id=None, post_id=post.id).id == post.id
    assert world.do(LogIn)(login="anna", password=PASSWORD)


def test_nobody_acts_on_themselves_or_on_whose_role_is_not_smaller(world: ActionWorld) -> None:
    roles = (Role.USER, Role.MODERATOR, Role.ADMIN, Role.OWNER)
    people = {role: [with_role(world, f"{role.value}{n}", role) for n in (1, 2)] for role in roles}
    act = (world.do(SuspendAccount), world.do(UnsuspendAccount))
    for actor in roles:
        moderator = people[actor][0]
        for target in roles:
            for change in act:
                if roles.index(actor) > roles.index(target):
                    change(moderator_id=moderator.id, target=people[target][1].id)
                else:
                    with pytest.raises(NotPermitted, match="outranked"):
                        change(moderator_id=moderator.id, target=people[target][1].id)
        for other in (*act, world.do(RemoveSuspendedAccount)):
            with pytest.raises(NotPermitted, match="own_account"):
                other(moderator_id=moderator.id, target=moderator.id)
    assert {account.state for account in world.rows.accounts.values()} == {AccountState.ACTIVE}


def test_only_who_was_let_in_can_be_suspended(world: ActionWorld) -> None:
    mia = with_role(world, "mia", Role.MODERATOR)
    for state in (AccountState.WAITING, AccountState.UNCONFIRMED, AccountState.DELETED):
        account = world.account(state.value, state)
        for change in (world.do(SuspendAccount), world.do(UnsuspendAccount), world.do(RemoveSuspendedAccount)):
            with pytest.raises(NotFound):
                change(moderator_id=mia.id, target=account.id)
        assert world.now_of(account).state is state
    for target in ("nobody", 404, -1):
        with pytest.raises(NotFound):
            world.do(SuspendAccount)(moderator_id=mia.id, target=target)


def test_the_report_that_led_to_it_is_resolved_with_it_or_nothing_happens(world: ActionWorld) -> None:
    mia, anna, ben = with_role(world, "mia", Role.MODERATOR), world.account("anna"), world.account("ben")
    about, other = (world.do(FileReport)(account_id=ben.id, target=one.id) for one in (anna, mia))
    for report_id in (other.id, 404, -1):
        with pytest.raises(NotFound):
            world.do(SuspendAccount)(moderator_id=mia.id, target=anna.id, report_id=report_id)
    assert world.now_of(anna).state is AccountState.ACTIVE
    world.do(SuspendAccount)(moderator_id=mia.id, target=anna.id, report_id=about.id)
    kept = world.rows.reports[about.id]
    assert (kept.resolved_id, kept.resolved_at) == (mia.id, world.clock())
    assert world.rows.reports[other.id].resolved_at is None


def test_only_what_is_suspended_is_deleted(world: ActionWorld) -> None:
    mia, anna = with_role(world, "mia", Role.MODERATOR), world.account("anna")
    remove = world.do(RemoveSuspendedAccount)
    with pytest.raises(NotPermitted, match="not_suspended"):
        remove(moderator_id=mia.id, target=anna.id)
    world.do(SuspendAccount)(moderator_id=mia.id, target=anna.id)
    remove(moderator_id=mia.id, target=anna.id)
    assert world.now_of(anna).state is AccountState.DELETED
    assert world.events[-1] == AccountDeleted(anna.id)


def test_the_last_owner_stays_one(world: ActionWorld) -> None:
    first = with_role(world, "first", Role.OWNER)
    world.do(ChangeRole)(target="first", role=Role.OWNER)
    with pytest.raises(NotPermitted, match="last_owner"):
        world.do(ChangeRole)(target="first", role=Role.ADMIN)
    gone = with_role(world, "gone", Role.OWNER)
    world.change_account(gone, state=AccountState.DELETED)  # owns nothing any longer, whatever is kept of them
    with pytest.raises(NotPermitted, match="last_owner"):
        world.do(ChangeRole)(target="first", role=Role.USER)
    with pytest.raises(Gone):
        world.do(ChangeRole)(target="gone", role=Role.USER)
    second = with_role(world, "second", Role.OWNER)
    world.do(ChangeRole)(target="first", role=Role.USER)
    assert (world.user(first).role, world.user(second).role) == (Role.USER, Role.OWNER)


@pytest.mark.parametrize("sought", ["\0", "a\0b", "\ud800", "\ufffe", "a" * 255])
def test_no_storage_is_asked_for_what_nobody_is_called(sought: str) -> None:
    """Some refuse it."""

    def ask() -> NoReturn:
        raise AssertionError

    for search in (MemberSearch(username=sought), MemberSearch(display_name=sought), MemberSearch(email=sought)):
        assert ReadMembers(ask)(cursor=Cursor(), search=search) == Page(())


def test_moderators_find_people_and_see_what_became_of_them(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben", AccountState.SUSPENDED)
    find = world.do(ReadMembers)
    assert [one.account.id for one in find(cursor=Cursor(), search=MemberSearch()).items] == [ben.id, anna.id]
    assert [one.account.id for one in find(cursor=Cursor(), search=MemberSearch(username="AN")).items] == [anna.id]
    read = world.do(ReadMember)
    assert read(account_id=ben.id).account.state is AccountState.SUSPENDED
    with world.unit_of_work() as uow:
        uow.users.remove(ben.id)
        uow.commit()
    for account_id in (ben.id, 404, -1, 2**63):
        with pytest.raises(NotFound):
            read(account_id=account_id)
