from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from microblog.domain.model.digest import DigestRhythm, period_at


@pytest.mark.parametrize(
    ("rhythm", "now", "period"),
    [
        (DigestRhythm.DAILY, datetime(2026, 11, 21, 5, 59, 59, tzinfo=UTC), 202611201),
        (DigestRhythm.DAILY, datetime(2026, 11, 21, 6, tzinfo=UTC), 202611211),
        (DigestRhythm.WEEKLY, datetime(2026, 11, 16, 5, 59, 59, tzinfo=UTC), 202611097),
        (DigestRhythm.WEEKLY, datetime(2026, 11, 16, 6, tzinfo=UTC), 202611167),
        (DigestRhythm.WEEKLY, datetime(2026, 11, 23, 5, 59, tzinfo=UTC), 202611167),
        (DigestRhythm.WEEKLY, datetime(2027, 1, 1, 12, tzinfo=UTC), 202612287),
    ],
)
def test_a_period_begins_at_six(rhythm: DigestRhythm, now: datetime, period: int) -> None:
    assert period_at(rhythm, now) == period


@pytest.mark.parametrize("rhythm", [DigestRhythm.DAILY, DigestRhythm.WEEKLY])
def test_each_period_is_one_span_of_time_with_a_number_of_its_own(rhythm: DigestRhythm) -> None:
    start = datetime(2026, 3, 1, 6, tzinfo=UTC)  # some weeks with a change to summer time in them
    numbers = [period_at(rhythm, start + timedelta(minutes=15) * step) for step in range(40 * 96)]
    changes = [step for step in range(1, len(numbers)) if numbers[step] != numbers[step - 1]]
    assert len(set(numbers)) == len(changes) + 1
    assert {later - sooner for sooner, later in pairwise(changes)} == {96 * rhythm.days}
