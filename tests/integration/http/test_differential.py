"""A recorded trace, replayed in order against a fresh server on each framework: the answers are equal to the byte.

`python -m tests.integration.http.record_trace` records it anew, after the site has changed.
"""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.integration.http.client import Answer
from tests.integration.http.wire import Sent, Wire, fixed_server

TRACE = Path(__file__).with_name("trace.jsonl")

LEAST = {200: 80, 204: 20, 303: 30, 400: 10, 403: 10, 404: 20, 405: 20, 410: 1, 413: 2, 422: 10, 429: 1, 500: 1}
"""How often each status has to come."""

# What the web kernel draws by itself, with nothing to put in its place: request ids, the token of a form before log-in,
# the key of a form to write with.
_DRAWN = re.compile(
    r'(?<=csrf=)[\w-]{43}(?=;)|(?<=name="csrf_token" value=")[\w-]{43}(?=")'
    r'|(?<=name="idempotency_key" value=")[\w-]{22}(?=")|(?<=<code>)[0-9a-f]{16}(?=</code>)'
)


def trace() -> list[Sent]:
    """The recorded requests."""
    return [Sent.from_json(json.loads(line)) for line in TRACE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Answer]]:
    """All answers of both."""
    given = {}
    for web in ("flask", "quart"):
        with fixed_server(web, tmp_path_factory.mktemp("trace") / web) as wire:
            given[web] = replay(wire)
    return given


def replay(wire: Wire) -> list[Answer]:
    """Send the whole trace."""
    return [wire.put(request) for request in trace()]


def plain(answer: Answer) -> tuple[int, list[tuple[str, str]], str]:
    """Status, headers without date and server, body; what is drawn is named by the order in which it comes."""
    names: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"(drawn {len(names)})")

    headers = [(key, "…" if key == "x-request-id" else _DRAWN.sub(name, value)) for key, value in answer.headers]
    kept = sorted(pair for pair in headers if pair[0] not in ("date", "server"))
    return answer.status, kept, _DRAWN.sub(name, answer.body.decode("latin-1"))


def test_both_frameworks_give_equal_answers(answers: dict[str, list[Answer]]) -> None:
    for request, flask, quart in zip(trace(), answers["flask"], answers["quart"], strict=True):
        assert plain(flask) == plain(quart), f"{request.method} {request.target[:200]}"


def test_the_trace_is_as_varied_as_it_claims(answers: dict[str, list[Answer]]) -> None:
    requests, statuses = trace(), Counter(answer.status for answer in answers["flask"])
    assert len(requests) >= 300
    for status, least in {
        200: 80,
        204: 20,
        303: 30,
        400: 10,
        403: 10,
        404: 20,
        405: 20,
        413: 2,
        422: 10,
        500: 1,
    }.items():
        assert statuses[status] >= least, statuses
    assert statuses[410] >= 1
    assert statuses[429] >= 1
    assert {request.method for request in requests} >= {
        "GET",
        "HEAD",
        "POST",
        "OPTIONS",
        "DELETE",
        "PUT",
        "TRACE",
        "BREW",
    }
    assert len({request.target for request in requests}) >= 150
    assert any(
        answer.body and answer.header("content-type") == "application/atom+xml; charset=utf-8"
        for answer in answers["flask"]
    )


def test_the_trace_still_means_what_it_meant(answers: dict[str, list[Answer]]) -> None:
    """A site that has changed a lot answers old requests with errors alone, and equal errors prove little."""
    requests = trace()
    same = sum(request.status == answer.status for request, answer in zip(requests, answers["flask"], strict=True))
    assert same >= 0.9 * len(requests), "the site has changed: record the trace anew"
