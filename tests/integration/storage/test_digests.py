"""Digests that are decided, and whose are missing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from attrs import evolve

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.digest import Digest, DigestRhythm
from microblog.domain.use_cases.notifications.write_digests import WriteDigests
from tests.integration.storage.storage import NOW, REACTIONS, Storage

DAILY, WEEKLY = DigestRhythm.DAILY, DigestRhythm.WEEKLY
PERIOD = 202611211


def reader(storage: Storage, rhythm: DigestRhythm, state: AccountState = AccountState.ACTIVE) -> Account:
    account = storage.account(state=state)
    storage.user(account)
    with storage.begin() as unit:
        unit.accounts.lock(account.id)
        user = unit.users.get(account.id)
        assert user is not None
        assert user.digest is DigestRhythm.OFF
        unit.users.save(evolve(user, digest=rhythm))
        unit.commit()
    return account


def test_whose_digest_is_due(storage: Storage) -> None:
    first, second, third = (reader(storage, DAILY) for _ in range(3))
    weekly = reader(storage, WEEKLY)
    reader(storage, DigestRhythm.OFF)
    reader(storage, DAILY, AccountState.SUSPENDED)
    with storage.begin() as unit:
        assert list(unit.digests.due(DAILY, PERIOD, after=0, limit=10)) == [first.id, second.id, third.id]
        assert list(unit.digests.due(WEEKLY, PERIOD, after=0, limit=10)) == [weekly.id]
        assert unit.digests.add(Digest(first.id, PERIOD, 1, NOW))
        assert unit.digests.add(Digest(second.id, PERIOD + 10, 1, NOW))
        assert list(unit.digests.due(DAILY, PERIOD, after=0, limit=10)) == [second.id, third.id]
        assert list(unit.digests.due(DAILY, PERIOD, after=0, limit=1)) == [second.id]
        assert list(unit.digests.due(DAILY, PERIOD, after=second.id, limit=10)) == [third.id]


def test_a_digest_is_decided_once_and_forgotten(storage: Storage) -> None:
    anna, ben = reader(storage, DAILY), reader(storage, DAILY)
    old, far = Digest(anna.id, PERIOD, 2**62, NOW - timedelta(1)), Digest(anna.id, PERIOD + 10, 2**62 + 1, NOW)
    with storage.begin() as unit:
        assert unit.digests.latest(anna.id) is None
        for digest in (far, old, Digest(ben.id, PERIOD, 7, NOW)):
            assert unit.digests.add(digest)
        unit.commit()
    with storage.begin() as unit:
        assert not unit.digests.add(evolve(old, up_to_id=2**62 + 5))
        assert unit.digests.latest(anna.id) == far
        unit.commit()
    with storage.begin() as unit:
        assert unit.digests.remove_before(NOW) == 1
        assert unit.digests.add(old)
        unit.digests.remove_all(anna.id)
        assert unit.digests.latest(anna.id) is None
        assert unit.digests.latest(ben.id) == Digest(ben.id, PERIOD, 7, NOW)


def test_workers_that_look_at_once_write_each_digest_once(storage: Storage) -> None:
    for _ in range(12):
        reader(storage, DAILY)

    def look(_: int) -> int:
        return WriteDigests(storage.begin, lambda: NOW, storage.new_id)()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(look, range(4))) == 12
    assert len(storage.queue.nudged) == 12 * len(REACTIONS)
