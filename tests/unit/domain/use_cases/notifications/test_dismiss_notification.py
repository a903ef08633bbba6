import pytest

from microblog.domain.model.errors import NotFound
from microblog.domain.use_cases.notifications.dismiss_notification import ClearNotifications, DismissNotification
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_one_is_removed(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    first, second = (world.notification(anna, ben, world.post(ben)) for _ in range(2))
    dismiss = world.do(DismissNotification)
    dismiss(account_id=anna.id, notification_id=first.id)
    assert list(world.rows.notifications) == [second.id]
    for other, notification_id in ((anna, first.id), (ben, second.id), (anna, -1), (anna, 2**63)):
        with pytest.raises(NotFound):
            dismiss(account_id=other.id, notification_id=notification_id)
    assert list(world.rows.notifications) == [second.id]


def test_all_of_ones_own_are_removed(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    for _ in range(2):
        world.notification(anna, ben, world.post(ben))
    bens = world.notification(ben, anna, world.post(anna))
    world.do(ClearNotifications)(account_id=anna.id)
    assert list(world.rows.notifications) == [bens.id]
