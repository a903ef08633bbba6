from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from attrs import evolve

from microblog.domain.model.server_texts import ServerText, ServerTexts
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.client import Client
from tests.integration.http.site.whole_site import WholeSite, whole_site

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_the_server_tells_what_it_is(ada: ApiApp, stranger: ApiApp) -> None:
    ada.write("Hello")
    server = stranger.read("/api/v2/instance")
    assert server["domain"] == "localhost"
    assert server["version"].startswith("4.4.0 (compatible; microblog ")
    assert server["configuration"]["statuses"]["max_characters"] == 500
    older = stranger.read("/api/v1/instance")
    assert older["stats"] == {"user_count": 1, "status_count": 1, "domain_count": 1}
    assert stranger.read("/api/v1/custom_emojis") == []
    assert stranger.get("/health").text == "OK"


class TestWhatIsToldOfTheServer:
    @pytest.fixture
    def site(self) -> WholeSite:
        texts = ServerTexts("Birds only", ServerText("<p>Birds only</p>", MOMENT), ("Be kind", "No cats"))
        return whole_site(server_texts=evolve(texts, privacy_policy=ServerText("<p>Nothing is sold</p>", MOMENT)))

    def test_apps_and_people_read_it(self, stranger: ApiApp, client: Client) -> None:
        assert stranger.read("/api/v2/instance")["description"] == "Birds only"
        rules = [{"id": "1", "text": "Be kind", "hint": ""}, {"id": "2", "text": "No cats", "hint": ""}]
        assert stranger.read("/api/v1/instance/rules") == stranger.read("/api/v2/instance")["rules"] == rules
        assert stranger.read("/api/v1/instance")["rules"] == rules
        said = {"updated_at": "2026-01-02T03:04:05.000Z", "content": "<p>Birds only</p>"}
        assert stranger.read("/api/v1/instance/extended_description") == said
        assert "Nothing is sold" in stranger.read("/api/v1/instance/privacy_policy")["content"]
        page = client.get("/about").text
        assert [text in page for text in ("<p>Birds only</p>", "No cats", "<p>Nothing is sold</p>")] == [True] * 3


def test_what_nobody_has_written_is_not_there(stranger: ApiApp) -> None:
    for what in ("extended_description", "privacy_policy", "terms_of_service"):
        assert stranger.get(f"/api/v1/instance/{what}").status == 404
    assert stranger.read("/api/v1/instance/rules") == []
    assert stranger.read("/api/v1/instance/peers") == []


def test_weeks_are_told_in_text(stranger: ApiApp) -> None:
    weeks = stranger.read("/api/v1/instance/activity")
    assert len(weeks) == 12
    begins = [datetime.fromtimestamp(int(week["week"]), UTC) for week in weeks]
    assert {moment.strftime("%a %T") for moment in begins} == {"Mon 00:00:00"}
    assert {one - other for one, other in pairwise(begins)} == {timedelta(weeks=1)}
    assert weeks[0]["statuses"] == "0"


def test_those_who_count_servers_are_answered(stranger: ApiApp) -> None:
    links = stranger.read("/.well-known/nodeinfo")["links"]
    for link in links:
        told = stranger.read(link["href"].removeprefix("http://localhost"))
        assert told["software"]["name"] == "microblog"
        assert link["rel"].endswith(told["version"])


def test_webfinger(ada: ApiApp, stranger: ApiApp) -> None:
    for resource in ("acct:ada@localhost", "acct:ADA@LOCALHOST", "http://localhost/@ada"):
        found = stranger.get("/.well-known/webfinger", resource=resource)
        assert found.json()["subject"] == "acct:ada@localhost"  # type: ignore[index]
        assert found.header("Content-Type") == "application/jrd+json; charset=utf-8"
    assert stranger.get("/.well-known/webfinger", resource="acct:ada@elsewhere.example").status == 404
    assert stranger.get("/.well-known/webfinger", resource="acct:nobody@localhost").status == 404
    assert stranger.get("/.well-known/webfinger").status == 400
    assert ada.account_id


def test_web_apps_of_other_origins_may_use_it(ada: ApiApp, client: Client) -> None:
    path = "/api/v1/statuses"
    asked = {"Origin": "https://app.example", "Access-Control-Request-Method": "POST"}
    preflight = client.request("OPTIONS", path, asked)
    assert preflight.status == 204
    assert preflight.header("Access-Control-Allow-Origin") == "*"
    assert "POST" in (preflight.header("Access-Control-Allow-Methods") or "")
    assert "Authorization" in (preflight.header("Access-Control-Allow-Headers") or "")
    answer = ada.post(path, asked, status="Hello")
    assert answer.header("Access-Control-Allow-Origin") == "*"
    assert "Link" in (answer.header("Access-Control-Expose-Headers") or "")
    assert "Access-Control-Allow-Credentials" not in dict(answer.headers)


def test_pages_are_not_for_other_origins(client: Client) -> None:
    for path in ("/", "/public", "/login", "/api"):
        assert client.get(path).header("Access-Control-Allow-Origin") is None, path


def test_what_is_answered_to_somebody_is_kept_nowhere(ada: ApiApp, stranger: ApiApp) -> None:
    assert ada.get("/api/v1/timelines/home").header("Cache-Control") == "private, no-store"
    public = stranger.get("/api/v1/timelines/public")
    assert (public.header("Cache-Control"), public.header("Vary")) == ("no-cache", "Authorization")


def test_a_cookie_opens_nothing(ada: ApiApp, client: Client) -> None:
    client.cookies["session"] = ada.token
    assert client.get("/api/v1/timelines/home").status == 401


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v3/instance", "/api/v1/statuses/x", "/oauth/nothing"])
def test_what_is_not_there_is_not_found(ada: ApiApp, path: str) -> None:
    answer = ada.get(path)
    assert (answer.status, answer.json()) == (404, {"error": "Record not found"})


def test_a_method_that_is_not_there(ada: ApiApp) -> None:
    answer = ada.send("DELETE", "/api/v1/timelines/home")
    assert (answer.status, answer.header("Allow")) == (405, "GET, HEAD, OPTIONS")


def test_the_description_is_there_for_people_as_well(client: Client) -> None:
    page = client.get("/api")
    assert page.status == 200
    assert "/api/v1/statuses/{id}/favourite" in page.text
