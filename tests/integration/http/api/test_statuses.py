from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.http.api.apps import ApiApp


def test_a_status_is_written_and_read(ada: ApiApp, stranger: ApiApp) -> None:
    status = ada.write("Fresh #rye bread", spoiler_text="Food", language="en", visibility="unlisted")
    assert status["account"]["acct"] == "ada"
    assert status["spoiler_text"] == "Food"
    assert status["sensitive"] is True
    assert status["visibility"] == "unlisted"
    assert status["tags"] == [{"name": "rye", "url": "http://localhost/tags/rye"}]
    assert status["created_at"].endswith("Z")
    assert len(status["created_at"]) == len("2026-11-21T08:15:30.123Z")
    read = stranger.read(f"/api/v1/statuses/{status['id']}")
    assert read["content"] == status["content"]
    assert "favourited" not in read
    assert status["favourited"] is False


@pytest.mark.parametrize("how", ["form", "json", "multipart"])
def test_a_body_may_come_in_every_form(ada: ApiApp, how: str) -> None:
    values = {"status": "Hello", "visibility": "private", "sensitive": "False"}
    send = {
        "form": lambda: ada.form("POST", "/api/v1/statuses", values),
        "json": lambda: ada.json("POST", "/api/v1/statuses", values),
        "multipart": lambda: ada.multipart("POST", "/api/v1/statuses", values),
    }
    answer = send[how]()
    assert answer.status == 200, answer.text
    assert answer.json()["visibility"] == "private"  # type: ignore[index]


def test_numbers_in_json_are_ids_as_well_as_texts_are(ada: ApiApp) -> None:
    first = ada.write("One")
    for reply_to in (first["id"], int(first["id"])):
        answer = ada.json("POST", "/api/v1/statuses", {"status": "Two", "in_reply_to_id": reply_to, "language": None})
        assert answer.json()["in_reply_to_id"] == first["id"]  # type: ignore[index]


def test_a_trailing_slash_is_no_other_address(ada: ApiApp) -> None:
    status = ada.do("/api/v1/statuses/", status="Hello")
    assert ada.read(f"/api/v1/statuses/{status['id']}/")["id"] == status["id"]


def test_the_same_key_makes_one_status(ada: ApiApp) -> None:
    key = {"Idempotency-Key": "once"}
    answers = [ada.post("/api/v1/statuses", key, status="Hello").json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(ada.read("/api/v1/timelines/home")) == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"status": ""}, "Validation failed: status: There is nothing in this post yet"),
        ({"status": "x" * 501}, "Validation failed: status: This has 501 characters; at most 500 are allowed."),
        ({"status": "x", "visibility": "everybody"}, "Validation failed: visibility: This is not of the kind"),
        ({"status": "x", "in_reply_to_id": "first"}, "Validation failed: in_reply_to_id: This is not of the kind"),
        ({"status": "x", "language": "klingon!"}, "Validation failed: language: This is not a language"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(ada: ApiApp, values: dict[str, str], said: str) -> None:
    answer = ada.form("POST", "/api/v1/statuses", values)
    assert answer.status == 422
    assert answer.json()["error"].startswith(said)  # type: ignore[index]
    assert ada.read("/api/v1/timelines/home") == []


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'"text"'])
def test_a_broken_body_is_refused(ada: ApiApp, body: bytes) -> None:
    answer = ada.send("POST", "/api/v1/statuses", body, {"Content-Type": "application/json"})
    assert answer.status == 400
    assert answer.json()["error"] == "The body is no JSON object"  # type: ignore[index]


def test_a_status_is_changed_and_its_versions_can_be_read(ada: ApiApp, bruno: ApiApp) -> None:
    status = ada.write("One", language="de")
    edited = ada.form("PUT", f"/api/v1/statuses/{status['id']}", {"status": "Two"}).json()
    assert edited["content"] == "<p>Two</p>"  # type: ignore[index]
    assert edited["language"] == "de"  # type: ignore[index]
    assert edited["edited_at"]  # type: ignore[index]
    history = bruno.read(f"/api/v1/statuses/{status['id']}/history")
    assert [version["content"] for version in history] == ["<p>One</p>", "<p>Two</p>"]
    assert ada.read(f"/api/v1/statuses/{status['id']}/source")["text"] == "Two"
    assert bruno.get(f"/api/v1/statuses/{status['id']}/source").status == 404


def test_a_status_may_be_sensitive_without_a_warning(ada: ApiApp, stranger: ApiApp) -> None:
    status = ada.write("Spiders", sensitive="true")
    assert (status["sensitive"], status["spoiler_text"]) == (True, "")
    path = f"/api/v1/statuses/{status['id']}"
    assert stranger.read(path)["sensitive"] is True
    assert [each["sensitive"] for each in stranger.read("/api/v1/timelines/public")] == [True]
    warned: Any = ada.form("PUT", path, {"status": "Spiders", "spoiler_text": "Legs"}).json()
    assert warned["sensitive"] is True
    changed: Any = ada.form("PUT", path, {"status": "Spiders", "sensitive": "0"}).json()
    assert changed["sensitive"] is False
    edits = [(edit["sensitive"], edit["spoiler_text"]) for edit in stranger.read(f"{path}/history")]
    assert edits == [(True, ""), (True, "Legs"), (False, "")]


