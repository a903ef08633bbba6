from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model.post_content import PostContent
from microblog.domain.use_cases.pending_posts.publish_due_posts import PublishDuePosts
from microblog.domain.use_cases.pending_posts.save_pending_post import SavePendingPost
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.api.test_lists import ids, links
from tests.integration.http.site.whole_site import WholeSite
from tests.unit.adapters.media.pictures import picture

PATH = "/api/v1/scheduled_statuses"


def soon(minutes: int = 60) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def test_a_status_is_scheduled_read_put_off_and_called_off(ada: ApiApp, bruno: ApiApp) -> None:
    media = ada.upload("/api/v2/media", picture(), description="Tea").json()
    answered = bruno.write("Hello")
    wanted = soon()
    scheduled = ada.write(
        "@bruno Tea",
        scheduled_at=wanted,
        spoiler_text="drinks",
        visibility="private",
        language="en",
        in_reply_to_id=answered["id"],
        media_ids=[media["id"]],  # type: ignore[index]
    )
    assert scheduled["scheduled_at"] == wanted
    assert scheduled["media_attachments"] == [media]
    assert scheduled["params"] == {
        "text": "@bruno Tea",
        "poll": None,
        "media_ids": [media["id"]],  # type: ignore[index]
        "sensitive": True,
        "spoiler_text": "drinks",
        "visibility": "private",
        "in_reply_to_id": int(answered["id"]),
        "language": "en",
        "application_id": scheduled["params"]["application_id"],
        "scheduled_at": None,
        "idempotency": None,
        "with_rate_limit": False,
    }
    one = f"{PATH}/{scheduled['id']}"
    assert scheduled["params"]["application_id"] > 0
    assert ada.read(PATH) == [scheduled]
    assert ada.read(one) == scheduled
    later = soon(120)
    assert ada.form("PUT", one, {"scheduled_at": later}).json() == {**scheduled, "scheduled_at": later}
    assert ada.form("PUT", one, {}).json() == {**scheduled, "scheduled_at": later}
    assert bruno.read("/api/v1/notifications") == []
    assert bruno.read(PATH) == []
    for method in ("GET", "PUT", "DELETE"):
        assert bruno.form(method, one, {"scheduled_at": soon()}).status == 404
    assert ada.send("DELETE", one).json() == {}
    assert ada.read(PATH) == []
    assert ada.send("DELETE", one).status == 404
    assert ada.get(f"/api/v1/statuses/{scheduled['id']}").status == 404


def test_a_scheduled_status_may_be_sensitive_without_a_warning(ada: ApiApp) -> None:
    plain, sensitive = (ada.write("Tea", scheduled_at=soon(), sensitive=said) for said in (False, True))
    assert [each["params"]["sensitive"] for each in (plain, sensitive)] == [False, True]
    assert ada.read(f"{PATH}/{sensitive['id']}") == sensitive


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (lambda: soon(4), "Validation failed: scheduled_at: This has to be at least 5 minutes from now."),
        (lambda: "2001-01-01T00:00:00Z", "Validation failed: scheduled_at: This has to be at least 5 minutes"),
        (lambda: "tomorrow", "Validation failed: scheduled_at: This is not a date with a time"),
        (lambda: "9999-12-31T23:59:59-12:00", "Validation failed: scheduled_at: This is not a date with a time"),
        (lambda: "\u0662026-01-01", "Validation failed: scheduled_at: This is not a date with a time"),
    ],
)
def test_what_is_no_moment_or_too_near_is_refused(ada: ApiApp, moment: Callable[[], str], said: str) -> None:
    scheduled = ada.write("Later", scheduled_at=soon())
    values = {"status": "Hello", "scheduled_at": moment()}
    for answer in (
        ada.json("POST", "/api/v1/statuses", values),
        ada.json("PUT", f"{PATH}/{scheduled['id']}", values),
    ):
        assert (answer.status, answer.json()["error"].startswith(said)) == (422, True), answer.text  # type: ignore[index]
    assert ada.read(PATH) == [scheduled]
    assert ada.read("/api/v1/timelines/home") == []


