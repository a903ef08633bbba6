import logging

import pytest

from microblog.adapters.system.broker_news import LoggedBrokerNews


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_broker_that_stays_away_is_told_now_and_then_and_its_return_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    clock = Clock()
    news = LoggedBrokerNews(clock)
    news.back()
    for seconds in (0, 1, 59, 61, 62):
        clock.seconds = seconds
        news.away(ConnectionError("secret"))
    news.back()
    news.back()
    news.away(OSError())
    away, back = (
        (logging.WARNING, "the broker cannot be used, tasks wait for the sweeper"),
        (logging.INFO, "the broker is back"),
    )
    assert [(each.levelno, each.message) for each in caplog.records] == [away, away, back, away]
    assert [getattr(each, "error", "") for each in caplog.records] == [
        "ConnectionError",
        "ConnectionError",
        "",
        "OSError",
    ]
