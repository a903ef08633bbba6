from datetime import UTC, datetime

import pytest
from attrs import evolve

from microblog.adapters.security.rate_limiter import MemoryRateLimiter
from microblog.adapters.system.system_clock import SystemClock
from microblog.adapters.web.gates.bearer import AuthenticateBearer as BearerGate
from microblog.adapters.web.gates.rate_limit import LimitRate
from microblog.domain.use_cases.apps.authenticate_bearer import AuthenticateBearer
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.site.whole_site import WholeSite, whole_site, wired

ENOUGH = 340  # requests: the window of 300 slides, so where one ends meanwhile some more are let through


class TestWhereRequestsAreCounted:
    @pytest.fixture
    def site(self) -> WholeSite:
        site = whole_site()
        counting = LimitRate(MemoryRateLimiter(), SystemClock())
        instead = {LimitRate: counting, BearerGate: BearerGate(wired(AuthenticateBearer, site.parts), counting)}
        gates = tuple(instead.get(type(gate), gate) for gate in site.application.gates)
        return evolve(site, application=evolve(site.application, gates=gates))

    def test_every_answer_says_how_many_are_left(self, ada: ApiApp) -> None:
        lefts = []
        for path in ("/api/v1/timelines/home", "/api/v1/notifications"):
            answer = ada.get(path)
            assert answer.header("X-RateLimit-Limit") == "300"
            lefts.append(int(answer.header("X-RateLimit-Remaining") or ""))
            reset = datetime.fromisoformat(answer.header("X-RateLimit-Reset") or "")
            assert 0 < (reset - datetime.now(UTC)).total_seconds() <= 600
        assert lefts == [299, 298]  # they are counted together

    def test_changing_a_status_counts_like_writing_one(self, ada: ApiApp) -> None:
        path = f"/api/v1/statuses/{ada.write('Hello')['id']}"
        answer = ada.form("PUT", path, {"status": "Bye"})
        assert (answer.status, answer.header("X-RateLimit-Remaining")) == (200, "298")

    def test_beyond_the_limit_there_is_a_429_that_says_when_to_come_back(self, stranger: ApiApp) -> None:
        statuses = [stranger.get("/api/v1/custom_emojis").status for _ in range(ENOUGH)]
        assert 300 <= statuses.index(429) < ENOUGH
        assert set(statuses[: statuses.index(429)]) == {200}
        assert stranger.get("/health").status == 200
        refused = stranger.get("/api/v1/custom_emojis")
        assert refused.json() == {"error": "Too many requests"}
        assert refused.header("X-RateLimit-Remaining") == "0"
        assert int(refused.header("Retry-After") or "") > 0

    def test_tokens_that_are_none_count_for_the_address_and_hinder_no_token_that_is_one(
        self, ada: ApiApp, stranger: ApiApp
    ) -> None:
        stranger.token = "guessed"
        answers = [stranger.get("/api/v1/timelines/home") for _ in range(ENOUGH)]
        statuses = [answer.status for answer in answers]
        assert 300 <= statuses.index(429) < ENOUGH
        assert set(statuses[: statuses.index(429)]) == {401}
        assert answers[0].header("X-RateLimit-Remaining") == "299"
        assert stranger.without_token().get("/api/v1/custom_emojis").status == 429
        assert ada.get("/api/v1/timelines/home").status == 200


def test_without_limits_nothing_is_said_of_them(ada: ApiApp) -> None:
    assert not [name for name, _ in ada.get("/api/v1/timelines/home").headers if name.startswith("X-RateLimit")]
