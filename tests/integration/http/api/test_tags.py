from tests.integration.http.api.apps import ApiApp


def test_a_followed_hashtag_brings_statuses_home(ada: ApiApp, bruno: ApiApp, stranger: ApiApp) -> None:
    assert "following" not in stranger.read("/api/v1/tags/Rye")
    assert bruno.read("/api/v1/tags/Rye")["following"] is False
    tag = bruno.do("/api/v1/tags/Rye/follow")
    assert (tag["name"], tag["following"]) == ("rye", True)
    assert bruno.do("/api/v1/tags/rye/follow") == tag
    assert bruno.read("/api/v1/tags/rye") == tag
    status = ada.write("Bread of #rye")
    ada.write("For friends: #rye", visibility="private")
    ada.write("For those who look: #rye", visibility="unlisted")
    assert [one["id"] for one in bruno.read("/api/v1/timelines/home")] == [status["id"]]
    assert bruno.do("/api/v1/tags/rye/unfollow")["following"] is False
    ada.write("More #rye")
    assert [one["id"] for one in bruno.read("/api/v1/timelines/home")] == [status["id"]]


def test_nothing_comes_from_those_whom_one_blocks(ada: ApiApp, bruno: ApiApp) -> None:
    bruno.do("/api/v1/tags/rye/follow")
    ada.write("#rye")
    bruno.do(f"/api/v1/accounts/{ada.account_id}/block")
    ada.write("#rye")
    bruno.do(f"/api/v1/accounts/{ada.account_id}/unblock")
    assert bruno.read("/api/v1/timelines/home") == []


def test_followed_hashtags_are_listed_by_when_they_were_followed(ada: ApiApp, bruno: ApiApp) -> None:
    for name in ("rye", "straße", "oats"):
        ada.do(f"/api/v1/tags/{name}/follow")
    page = ada.get("/api/v1/followed_tags", limit="2")
    assert [(tag["name"], tag["following"]) for tag in page.json()] == [  # type: ignore[attr-defined]
        ("oats", True),
        ("strasse", True),
    ]
    older = (page.header("Link") or "").partition(">")[0].removeprefix("<http://localhost")
    assert [tag["name"] for tag in ada.read(older)] == ["rye"]
    assert bruno.read("/api/v1/followed_tags") == []


def test_a_hashtag_is_featured_by_its_name(ada: ApiApp, bruno: ApiApp, stranger: ApiApp) -> None:
    assert "featuring" not in stranger.read("/api/v1/tags/Rye")
    assert ada.read("/api/v1/tags/Rye")["featuring"] is False
    for _ in range(2):
        tag = ada.do("/api/v1/tags/Rye/feature")
        assert (tag["name"], tag["featuring"], tag["following"]) == ("rye", True, False)
    assert (ada.read("/api/v1/tags/rye"), bruno.read("/api/v1/tags/rye")["featuring"]) == (tag, False)
    assert [one["name"] for one in ada.read("/api/v1/featured_tags")] == ["rye"]
    ada.do("/api/v1/tags/rye/follow")
    assert [one["featuring"] for one in ada.read("/api/v1/followed_tags")] == [True]
    for _ in range(2):
        assert ada.do("/api/v1/tags/RYE/unfeature")["featuring"] is False
    assert ada.read("/api/v1/featured_tags") == []
    for number in range(10):
        ada.do(f"/api/v1/tags/tag{number}/feature")
    refused = ada.post("/api/v1/tags/more/feature")
    assert (refused.status, "10 hashtags already" in refused.text) == (422, True)


def test_a_search_says_which_hashtags_one_follows(ada: ApiApp, stranger: ApiApp) -> None:
    ada.write("#rye #ryebread")
    ada.do("/api/v1/tags/rye/follow")
    found = {tag["name"]: tag["following"] for tag in ada.read("/api/v2/search", q="#rye")["hashtags"]}
    assert found == {"rye": True, "ryebread": False}
    assert all("following" not in tag for tag in stranger.read("/api/v2/search", q="#rye")["hashtags"])


def test_what_can_be_no_hashtag_is_not_followed(ada: ApiApp) -> None:
    for name in ("12", "%20"):
        assert ada.post(f"/api/v1/tags/{name}/follow").status == 404
        assert ada.post(f"/api/v1/tags/{name}/unfollow").status == 404
        assert ada.post(f"/api/v1/tags/{name}/feature").status == 404
        assert ada.post(f"/api/v1/tags/{name}/unfeature").status == 404
