"""What Celery is told, for each broker. Nothing connects to any."""

import re
from typing import Any

import pytest

from microblog.adapters.tasks.celery_queue import open_app
from microblog.domain.model.task import LEASE

URLS = {
    "amqp": "amqp://guest:guest@broker.example:5672//",
    "amqps": "amqps://guest:guest@broker.example:5671/blog",
    "redis": "redis://broker.example:6379/1",
    "rediss": "rediss://:secret@broker.example:6379/1",
    "sqs": "sqs://",
}


def options(scheme: str) -> dict[str, Any]:
    """What the transport is told."""
    found: dict[str, Any] = open_app(URLS[scheme], "blog").conf.broker_transport_options
    return found


@pytest.mark.parametrize("scheme", URLS)
def test_a_message_is_json_and_outlives_its_worker_everywhere(scheme: str) -> None:
    conf = open_app(URLS[scheme], "blog").conf
    assert conf.broker_url == URLS[scheme]
    assert (conf.task_serializer, conf.accept_content) == ("json", ["json"])
    assert (conf.task_acks_late, conf.task_reject_on_worker_lost, conf.worker_prefetch_multiplier) == (True, True, 1)
    assert conf.task_ignore_result
    assert conf.result_backend is None
    assert [queue.name for queue in conf.task_queues] == ["blog-urgent", "blog-bulk"]


@pytest.mark.parametrize("scheme", ["amqp", "amqps"])
def test_rabbitmq_confirms_and_keeps_quorum_queues(scheme: str) -> None:
    assert options(scheme) == {"confirm_publish": True}
    queues = open_app(URLS[scheme], "blog").conf.task_queues
    assert [queue.queue_arguments for queue in queues] == [{"x-queue-type": "quorum"}] * 2


@pytest.mark.parametrize("scheme", ["redis", "rediss", "sqs"])
def test_elsewhere_a_message_comes_back_only_after_the_lease_of_its_task(scheme: str) -> None:
    assert options(scheme)["visibility_timeout"] > LEASE.total_seconds()
    queues = open_app(URLS[scheme], "blog").conf.task_queues
    assert [queue.queue_arguments for queue in queues] == [None, None]


def test_sqs_is_asked_for_as_long_as_it_answers_at_once_when_something_comes() -> None:
    assert options("sqs") == {"visibility_timeout": 120, "wait_time_seconds": 10}
    names = [queue.name for queue in open_app(URLS["sqs"], "x" * 40).conf.task_queues]  # the longest prefix
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,80}", name) for name in names)
