from datetime import UTC, datetime, timedelta

from microblog.domain.model.addresses import Addresses
from microblog.domain.model.events import PostPublished
from microblog.domain.model.task import MAX_ATTEMPTS, Task, retry_delay

NOW = datetime(2026, 5, 4, tzinfo=UTC)


def _task(task_id: int, attempts: int) -> Task:
    return Task(task_id, PostPublished(1), "fan_out_post", attempts, NOW, NOW)


def test_the_delay_doubles_up_to_an_hour_within_a_quarter() -> None:
    for attempts, seconds in [(1, 10), (2, 20), (5, 160), (10, 3600), (12, 3600)]:
        delays = [retry_delay(_task(task_id, attempts)).total_seconds() for task_id in range(200)]
        assert seconds * 0.75 <= min(delays) < seconds * 0.8
        assert seconds * 1.2 < max(delays) <= seconds * 1.25


def test_the_delay_is_the_same_whoever_computes_it() -> None:
    assert retry_delay(_task(7, 3)) == retry_delay(_task(7, 3))
    assert len({retry_delay(_task(task_id, 3)) for task_id in range(100)}) > 90


def test_all_attempts_take_some_hours() -> None:
    total = sum((retry_delay(_task(1, attempts)) for attempts in range(1, MAX_ATTEMPTS)), timedelta())
    assert timedelta(hours=2) < total < timedelta(hours=5)


def test_message_ids_have_a_host_that_every_mail_program_takes() -> None:
    assert Addresses("https://example.org").message_id("mention", 1, 2) == "mention.1.2@example.org"
    assert Addresses("http://127.0.0.1:8000").message_id("reset", 3) == "reset.3@127.0.0.1"
    assert Addresses("http://[::1]:8000").message_id("reset", 3) == "reset.3@--1"