def test_a_deleted_status_comes_back_as_it_was_typed(ada: ApiApp) -> None:
    status = ada.write("Hello *there*")
    answer = ada.json("DELETE", f"/api/v1/statuses/{status['id']}", {"delete_media": True})
    assert answer.json()["text"] == "Hello *there*"  # type: ignore[index]
    gone = ada.get(f"/api/v1/statuses/{status['id']}")
    assert (gone.status, gone.json()) == (404, {"error": "Record not found"})


def test_favourites_and_their_undoing(ada: ApiApp, bruno: ApiApp) -> None:
    path = f"/api/v1/statuses/{ada.write('Hello')['id']}"
    liked = bruno.send("POST", f"{path}/favourite").json()  # an empty body without a type
    assert (liked["favourited"], liked["favourites_count"]) == (True, 1)  # type: ignore[index]
    assert [account["acct"] for account in ada.read(f"{path}/favourited_by")] == ["bruno"]
    unliked = bruno.do(f"{path}/unfavourite")
    assert (unliked["favourited"], unliked["favourites_count"]) == (False, 0)


def test_a_reblog_carries_the_status_and_its_undoing_is_the_status(ada: ApiApp, bruno: ApiApp) -> None:
    status = ada.write("Hello")
    reblog = bruno.do(f"/api/v1/statuses/{status['id']}/reblog")
    assert reblog["id"] != status["id"]
    assert reblog["account"]["acct"] == "bruno"
    assert reblog["reblog"]["id"] == status["id"]
    assert reblog["reblog"]["reblogged"] is True
    assert reblog["reblog"]["reblogs_count"] == 1
    assert bruno.read("/api/v1/timelines/home")[0]["id"] == reblog["id"]
    assert [account["acct"] for account in ada.read(f"/api/v1/statuses/{status['id']}/reblogged_by")] == ["bruno"]
    undone = bruno.do(f"/api/v1/statuses/{status['id']}/unreblog")
    assert (undone["id"], undone["reblog"], undone["reblogged"]) == (status["id"], None, False)


def test_a_reblog_is_found_by_its_own_id_and_what_is_done_with_it_is_done_with_the_status(
    ada: ApiApp, bruno: ApiApp, stranger: ApiApp
) -> None:
    status = ada.write("Hello")
    answering = ada.write("Hello again", in_reply_to_id=status["id"])
    wrapper = bruno.do(f"/api/v1/statuses/{status['id']}/reblog")
    path = f"/api/v1/statuses/{wrapper['id']}"
    assert bruno.read(path) == wrapper
    assert stranger.read(path)["reblog"]["id"] == status["id"]
    assert [each["id"] for each in stranger.read(f"{path}/context")["descendants"]] == [answering["id"]]
    liked = ada.do(f"{path}/favourite")
    assert (liked["id"], liked["reblog"]["id"], liked["reblog"]["favourited"]) == (wrapper["id"], status["id"], True)
    assert [account["acct"] for account in stranger.read(f"{path}/favourited_by")] == ["ada"]
    assert len(stranger.read(f"{path}/history")) == 1
    assert ada.do(f"{path}/bookmark")["reblog"]["bookmarked"] is True
    assert ada.do(f"{path}/reblog")["reblog"]["id"] == status["id"]
    undone = ada.do(f"{path}/unreblog")
    assert (undone["id"], undone["reblogged"]) == (status["id"], False)


def test_deleting_a_reblog_takes_it_back_and_leaves_the_status(ada: ApiApp, bruno: ApiApp) -> None:
    status = ada.write("Hello")
    wrapper = bruno.do(f"/api/v1/statuses/{status['id']}/reblog")
    path = f"/api/v1/statuses/{wrapper['id']}"
    assert ada.send("DELETE", path).status == 404
    deleted: Any = bruno.send("DELETE", path).json()
    assert (deleted["id"], deleted["text"], deleted["reblog"]["id"]) == (wrapper["id"], "", status["id"])
    assert bruno.get(path).status == 404
    assert ada.read(f"/api/v1/statuses/{status['id']}")["reblogs_count"] == 0


def test_what_is_not_for_everybody_is_not_reblogged(ada: ApiApp, bruno: ApiApp) -> None:
    bruno.do(f"/api/v1/accounts/{ada.account_id}/follow")
    status = ada.write("Hello", visibility="private")
    answer = bruno.post(f"/api/v1/statuses/{status['id']}/reblog")
    assert answer.status == 403


