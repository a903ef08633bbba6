"""The people behind local accounts."""

import pytest
from attrs import evolve

from microblog.domain.model.account import AccountState, Measure, Member, MemberSearch, Role
from microblog.domain.model.errors import Conflict
from microblog.domain.model.page import Cursor
from tests.integration.storage.storage import NOW, Storage, some_user


def test_a_user_comes_back_as_they_were(storage: Storage) -> None:
    account = storage.account()
    user = storage.user(account, "Anna@example.org", role=Role.OWNER, language="de", confirmed_at=NOW, reason="why")
    with storage.begin() as unit:
        assert unit.users.get(account.id) == user
        assert unit.users.by_email("anna@EXAMPLE.org") == user
        assert unit.users.get(99) is None
        assert unit.users.by_email("nobody@example.org") is None


def test_an_address_is_taken_without_case(storage: Storage) -> None:
    storage.user(storage.account(), "anna@example.org")
    other = storage.account()
    with storage.begin() as unit, pytest.raises(Conflict):
        unit.users.add(some_user(other, "Anna@example.org"))


def test_save_overwrites_unless_the_address_is_anothers(storage: Storage) -> None:
    storage.user(storage.account(), "anna@example.org")
    user = storage.user(storage.account(), "berta@example.org")
    changed = evolve(user, email="Berta@example.org", password_hash="other", last_read_notification_id=7)
    with storage.begin() as unit:
        unit.accounts.lock(changed.account_id)
        unit.users.save(changed)
        with pytest.raises(Conflict):
            unit.users.save(evolve(user, email="ANNA@example.org"))
        unit.commit()
    with storage.begin() as unit:
        assert unit.users.get(user.account_id) == changed


def test_remove(storage: Storage) -> None:
    user = storage.user(storage.account())
    with storage.begin() as unit:
        unit.users.remove(user.account_id)
        unit.users.remove(99)
        assert unit.users.get(user.account_id) is None
        assert unit.users.by_email(user.email) is None


def test_has_role_is_exact(storage: Storage) -> None:
    storage.user(storage.account(), role=Role.OWNER)
    with storage.begin() as unit:
        assert unit.users.has_role(Role.OWNER)
        assert not unit.users.has_role(Role.ADMIN)


def test_moderators_are_active_and_listed_the_oldest_first(storage: Storage) -> None:
    roles = [Role.OWNER, Role.USER, Role.MODERATOR, Role.ADMIN]
    accounts = [storage.account() for _ in roles]
    users = [storage.user(account, role=role) for account, role in zip(accounts, roles, strict=True)]
    storage.user(storage.account(state=AccountState.SUSPENDED), role=Role.ADMIN)
    storage.user(storage.account(disabled=True), role=Role.ADMIN)
    wanted = [pair for pair in zip(accounts, users, strict=True) if pair[1].role is not Role.USER]
    with storage.begin() as unit:
        assert list(unit.users.moderators(10)) == wanted
        assert list(unit.users.moderators(2)) == wanted[:2]


def test_in_state_lists_the_oldest_first(storage: Storage) -> None:
    waiting = [storage.account(state=AccountState.WAITING) for _ in range(3)]
    storage.user(storage.account())
    users = [storage.user(account) for account in reversed(waiting)][::-1]
    storage.account(state=AccountState.WAITING, domain="example.net")
    with storage.begin() as unit:
        assert list(unit.users.in_state(AccountState.WAITING, 10)) == list(zip(waiting, users, strict=True))
        assert list(unit.users.in_state(AccountState.WAITING, 2)) == list(zip(waiting, users, strict=True))[:2]
        assert list(unit.users.in_state(AccountState.SUSPENDED, 2)) == []


def test_moderators_find_people_by_the_beginnings_of_what_is_known_of_them(storage: Storage) -> None:
    anna = storage.account("Anna_1", display_name="Zoë 🦜")
    axel = storage.account("axel.b".replace(".", "_"), AccountState.SUSPENDED, display_name="a%")
    mia = storage.account("mia", display_name="Mia", limited=True, sensitized=True)
    storage.account("forgotten", AccountState.DELETED)
    for account, role in ((anna, Role.OWNER), (axel, Role.USER), (mia, Role.MODERATOR)):
        storage.user(account, f"{account.username}.mail@Example.org", role=role)
    everybody = [mia, axel, anna]
    suspended = frozenset({AccountState.SUSPENDED})
    for search, found in (
        (MemberSearch(), everybody),
        (MemberSearch(states=suspended), [axel]),
        (MemberSearch(states=frozenset()), []),
        (MemberSearch(measures=frozenset({Measure.LIMITED, Measure.SENSITIZED})), [mia]),
        (MemberSearch(measures=frozenset({Measure.LIMITED, Measure.DISABLED})), []),
        (MemberSearch(roles=frozenset({Role.OWNER, Role.MODERATOR})), [mia, anna]),
        (MemberSearch(roles=frozenset()), []),
        (MemberSearch(username="A"), [axel, anna]),
        (MemberSearch(username="anna_1"), [anna]),
        (MemberSearch(username="nna"), []),
        (MemberSearch(username="%"), []),
        (MemberSearch(username="."), []),
        (MemberSearch(display_name="Zoë 🦜"), [anna]),
        (MemberSearch(display_name="zoë"), []),
        (MemberSearch(display_name="a%"), [axel]),
        (MemberSearch(email="MIA.mail@e"), [mia]),
        (MemberSearch(email="miaxmail"), []),
    ):
        with storage.begin() as unit:
            assert [one.account for one in unit.users.search(Cursor(), search).items] == found, search
    with storage.begin() as unit:
        page = unit.users.search(Cursor(limit=2), MemberSearch())
        assert [one.account for one in page.items] == [mia, axel]
        assert unit.users.search(Cursor(limit=2, max_id=page.next_max_id), MemberSearch()).items == (
            Member(anna, unit.users.get(anna.id)),
        )
        assert [one.account for one in unit.users.search(Cursor(limit=1, min_id=anna.id), MemberSearch()).items] == [
            axel
        ]


def test_only_active_people_hold_a_role(storage: Storage) -> None:
    first, second = storage.account(), storage.account()
    for account in (first, second, storage.account(state=AccountState.SUSPENDED), storage.account(disabled=True)):
        storage.user(account, role=Role.OWNER)
    storage.user(storage.account(), role=Role.ADMIN)
    with storage.begin() as unit:
        assert list(unit.users.with_role(Role.OWNER)) == [first.id, second.id]
        assert list(unit.users.with_role(Role.MODERATOR)) == []
