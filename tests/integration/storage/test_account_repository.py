"""Accounts, for writing."""

import pytest
from attrs import evolve

from microblog.domain.model.account import AccountState, ProfileField
from microblog.domain.model.errors import Conflict
from tests.integration.storage.storage import Storage


@pytest.mark.parametrize("state", AccountState)
def test_an_account_comes_back_as_it_was(storage: Storage, state: AccountState) -> None:
    fields = (ProfileField("Web", "https://example.org", '<a href="https://example.org">example.org</a>'),)
    account = storage.account("Änne_1"[1:], state, fields=fields, locked=True, bio="zwei\nZeilen 🌻", disabled=True)
    with storage.begin() as unit:
        assert unit.accounts.get(account.id) == account
        assert unit.accounts.by_name(account.username) == account


def test_unknown_accounts_are_none(storage: Storage) -> None:
    with storage.begin() as unit:
        assert unit.accounts.get(99) is None
        assert unit.accounts.by_name("nobody") is None


@pytest.mark.parametrize("state", [AccountState.ACTIVE, AccountState.DELETED])
def test_a_name_is_taken_without_case_and_for_good(storage: Storage, state: AccountState) -> None:
    storage.account("Anna", state)
    with storage.begin() as unit, pytest.raises(Conflict):
        unit.accounts.add(storage.some_account("aNNA"))


def test_the_same_name_elsewhere_is_another(storage: Storage) -> None:
    here, there = storage.account("Anna"), storage.account("anna", domain="Example.net")
    with storage.begin() as unit:
        assert unit.accounts.by_name("ANNA") == here
        assert unit.accounts.by_name("Anna", "example.NET") == there
        assert unit.accounts.by_name("anna", "example.com") is None
        with pytest.raises(Conflict):
            unit.accounts.add(storage.some_account("ANNA", domain="example.net"))


def test_save_overwrites(storage: Storage) -> None:
    account = storage.account("Anna")
    changed = evolve(account, display_name="", bio="new", state=AccountState.DELETED, fields=(), locked=True)
    changed = evolve(changed, limited=True, sensitized=True)
    stranger = storage.some_account("Stranger")
    with storage.begin() as unit:
        unit.accounts.lock(stranger.id, account.id)
        unit.accounts.save(changed)
        unit.accounts.save(stranger)
        unit.commit()
    with storage.begin() as unit:
        assert unit.accounts.get(account.id) == changed
        assert unit.accounts.by_name("Stranger") is None


def test_by_names_finds_the_active_ones(storage: Storage) -> None:
    anna, there = storage.account("Anna"), storage.account("Anna", domain="example.net")
    storage.account("Gone", AccountState.DELETED)
    storage.account("Other")
    with storage.begin() as unit:
        found = unit.accounts.by_names([("anna", None), ("ANNA", "example.net"), ("gone", None), ("nobody", None)])
        assert {account.id for account in found} == {anna.id, there.id}
        assert list(unit.accounts.by_names([])) == []
