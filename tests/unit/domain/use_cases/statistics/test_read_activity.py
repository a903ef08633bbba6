from datetime import date

from microblog.domain.model.statistics import DayStatistics, WeekStatistics
from microblog.domain.use_cases.statistics.read_activity import ReadActivity
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_days_make_weeks(world: ActionWorld) -> None:
    assert world.clock().date() == date(2026, 5, 4)  # a Monday
    days = [
        DayStatistics(date(2026, 5, 4), 1, 1, 1),
        DayStatistics(date(2026, 5, 3), 2, 5, 0),
        DayStatistics(date(2026, 4, 27), 3, 4, 2),
        DayStatistics(date(2026, 2, 16), 7, 7, 7),
        DayStatistics(date(2026, 2, 15), 9, 9, 9),
    ]
    with world.unit_of_work() as uow:
        for day in days:
            uow.statistics.save(day)
        uow.commit()
    weeks = world.do(ReadActivity)()
    assert len(weeks) == 12
    assert weeks[:2] == [WeekStatistics(date(2026, 5, 4), 1, 1, 1), WeekStatistics(date(2026, 4, 27), 5, 5, 2)]
    assert weeks[2] == WeekStatistics(date(2026, 4, 20), 0, 0, 0)
    assert weeks[-1] == WeekStatistics(date(2026, 2, 16), 7, 7, 7)
