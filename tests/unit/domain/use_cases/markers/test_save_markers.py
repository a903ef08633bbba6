from datetime import timedelta

import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, ValidationError
from microblog.domain.model.marker import MarkedTimeline
from microblog.domain.use_cases.markers.read_markers import ReadMarkers
from microblog.domain.use_cases.markers.save_markers import SaveMarkers
from tests.unit.domain.use_cases.action_world import ActionWorld

HOME, NOTIFICATIONS = MarkedTimeline.HOME, MarkedTimeline.NOTIFICATIONS


def test_each_change_counts_by_itself(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    save, read = world.do(SaveMarkers), world.do(ReadMarkers)
    assert list(read(account_id=anna.id)) == []
    first = save(account_id=anna.id, last_read={HOME: 5, NOTIFICATIONS: 6})
    world.clock.move(timedelta(hours=1))
    (second,) = save(account_id=anna.id, last_read={HOME: 3})
    assert [(marker.last_read_id, marker.version) for marker in first] == [(5, 1), (6, 1)]
    assert (second.last_read_id, second.version, second.updated_at) == (3, 2, world.clock())
    assert list(read(account_id=anna.id)) == [second, first[1]]
    assert list(read(account_id=ben.id)) == []


def test_what_was_read_of_notifications_is_read_on_the_site(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.do(SaveMarkers)(account_id=anna.id, last_read={HOME: 9})
    assert world.user(anna).last_read_notification_id == 0
    world.do(SaveMarkers)(account_id=anna.id, last_read={NOTIFICATIONS: 7})
    assert world.user(anna).last_read_notification_id == 7


@pytest.mark.parametrize("no_id", [-1, 2**63])
def test_what_is_no_id_changes_nothing(world: ActionWorld, no_id: int) -> None:
    anna = world.account("anna")
    with pytest.raises(ValidationError, match="last_read_id: out_of_range"):
        world.do(SaveMarkers)(account_id=anna.id, last_read={HOME: 5, NOTIFICATIONS: no_id})
    assert list(world.do(ReadMarkers)(account_id=anna.id)) == []


def test_who_was_deleted_has_read_enough(world: ActionWorld) -> None:
    anna = world.account("anna", AccountState.DELETED)
    with pytest.raises(Gone):
        world.do(SaveMarkers)(account_id=anna.id, last_read={HOME: 5})
    assert world.rows.markers == {}