def test_a_conversation(ada: ApiApp, bruno: ApiApp, stranger: ApiApp) -> None:
    first = ada.write("One")
    second = bruno.write("@ada Two", in_reply_to_id=first["id"])
    third = ada.write("@bruno Three", in_reply_to_id=second["id"], visibility="direct")
    context = ada.read(f"/api/v1/statuses/{second['id']}/context")
    assert [status["id"] for status in context["ancestors"]] == [first["id"]]
    assert [status["id"] for status in context["descendants"]] == [third["id"]]
    assert stranger.read(f"/api/v1/statuses/{second['id']}/context")["descendants"] == []
    assert second["mentions"][0]["acct"] == "ada"
    assert second["in_reply_to_account_id"] == ada.account_id


@pytest.mark.parametrize(("visibility", "seen_by_others"), [("public", True), ("private", False), ("direct", False)])
def test_only_those_see_a_status_for_whom_it_is(
    ada: ApiApp, bruno: ApiApp, stranger: ApiApp, visibility: str, *, seen_by_others: bool
) -> None:
    path = f"/api/v1/statuses/{ada.write('Hello', visibility=visibility)['id']}"
    wanted = 200 if seen_by_others else 404
    assert [app.get(path).status for app in (ada, bruno, stranger)] == [200, wanted, wanted]


def test_nobody_changes_what_others_wrote(ada: ApiApp, newcomer: Callable[..., ApiApp]) -> None:
    path = f"/api/v1/statuses/{ada.write('Hello')['id']}"
    other = newcomer("other")
    assert other.form("PUT", path, {"status": "Bye"}).status == 404
    assert other.send("DELETE", path).status == 404
    assert ada.read(path)["content"] == "<p>Hello</p>"


def test_bookmarks_and_likes_are_listed_by_when_they_were_set(ada: ApiApp, bruno: ApiApp) -> None:
    first, second = ada.write("One"), ada.write("Two")
    for status in (second, first):
        assert bruno.do(f"/api/v1/statuses/{status['id']}/bookmark")["bookmarked"] is True
        bruno.do(f"/api/v1/statuses/{status['id']}/favourite")
    for path in ("/api/v1/bookmarks", "/api/v1/favourites"):
        page = bruno.get(path, limit="1")
        assert [one["id"] for one in page.json()] == [first["id"]]  # type: ignore[attr-defined]
        older = (page.header("Link") or "").partition(">")[0].removeprefix("<http://localhost")
        assert [one["id"] for one in bruno.read(older)] == [second["id"]]
        assert ada.read(path) == []
    assert bruno.do(f"/api/v1/statuses/{first['id']}/unbookmark")["bookmarked"] is False
    assert [one["id"] for one in bruno.read("/api/v1/bookmarks")] == [second["id"]]


def test_nothing_is_told_of_a_muted_conversation(ada: ApiApp, bruno: ApiApp) -> None:
    status = ada.write("Hello")
    path = f"/api/v1/statuses/{status['id']}"
    assert ada.do(f"{path}/mute")["muted"] is True
    answer = bruno.write("@ada Hello", in_reply_to_id=status["id"])
    bruno.do(f"{path}/favourite")
    assert ada.read("/api/v1/notifications") == []
    assert ada.read(f"/api/v1/statuses/{answer['id']}")["muted"] is True
    assert bruno.read(path)["muted"] is False
    assert ada.do(f"/api/v1/statuses/{answer['id']}/unmute")["muted"] is False
    bruno.write("@ada Hello again", in_reply_to_id=status["id"])
    assert [each["type"] for each in ada.read("/api/v1/notifications")] == ["mention"]


def test_pinned_statuses_stand_on_the_profile(ada: ApiApp, bruno: ApiApp, stranger: ApiApp) -> None:
    first, _ = ada.write("One"), ada.write("Two")
    path = f"/api/v1/statuses/{first['id']}"
    assert ada.do(f"{path}/pin")["pinned"] is True
    assert bruno.post(f"{path}/pin").status == 404
    pinned = stranger.read(f"/api/v1/accounts/{ada.account_id}/statuses", pinned="true")
    assert [one["id"] for one in pinned] == [first["id"]]
    assert "pinned" not in bruno.read(path)
    assert ada.do(f"{path}/unpin")["pinned"] is False
    assert ada.read(f"/api/v1/accounts/{ada.account_id}/statuses", pinned="true") == []


def test_there_is_an_end_to_pinning(ada: ApiApp) -> None:
    answers = [ada.post(f"/api/v1/statuses/{ada.write(str(number))['id']}/pin") for number in range(6)]
    assert [answer.status for answer in answers] == [200] * 5 + [422]
    assert answers[5].json()["error"].endswith("These are too many: at most 5 are allowed.")  # type: ignore[index]
