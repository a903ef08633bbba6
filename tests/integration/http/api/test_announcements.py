from urllib.parse import quote

from microblog.domain.use_cases.announcements.write_announcement import EndAnnouncement, WriteAnnouncement
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.site.whole_site import WholeSite

PATH = "/api/v1/announcements"
TEAPOT = quote("🫖")


def test_announcements_are_read_dismissed_and_answered(ada: ApiApp, bruno: ApiApp, site: WholeSite) -> None:
    write = site.make(WriteAnnouncement)
    first, _ = write(text="Tea #time\n\nat <five>", publish=True), write(text="Later", publish=False)
    (told,) = ada.read(PATH)
    tag = {"name": "time", "url": "http://localhost/tags/time"}
    assert told == {
        "id": str(first.id),
        "content": first.html,
        "starts_at": None,
        "ends_at": None,
        "all_day": False,
        "published_at": told["published_at"],
        "updated_at": told["updated_at"],
        "read": False,
        "mentions": [],
        "statuses": [],
        "tags": [tag],
        "emojis": [],
        "reactions": [],
    }
    one = f"{PATH}/{told['id']}"
    assert ada.send("PUT", f"{one}/reactions/{TEAPOT}").json() == {}
    assert bruno.send("PUT", f"{one}/reactions/{TEAPOT}").json() == {}
    assert ada.do(f"{one}/dismiss") == {}
    assert ada.read(PATH) == [told | {"read": True, "reactions": [{"name": "🫖", "count": 2, "me": True}]}]
    assert ada.send("DELETE", f"{one}/reactions/{TEAPOT}").json() == {}
    assert bruno.read(PATH)[0]["reactions"] == [{"name": "🫖", "count": 1, "me": True}]
    for name in ("x", quote("🫖🫖"), "heart", "%20"):
        answer = ada.send("PUT", f"{one}/reactions/{name}")
        assert (answer.status, "emoji" in answer.text) == (422, True), name
    site.make(EndAnnouncement)(announcement_id=first.id)
    assert ada.read(PATH) == []
    assert ada.send("PUT", f"{one}/reactions/{TEAPOT}").status == 404
    assert ada.post(f"{PATH}/404/dismiss").status == 404
