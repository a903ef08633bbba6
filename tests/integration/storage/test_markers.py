"""How far people have read."""

from datetime import timedelta

from attrs import evolve

from microblog.domain.model.marker import MarkedTimeline, Marker
from tests.integration.storage.storage import NOW, Storage

HOME, NOTIFICATIONS = MarkedTimeline.HOME, MarkedTimeline.NOTIFICATIONS


def test_a_marker_is_kept_and_replaced(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    home, told = Marker(anna.id, HOME, 2**63 - 1, 1, NOW), Marker(anna.id, NOTIFICATIONS, 0, 7, NOW)
    others = evolve(home, account_id=ben.id)
    later = evolve(home, last_read_id=3, version=2, updated_at=NOW + timedelta(seconds=1))
    with storage.begin() as unit:
        for marker in (home, told, others, later):
            unit.markers.save(marker)
        assert unit.markers.get(anna.id, HOME) == later
        unit.commit()
    with storage.begin() as unit:
        assert unit.markers.get(anna.id, NOTIFICATIONS) == told
        assert unit.markers.get(ben.id, NOTIFICATIONS) is None
    assert sorted(storage.markers.of_account(anna.id), key=lambda one: one.version) == [later, told]
    assert list(storage.markers.of_account(ben.id)) == [others]


def test_the_markers_of_one_account_are_forgotten(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    kept = Marker(ben.id, HOME, 1, 1, NOW)
    with storage.begin() as unit:
        for marker in (kept, Marker(anna.id, HOME, 1, 1, NOW), Marker(anna.id, NOTIFICATIONS, 1, 1, NOW)):
            unit.markers.save(marker)
        unit.markers.remove_all(anna.id)
        unit.commit()
    assert list(storage.markers.of_account(anna.id)) == []
    assert list(storage.markers.of_account(ben.id)) == [kept]
