"""Sessions and one-time tokens."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from attrs import evolve

from microblog.domain.model.session import Purpose, Session, Token
from tests.integration.storage.storage import NOW, Storage

LATER = NOW + timedelta(hours=1)


def some_session(storage: Storage, account_id: int, minutes: int = 0) -> Session:
    new = storage.new_id()
    return Session(
        id=new,
        token_hash=new.to_bytes(32, "big"),
        account_id=account_id,
        created_at=NOW,
        used_at=NOW + timedelta(minutes=minutes),
        expires_at=LATER,
        remember=True,
        user_agent="Mozilla/5.0 🌻",
    )


def test_a_session_comes_back_as_it_was(storage: Storage) -> None:
    session = some_session(storage, storage.account().id)
    with storage.begin() as unit:
        unit.sessions.add(session)
        assert unit.sessions.by_hash(session.token_hash) == session
        assert unit.sessions.by_hash(b"x" * 32) is None


def test_touch(storage: Storage) -> None:
    session = some_session(storage, storage.account().id)
    with storage.begin() as unit:
        unit.sessions.add(session)
        unit.sessions.touch(session.id, LATER, LATER + timedelta(days=1))
        unit.sessions.touch(99, LATER, LATER)
        touched = evolve(session, used_at=LATER, expires_at=LATER + timedelta(days=1))
        assert unit.sessions.by_hash(session.token_hash) == touched


def test_sessions_are_listed_and_ended(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    sessions = [some_session(storage, account.id, minutes) for minutes in (1, 3, 2)]
    foreign = some_session(storage, other.id)
    with storage.begin() as unit:
        for session in (*sessions, foreign):
            unit.sessions.add(session)
        assert list(unit.sessions.of_account(account.id)) == [sessions[1], sessions[2], sessions[0]]
        assert not unit.sessions.remove(account.id, foreign.id)
        assert unit.sessions.remove(account.id, sessions[0].id)
        assert not unit.sessions.remove(account.id, sessions[0].id)
        assert unit.sessions.remove_all(account.id, but=sessions[1].id) == 1
        assert list(unit.sessions.of_account(account.id)) == [sessions[1]]
        assert unit.sessions.remove_all(account.id) == 1
        assert list(unit.sessions.of_account(other.id)) == [foreign]


def test_expired_sessions_are_removed(storage: Storage) -> None:
    session = some_session(storage, storage.account().id)
    with storage.begin() as unit:
        unit.sessions.add(session)
        assert unit.sessions.remove_expired(LATER - timedelta(milliseconds=1)) == 0
        assert unit.sessions.remove_expired(LATER) == 1
        assert unit.sessions.by_hash(session.token_hash) is None


def some_token(number: int, account_id: int | None = None, purpose: Purpose = Purpose.RESET_PASSWORD) -> Token:
    return Token(number.to_bytes(32, "big"), purpose, account_id, NOW, LATER)


def test_a_token_is_for_one_purpose_and_some_time(storage: Storage) -> None:
    token, for_nobody = some_token(1, storage.account().id), some_token(2, None, Purpose.BECOME_OWNER)
    with storage.begin() as unit:
        unit.tokens.add(token)
        unit.tokens.add(for_nobody)
        assert unit.tokens.get(token.token_hash, Purpose.RESET_PASSWORD, NOW) == token
        assert unit.tokens.get(for_nobody.token_hash, Purpose.BECOME_OWNER, NOW) == for_nobody
        for read in (unit.tokens.get, unit.tokens.consume):
            assert read(token.token_hash, Purpose.CONFIRM_ADDRESS, NOW) is None
            assert read(token.token_hash, Purpose.RESET_PASSWORD, LATER) is None
            assert read(b"x" * 32, Purpose.RESET_PASSWORD, NOW) is None
        assert unit.tokens.consume(token.token_hash, Purpose.RESET_PASSWORD, NOW) == token
        assert unit.tokens.consume(token.token_hash, Purpose.RESET_PASSWORD, NOW) is None


def test_of_several_that_consume_at_once_one_gets_it(storage: Storage) -> None:
    token = some_token(1)
    with storage.begin() as unit:
        unit.tokens.add(token)
        unit.commit()

    def consume(_: int) -> Token | None:
        with storage.begin() as unit:
            got = unit.tokens.consume(token.token_hash, token.purpose, NOW)
            unit.commit()
        return got

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(consume, range(8)))
    assert sorted(results, key=bool) == [None] * 7 + [token]


def test_tokens_are_removed(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    reset, confirm = some_token(1, account.id), some_token(2, account.id, Purpose.CONFIRM_ADDRESS)
    foreign, invitation = some_token(3, other.id), some_token(4, None, Purpose.INVITATION)

    def left() -> list[Token]:
        every = (reset, confirm, foreign, invitation)
        return [token for token in every if unit.tokens.get(token.token_hash, token.purpose, NOW)]

    with storage.begin() as unit:
        for token in (reset, confirm, foreign, invitation):
            unit.tokens.add(token)
        unit.tokens.remove_of_account(account.id, Purpose.RESET_PASSWORD)
        assert left() == [confirm, foreign, invitation]
        unit.tokens.remove_of_account(account.id)
        assert left() == [foreign, invitation]
        unit.tokens.remove_purpose(Purpose.INVITATION)
        assert left() == [foreign]
        assert unit.tokens.remove_expired(LATER - timedelta(milliseconds=1)) == 0
        assert unit.tokens.remove_expired(LATER) == 1
        assert left() == []
