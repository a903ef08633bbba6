"""The broker is ended, hangs, and forgets everything, while people post: nobody notices, and nothing is lost.

A whole site with real processes. How long posting takes meanwhile, `python -m bench.tasks outages` says on a quiet
machine; it also ends RabbitMQ, which takes its time to come back.
"""

from pathlib import Path

import pytest
from bench.tasks import outages

from tests.gaps import needs

SECONDS = 2.0  # of each harm
LONGEST = 10.0  # seconds that a post may take on a busy machine


@pytest.mark.parametrize(("queue", "harms"), [("huey-redis", outages.HARMS), ("celery-rabbitmq", outages.HARMS[1:])])
def test_a_broker_that_is_harmed_costs_nobody_a_post(
    queue: str, harms: tuple[outages.Harm, ...], tmp_path: Path
) -> None:
    needs(f"own-{queue.partition('-')[2]}")
    phases, outcome = outages.measure(queue, tmp_path, SECONDS, harms=harms)
    assert outcome.is_good, outcome
    assert outcome.posts > len(phases) * 10
    assert {phase.refused for phase in phases} == {0}
    assert max(asked.took for phase in phases for asked in phase.meanwhile) < LONGEST
