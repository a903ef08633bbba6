from datetime import UTC, datetime, time, timedelta

from microblog.domain.use_cases.trends.compute_trends import ComputeTrends
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.site.whole_site import WholeSite


def test_what_is_in_fashion(site: WholeSite, ada: ApiApp, bruno: ApiApp, stranger: ApiApp) -> None:
    status = ada.write("#Rye bread")
    bruno.write("My #rye")
    for app in (ada, bruno):
        app.do(f"/api/v1/statuses/{status['id']}/favourite")
    empty = ada.read("/api/v1/tags/rye")["history"]
    today = datetime.combine(datetime.now(UTC).date(), time(), UTC)
    days = [str(int((today - timedelta(days=age)).timestamp())) for age in range(7)]
    assert empty == [{"day": day, "uses": "0", "accounts": "0"} for day in days]
    assert stranger.read("/api/v1/trends") == stranger.read("/api/v1/trends/statuses") == []
    site.make(ComputeTrends)()
    (tag,) = stranger.read("/api/v1/trends/tags")
    assert (tag["name"], tag["history"]) == ("rye", [{"day": days[0], "uses": "2", "accounts": "2"}, *empty[1:]])
    assert "following" not in tag
    assert stranger.read("/api/v1/trends") == [tag]
    followed = tag | {"following": True, "featuring": False}
    assert ada.do("/api/v1/tags/rye/follow") == followed
    assert ada.read("/api/v1/followed_tags") == ada.read("/api/v1/trends/tags") == [followed]
    assert ada.read("/api/v2/search", q="rye", type="hashtags")["hashtags"] == [followed]
    assert [one["id"] for one in stranger.read("/api/v1/trends/statuses")] == [status["id"]]
    assert bruno.read("/api/v1/trends/statuses")[0]["favourited"]
    for path in ("/api/v1/trends/tags", "/api/v1/trends/statuses"):
        assert stranger.read(path, offset=1, limit=1) == []
        assert len(stranger.read(path, limit=1000)) == 1
        assert stranger.get(path, limit="many").status == 422
    bruno.do(f"/api/v1/accounts/{ada.account_id}/mute")
    assert bruno.read("/api/v1/trends/statuses") == []


def test_there_are_no_links(stranger: ApiApp) -> None:
    assert stranger.client.request("GET", "/api/v1/trends/links").status == 404
