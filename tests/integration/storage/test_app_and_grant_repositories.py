"""Apps, and what people allow them."""

from datetime import timedelta

import pytest
from attrs import evolve

from microblog.domain.model.app import App, AppToken, AuthorizationCode, Grant, TokenKind
from microblog.domain.model.errors import Conflict
from tests.integration.storage.storage import NOW, Storage

Thing = App | Grant | AuthorizationCode | AppToken

LATER = NOW + timedelta(hours=1)


def test_an_app_comes_back_as_it_was(storage: Storage) -> None:
    app, other = storage.app(), storage.app(website="https://app.example", redirect_uris=("urn:x",), scopes=("push",))
    with storage.begin() as unit:
        for each in (app, other):
            assert unit.apps.get(each.id) == each
            assert unit.apps.by_client_id(each.client_id) == each
        assert unit.apps.get(99) is None


def test_a_client_id_is_compared_to_the_letter(storage: Storage) -> None:
    storage.app(client_id="Client")
    with storage.begin() as unit:
        assert [unit.apps.by_client_id(wrong) for wrong in ("client", "Client ", "Cliënt", "")] == [None] * 4


def test_unused_apps_are_removed(storage: Storage) -> None:
    account = storage.account()
    granted, used_by_nobody, asked_for, unused, young = (
        storage.app(created_at=NOW + timedelta(minutes=minutes)) for minutes in (0, 1, 2, 3, 4)
    )
    storage.grant(granted, account)
    storage.grant(used_by_nobody, None)
    storage.code(asked_for, account)
    with storage.begin() as unit:
        assert unit.apps.remove_unused(unused.created_at) == 0
        assert unit.apps.remove_unused(young.created_at) == 1
        left = [app for app in (granted, used_by_nobody, asked_for, unused, young) if unit.apps.get(app.id)]
        assert left == [granted, used_by_nobody, asked_for, young]
        unit.grants.remove_all(account.id)
        assert unit.apps.remove_unused(LATER) == 3
        assert unit.apps.get(used_by_nobody.id) == used_by_nobody


def test_a_grant_comes_back_as_it_was(storage: Storage) -> None:
    app = storage.app()
    grant, of_nobody = storage.grant(app, storage.account(), scopes=("read", "push")), storage.grant(app, None)
    with storage.begin() as unit:
        assert unit.grants.get(grant.id) == grant
        assert unit.grants.get(of_nobody.id) == of_nobody
        assert unit.grants.get(99) is None


def test_an_app_that_is_gone_gets_nothing(storage: Storage) -> None:
    account, app = storage.account(), storage.app()
    with storage.begin() as unit:
        unit.apps.remove_unused(LATER)
        unit.commit()
    with pytest.raises(Conflict):
        storage.grant(app, account)
    with pytest.raises(Conflict):
        storage.code(app, account)
    with storage.begin() as unit:
        assert unit.grants.remove_all(account.id) == 0


def test_touch(storage: Storage) -> None:
    grant = storage.grant(storage.app(), storage.account())
    with storage.begin() as unit:
        unit.grants.touch(grant.id, LATER)
        unit.grants.touch(99, LATER)
        assert unit.grants.get(grant.id) == evolve(grant, used_at=LATER)


def test_what_somebody_allows_is_listed_the_latest_used_first(storage: Storage) -> None:
    account, app, other = storage.account(), storage.app(), storage.app()
    first, second, third, fourth = (
        storage.grant(which, account, used_at=NOW + timedelta(minutes=minutes))
        for which, minutes in ((app, 1), (other, 3), (app, 2), (app, 2))
    )
    storage.grant(app, storage.account())
    storage.grant(app, None)
    with storage.begin() as unit:
        listed = list(unit.grants.of_account(account.id))
    assert listed == [(second, other), (fourth, app), (third, app), (first, app)]


