from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.domain.use_cases.polls.end_polls import EndPolls
from microblog.domain.use_cases.posts.read_post import ReadPost
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.site.whole_site import WholeSite, wired
from tests.unit.domain.use_cases.fakes import HandMovedClock

ASKED: dict[str, Any] = {"status": "Tea or coffee?", "poll[options]": ["tea", "coffee"], "poll[expires_in]": 300}
SEVERAL = {**ASKED, "poll[multiple]": "true", "poll[hide_totals]": "on"}


def _end(site: WholeSite, post_id: str) -> None:
    """As if all its time had gone by."""
    with site.parts[UnitOfWorkFactory]() as uow:
        post = uow.posts.get(int(post_id))
        ended = site.parts[Clock]() - timedelta(seconds=1)
        uow.posts.save(evolve(post, poll=evolve(post.poll, ends_at=ended)))
        uow.polls.open(post.id, ended)
        uow.commit()
    site.make(EndPolls)()


def test_a_poll_is_asked_answered_and_ends(ada: ApiApp, bruno: ApiApp, stranger: ApiApp, site: WholeSite) -> None:
    status = ada.write(**SEVERAL)
    poll, path = status["poll"], f"/api/v1/polls/{status['poll']['id']}"
    hidden = [{"title": "tea", "votes_count": None}, {"title": "coffee", "votes_count": None}]
    assert poll == {
        "id": status["id"],
        "expires_at": poll["expires_at"],
        "expired": False,
        "multiple": True,
        "votes_count": 0,
        "voters_count": 0,
        "options": hidden,
        "emojis": [],
        "voted": True,
        "own_votes": [],
    }
    read = bruno.read(path)
    assert (read["voted"], read["own_votes"]) == (False, [])
    voted = bruno.do(f"{path}/votes", choices=[1, 0])
    assert voted == {**read, "votes_count": 2, "voters_count": 1, "voted": True, "own_votes": [0, 1]}
    assert bruno.read("/api/v1/timelines/public")[0]["poll"] == bruno.read(path) == voted
    assert "voted" not in stranger.read(path)
    _end(site, status["id"])
    shown = stranger.read(f"/api/v1/statuses/{status['id']}")["poll"]
    assert (shown["expired"], [option["votes_count"] for option in shown["options"]]) == (True, [1, 1])
    for app in (ada, bruno):
        (told,) = app.read("/api/v1/notifications", types=["poll"])
        assert (told["type"], told["account"]["acct"], told["status"]["id"]) == ("poll", "ada", status["id"])
    assert bruno.post(f"{path}/votes", choices=[0]).status == 422


@pytest.mark.parametrize("how", ["json", "multipart"])
def test_a_poll_may_come_in_every_form(ada: ApiApp, how: str) -> None:
    poll: dict[str, Any] = {"options": ["tea", "coffee"], "expires_in": 300, "multiple": False, "hide_totals": None}
    if how == "json":
        answer = ada.json("POST", "/api/v1/statuses", {"status": "?", "poll": poll})
    else:
        parts = {"status": "?", "poll[options][0]": "tea", "poll[options][1]": "coffee", "poll[expires_in]": "300"}
        answer = ada.multipart("POST", "/api/v1/statuses", {**parts, "poll[multiple]": "", "poll[hide_totals]": "0"})
    made: Any = answer.json()
    assert answer.status == 200
    assert made["poll"]["voters_count"] is None
    assert made["poll"]["options"] == [{"title": "tea", "votes_count": 0}, {"title": "coffee", "votes_count": 0}]


def test_what_is_no_vote_is_refused_with_a_reason(ada: ApiApp, bruno: ApiApp) -> None:
    asked, plain = ada.write(**ASKED), ada.write("Hello")
    path = f"/api/v1/polls/{asked['id']}/votes"

    def said(app: ApiApp, *choices: object) -> str:
        answer = app.json("POST", path, {"choices": list(choices)})
        assert answer.status == 422
        return str(answer.json()["error"]).removeprefix("Validation failed: choices: ")  # type: ignore[index]

    assert said(ada, 0) == "This is your own poll; others answer it."
    assert said(bruno) == "There is no answer yet. Choose one."
    assert said(bruno, 2) == "There is no such answer in this poll."
    assert said(bruno, 0, 1) == "Only one answer can be chosen in this poll."
    assert said(bruno, "tea").endswith("such as a number or one of some words.")
    assert bruno.do(path, choices="1")["own_votes"] == [1]
    assert said(bruno, 0) == "You have answered this poll already."
    for missing in (plain["id"], "1"):
        assert bruno.get(f"/api/v1/polls/{missing}").status == 404
        assert bruno.post(f"/api/v1/polls/{missing}/votes", choices=[0]).status == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"poll[options]": ["tea"]}, "poll_options: These are too few: at least 2 are needed."),
        ({"poll[expires_in]": "soon"}, "poll.expires_in: This is not of the kind"),
        ({"poll[expires_in]": ""}, "expires_in: This is still empty"),
        (
            {"poll[expires_in]": "10"},
            "poll_expires_in: This is a number out of range",
        ),
    ],
)
def test_what_is_no_poll_is_refused_with_a_reason(ada: ApiApp, changed: dict[str, Any], said: str) -> None:
    answer = ada.form("POST", "/api/v1/statuses", {**ASKED, **changed})
    assert answer.status == 422
    assert answer.json()["error"].startswith(f"Validation failed: {said}")  # type: ignore[index]
    assert ada.read("/api/v1/timelines/home") == []


def test_an_edit_changes_the_poll_or_takes_it_away_and_the_versions_tell(ada: ApiApp, bruno: ApiApp) -> None:
    status = ada.write(**ASKED)
    path = f"/api/v1/statuses/{status['id']}"
    bruno.do(f"/api/v1/polls/{status['id']}/votes", choices=[0])
    same: Any = ada.form("PUT", path, {**ASKED, "status": "So: tea or coffee?"}).json()
    assert same["poll"]["votes_count"] == 1
    other: Any = ada.form("PUT", path, {**ASKED, "poll[options]": ["tea", "juice"]}).json()
    assert (other["poll"]["votes_count"], other["poll"]["id"]) == (0, status["id"])
    assert ada.json("PUT", path, {"status": "Never mind", "poll": None}).json()["poll"] is None  # type: ignore[index]
    asked = [edit.get("poll", {"options": []})["options"] for edit in ada.read(f"{path}/history")]
    assert [[option["title"] for option in options] for options in asked] == [
        ["tea", "coffee"],
        ["tea", "coffee"],
        ["tea", "juice"],
        [],
    ]


def test_a_kept_status_does_not_outlive_the_end_of_its_poll(ada: ApiApp, site: WholeSite) -> None:
    clock = HandMovedClock(site.parts[Clock]())
    entities: EntityMaker = wired(EntityMaker, {**site.parts, Clock: clock})
    post = site.make(ReadPost)(viewer_id=None, post_id=int(ada.write(**SEVERAL)["id"]))

    def shown() -> tuple[bool, int | None]:
        poll = entities.status(None, post).poll
        assert poll is not None
        return poll.expired, poll.options[0].votes_count

    assert shown() == (False, None)
    clock.move(timedelta(minutes=6))
    assert shown() == (True, 0)


def test_the_limits_are_told(stranger: ApiApp) -> None:
    assert stranger.read("/api/v2/instance")["configuration"]["polls"] == {
        "max_options": 4,
        "max_characters_per_option": 50,
        "min_expiration": 300,
        "max_expiration": 2_678_400,
    }
