"""Authorization codes and the tokens of apps."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from attrs import evolve

from microblog.domain.model.app import Grant, TokenKind
from tests.integration.storage.storage import NOW, Storage

LATER = NOW + timedelta(hours=1)
MOMENT = timedelta(milliseconds=1)


def test_a_code_comes_back_as_it_was(storage: Storage) -> None:
    app, account = storage.app(), storage.account()
    code, without_challenge = storage.code(app, account), storage.code(app, account, challenge="")
    with storage.begin() as unit:
        assert unit.authorization_codes.get(code.code_hash) == code
        assert unit.authorization_codes.get(without_challenge.code_hash) == without_challenge
        assert unit.authorization_codes.get(b"x" * 32) is None


def test_a_code_is_spent_once(storage: Storage) -> None:
    app, account = storage.app(), storage.account()
    code, other, grant = storage.code(app, account), storage.code(app, account), storage.grant(app, account)
    with storage.begin() as unit:
        assert unit.authorization_codes.spend(code.code_hash, grant.id)
        unit.commit()
    with storage.begin() as unit:
        assert not unit.authorization_codes.spend(code.code_hash, storage.new_id())
        assert not unit.authorization_codes.spend(b"x" * 32, grant.id)
        assert unit.authorization_codes.get(code.code_hash) == evolve(code, grant_id=grant.id)
        assert unit.authorization_codes.get(other.code_hash) == other


def test_of_several_that_spend_a_code_at_once_one_does(storage: Storage) -> None:
    app, account = storage.app(), storage.account()
    code, grants = storage.code(app, account), [storage.grant(app, account) for _ in range(8)]

    def spend(grant: Grant) -> bool:
        with storage.begin() as unit:
            has_spent = unit.authorization_codes.spend(code.code_hash, grant.id)
            unit.commit()
        return has_spent

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(spend, grants))
    assert sorted(results) == [False] * 7 + [True]
    with storage.begin() as unit:
        spent = unit.authorization_codes.get(code.code_hash)
    assert spent == evolve(code, grant_id=grants[results.index(True)].id)


def test_codes_that_expired_are_removed(storage: Storage) -> None:
    app, account = storage.app(), storage.account()
    code, spent = storage.code(app, account), storage.code(app, account, grant_id=storage.grant(app, account).id)
    late = storage.code(app, account, expires_at=LATER)
    with storage.begin() as unit:
        assert unit.authorization_codes.remove_expired(code.expires_at) == 0
        assert unit.authorization_codes.remove_expired(code.expires_at + MOMENT) == 2
        left = [each for each in (code, spent, late) if unit.authorization_codes.get(each.code_hash)]
        assert left == [late]


def test_a_token_comes_back_as_it_was(storage: Storage) -> None:
    grant = storage.grant(storage.app(), storage.account())
    access = storage.app_token(grant)
    refresh = storage.app_token(grant, TokenKind.REFRESH, expires_at=LATER)
    spent = storage.app_token(grant, TokenKind.REFRESH, spent=True)
    with storage.begin() as unit:
        for token in (access, refresh, spent):
            assert unit.app_tokens.get(token.token_hash) == token
        assert unit.app_tokens.get(b"x" * 32) is None


def test_a_refresh_token_is_spent_once(storage: Storage) -> None:
    grant = storage.grant(storage.app(), storage.account())
    access, refresh, other = storage.app_token(grant), *(storage.app_token(grant, TokenKind.REFRESH) for _ in range(2))
    with storage.begin() as unit:
        assert unit.app_tokens.spend(refresh.token_hash)
        unit.commit()
    with storage.begin() as unit:
        for token_hash in (refresh.token_hash, access.token_hash, b"x" * 32):
            assert not unit.app_tokens.spend(token_hash)
        assert unit.app_tokens.get(refresh.token_hash) == evolve(refresh, spent=True)
        assert unit.app_tokens.get(access.token_hash) == access
        assert unit.app_tokens.get(other.token_hash) == other


def test_of_several_that_spend_a_refresh_token_at_once_one_does(storage: Storage) -> None:
    token = storage.app_token(storage.grant(storage.app(), storage.account()), TokenKind.REFRESH)

    def spend(_: int) -> bool:
        with storage.begin() as unit:
            has_spent = unit.app_tokens.spend(token.token_hash)
            unit.commit()
        return has_spent

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(spend, range(8))) == [False] * 7 + [True]


def test_tokens_that_expired_are_removed(storage: Storage) -> None:
    grant = storage.grant(storage.app(), storage.account())
    for_ever, access = storage.app_token(grant), storage.app_token(grant, expires_at=LATER)
    refresh = storage.app_token(grant, TokenKind.REFRESH, expires_at=LATER, spent=True)
    with storage.begin() as unit:
        assert unit.app_tokens.remove_expired(LATER - MOMENT) == 0
        assert unit.app_tokens.remove_expired(LATER) == 2
        left = [each for each in (for_ever, access, refresh) if unit.app_tokens.get(each.token_hash)]
        assert left == [for_ever]
