"""What people wrote down about others, and whom they recommend."""

from microblog.domain.model.account import AccountState
from microblog.domain.model.page import Cursor
from microblog.domain.model.relationships import AccountNote
from tests.integration.storage.storage import Storage


def endorsed(storage: Storage, viewer_id: int | None, account_id: int, cursor: Cursor | None = None) -> list[int]:
    return [one.account.id for one in storage.accounts.endorsed(viewer_id, account_id, cursor or Cursor()).items]


def test_a_note_is_kept_replaced_and_removed(storage: Storage) -> None:
    anna, ben = storage.account("anna"), storage.account("ben")
    with storage.begin() as unit:
        for text in ("x", "y" * 2000):
            unit.account_notes.save(AccountNote(anna.id, ben.id, text))
        unit.account_notes.save(AccountNote(ben.id, anna.id, "other"))
        assert [unit.account_notes.count(one.id) for one in (anna, ben)] == [1, 1]
        unit.commit()
    seen = storage.accounts.profiles(anna.id, [anna.id, ben.id])
    assert (seen[ben.id].note, seen[anna.id].note) == ("y" * 2000, "")
    profile = storage.accounts.profile(None, "ben")
    assert profile is not None
    assert (profile.note, profile.endorsed) == ("", False)
    with storage.begin() as unit:
        assert unit.account_notes.remove(anna.id, ben.id)
        assert not unit.account_notes.remove(anna.id, ben.id)
        unit.commit()
    assert storage.accounts.profiles(anna.id, [ben.id])[ben.id].note == ""
    assert storage.accounts.profiles(ben.id, [anna.id])[anna.id].note == "other"


def test_the_notes_by_and_about_somebody_are_forgotten(storage: Storage) -> None:
    anna, ben, carla = (storage.account() for _ in range(3))
    with storage.begin() as unit:
        for one, other in ((anna, ben), (ben, anna), (ben, carla)):
            unit.account_notes.save(AccountNote(one.id, other.id, "x"))
        unit.account_notes.remove_all(anna.id)
        assert [unit.account_notes.count(one.id) for one in (anna, ben)] == [0, 1]


def test_who_is_recommended(storage: Storage) -> None:
    anna, *others = (storage.account() for _ in range(5))
    for other in others:
        storage.endorse(anna, other)
    storage.endorse(others[0], anna)
    ids = [other.id for other in others[::-1]]
    assert endorsed(storage, None, anna.id) == ids
    page = storage.accounts.endorsed(anna.id, anna.id, Cursor(limit=3))
    assert [one.account.id for one in page.items] == ids[:3]
    assert endorsed(storage, None, anna.id, Cursor(max_id=page.next_max_id)) == ids[3:]
    storage.block(others[0], others[1])
    assert endorsed(storage, others[0].id, anna.id) == [one for one in ids if one != others[1].id]
    gone = storage.account(state=AccountState.SUSPENDED)
    storage.endorse(anna, gone)
    assert endorsed(storage, None, anna.id) == ids
    seen = storage.accounts.profiles(anna.id, [anna.id, others[0].id])
    assert (seen[others[0].id].endorsed, seen[anna.id].endorsed) == (True, False)


def test_an_endorsement_is_given_once_and_taken_back(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    kept = storage.endorse(anna, ben)
    storage.endorse(ben, anna)
    with storage.begin() as unit:
        assert not unit.endorsements.add(kept)
        assert unit.endorsements.count(anna.id) == 1
        assert unit.endorsements.remove(anna.id, ben.id)
        assert not unit.endorsements.remove(anna.id, ben.id)
        assert [unit.endorsements.count(one.id) for one in (anna, ben)] == [0, 1]
        unit.endorsements.remove_all(anna.id)
        assert unit.endorsements.count(ben.id) == 0