def left_of(storage: Storage, *those: Thing) -> list[Thing]:
    """Those that are still there."""
    with storage.begin() as unit:
        return [
            each
            for each in those
            if (isinstance(each, App) and unit.apps.get(each.id))
            or (isinstance(each, Grant) and unit.grants.get(each.id))
            or (isinstance(each, AuthorizationCode) and unit.authorization_codes.get(each.code_hash))
            or (isinstance(each, AppToken) and unit.app_tokens.get(each.token_hash))
        ]


def test_with_a_grant_go_its_tokens_and_its_code(storage: Storage) -> None:
    account, app = storage.account(), storage.app()
    grant, other = storage.grant(app, account), storage.grant(app, account)
    code, on_its_way = storage.code(app, account, grant_id=grant.id), storage.code(app, account)
    access, refresh = storage.app_token(grant), storage.app_token(grant, TokenKind.REFRESH)
    foreign = storage.app_token(other)
    with storage.begin() as unit:
        assert not unit.grants.remove(99)
        assert unit.grants.remove(grant.id)
        assert not unit.grants.remove(grant.id)
        unit.commit()
    left = left_of(storage, app, grant, other, code, on_its_way, access, refresh, foreign)
    assert left == [app, other, on_its_way, foreign]


def test_all_that_somebody_allows_an_app_is_revoked(storage: Storage) -> None:
    account, neighbour, app, other = storage.account(), storage.account(), storage.app(), storage.app()
    grants = [storage.grant(app, account), storage.grant(app, account)]
    code, on_its_way = storage.code(app, account, grant_id=grants[0].id), storage.code(app, account)
    tokens = [storage.app_token(grant) for grant in grants]
    of_others = [storage.grant(other, account), storage.grant(app, neighbour), storage.grant(app, None)]
    rest: list[Thing] = [*of_others, storage.code(other, account), storage.code(app, neighbour)]
    rest += [storage.app_token(grant) for grant in of_others]
    with storage.begin() as unit:
        assert unit.grants.remove_of_app(account.id, app.id) == 2
        assert unit.grants.remove_of_app(account.id, app.id) == 0
        unit.commit()
    assert left_of(storage, *grants, code, on_its_way, *tokens, *rest) == rest


def test_all_that_somebody_allows_anybody_is_revoked(storage: Storage) -> None:
    account, neighbour, app, other = storage.account(), storage.account(), storage.app(), storage.app()
    grants = [storage.grant(app, account), storage.grant(other, account)]
    codes = [storage.code(app, account, grant_id=grants[0].id), storage.code(other, account)]
    tokens = [storage.app_token(grant) for grant in grants]
    of_others = [storage.grant(app, neighbour), storage.grant(app, None)]
    rest: list[Thing] = [*of_others, storage.code(app, neighbour), *(storage.app_token(grant) for grant in of_others)]
    with storage.begin() as unit:
        assert unit.grants.remove_all(account.id) == 2
        assert unit.grants.remove_all(account.id) == 0
        unit.commit()
    assert left_of(storage, *grants, *codes, *tokens, *rest) == rest


def test_grants_that_are_idle_are_removed(storage: Storage) -> None:
    account, app = storage.account(), storage.app()
    used, used_long_ago = storage.grant(app, account), storage.grant(app, account, used_at=NOW - timedelta(days=9))
    of_nobody, unused = storage.grant(app, None, used_at=LATER), storage.grant(app, None)
    kept: list[Thing] = [used, used_long_ago, of_nobody]
    kept += [storage.app_token(used, TokenKind.REFRESH, spent=True), storage.app_token(used_long_ago)]
    kept += [storage.app_token(of_nobody), storage.code(app, account, grant_id=used.id)]
    bare = [storage.grant(app, account, used_at=LATER), storage.grant(app, None, used_at=LATER)]
    gone: list[Thing] = [*bare, unused, storage.code(app, account, grant_id=bare[0].id), storage.app_token(unused)]
    with storage.begin() as unit:
        assert unit.grants.remove_idle(LATER) == 3
        assert unit.grants.remove_idle(LATER) == 0
        unit.commit()
    assert left_of(storage, *gone, *kept) == kept
