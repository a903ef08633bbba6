from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from microblog.domain.model.notification import Notification, NotificationKind, grouped

MORNING = datetime(2026, 5, 1, 6, tzinfo=UTC)
FIRST = Notification(7, 1, NotificationKind.LIKE, 2, 5, MORNING)
NEXT = Notification(8, 1, NotificationKind.LIKE, 3, 5, MORNING + timedelta(hours=5))


def test_what_happens_in_the_same_half_of_a_day_is_one_group() -> None:
    second = grouped(NEXT, grouped(FIRST, None))
    assert (second.group_id, second.group_place, second.leads) == (7, 2, True)
    third = grouped(evolve(NEXT, id=9), second)
    assert (third.group_id, third.group_place) == (7, 3)


@pytest.mark.parametrize("hours", [6, 24, -7])
def test_what_happens_in_another_begins_a_group(hours: int) -> None:
    other = grouped(evolve(NEXT, created_at=MORNING + timedelta(hours=hours)), FIRST)
    assert (other.group_id, other.group_place, other.leads) == (8, 1, True)


def test_mentions_stay_by_themselves() -> None:
    mention = evolve(NEXT, kind=NotificationKind.MENTION)
    assert grouped(mention, evolve(FIRST, kind=NotificationKind.MENTION)).group_id == 8