def test_a_moment_without_a_zone_is_in_utc_and_none_at_all_is_now(ada: ApiApp) -> None:
    naive = soon().removesuffix("Z")
    assert ada.write("Later", scheduled_at=naive)["scheduled_at"] == f"{naive}Z"
    for nothing in ("", None):
        answer = ada.json("POST", "/api/v1/statuses", {"status": "Now", "scheduled_at": nothing})
        assert answer.json()["content"] == "<p>Now</p>"  # type: ignore[index]


def test_the_same_key_schedules_once(ada: ApiApp) -> None:
    key = {"Idempotency-Key": "once"}
    first = ada.post("/api/v1/statuses", key, status="Later", scheduled_at=soon()).json()
    again = ada.post("/api/v1/statuses", key, status="Later", scheduled_at=soon()).json()
    assert first == again
    assert first["params"]["idempotency"] == "once"  # type: ignore[index]
    assert ada.read(PATH) == [first]
    assert ada.post("/api/v1/statuses", key, status="Now").status == 409


def test_what_is_scheduled_is_walked_down_and_up_again(ada: ApiApp) -> None:
    written = [ada.write(f"{number}", scheduled_at=soon(60 - number))["id"] for number in range(5)][::-1]
    first = ada.get(PATH, limit=2)
    assert ids(first) == written[:2]
    assert list(links(first)) == ["next", "prev"]
    second = ada.get(links(first)["next"])
    assert ids(second) == written[2:4]
    last = ada.get(links(second)["next"])
    assert (ids(last), list(links(last))) == (written[4:], ["prev"])
    assert ids(ada.get(links(last)["prev"])) == written[2:4]


def test_drafts_are_none_of_the_api_s(ada: ApiApp, site: WholeSite) -> None:
    save: SavePendingPost = site.make(SavePendingPost)
    draft = save(author_id=int(ada.account_id), content=PostContent("Maybe"), scheduled_at=None)
    assert ada.read(PATH) == []
    for method in ("GET", "PUT", "DELETE"):
        assert ada.form(method, f"{PATH}/{draft.id}", {"scheduled_at": soon()}).status == 404


def test_at_its_time_it_is_a_status(ada: ApiApp, bruno: ApiApp, site: WholeSite) -> None:
    scheduled: dict[str, Any] = ada.write("@bruno Hello", scheduled_at=soon())
    publish: PublishDuePosts = site.make(PublishDuePosts)
    an_hour_later = evolve(publish, clock=lambda: datetime.now(UTC) + timedelta(hours=1))
    assert (publish(), an_hour_later(), an_hour_later()) == (0, 1, 0)
    (status,) = ada.read("/api/v1/timelines/home")
    assert int(status["id"]) > int(scheduled["id"])
    assert [one["status"]["id"] for one in bruno.read("/api/v1/notifications")] == [status["id"]]
    assert ada.read(PATH) == []
    assert ada.get(f"{PATH}/{scheduled['id']}").status == 404


def test_its_poll_is_checked_at_once_and_begins_when_it_comes_out(ada: ApiApp, bruno: ApiApp, site: WholeSite) -> None:
    poll = {"options": ["Tea", "Coffee"], "expires_in": 3600, "multiple": True, "hide_totals": False}
    wanted = {"status": "Drinks?", "scheduled_at": soon(), "poll": poll}
    scheduled: Any = ada.json("POST", "/api/v1/statuses", wanted).json()
    assert scheduled["params"]["poll"] == poll
    assert ada.read(f"{PATH}/{scheduled['id']}") == scheduled
    for wrong, said in (
        ({"options": ["Tea"]}, "at least 2"),
        ({"expires_in": 60}, "300"),
        ({"options": None}, "options"),
    ):
        refused = ada.json("POST", "/api/v1/statuses", {**wanted, "poll": {**poll, **wrong}})
        assert (refused.status, said in refused.text) == (422, True), refused.text
    assert ada.read(PATH) == [scheduled]
    later = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=2)
    publish: PublishDuePosts = site.make(PublishDuePosts)
    publisher = evolve(publish.post_publisher, clock=lambda: later)
    assert evolve(publish, clock=lambda: later, post_publisher=publisher)() == 1
    (status,) = bruno.read(f"/api/v1/accounts/{ada.account_id}/statuses")
    ends_at = datetime.fromisoformat(status["poll"]["expires_at"])
    assert (ends_at, status["poll"]["multiple"]) == (later + timedelta(hours=1), True)
