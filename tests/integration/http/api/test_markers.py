from tests.integration.http.api.apps import ApiApp

PATH = "/api/v1/markers"


def test_apps_go_on_where_another_stopped(ada: ApiApp, bruno: ApiApp) -> None:
    assert ada.read(PATH, timeline=["home", "notifications"]) == {}
    status = ada.write("@bruno Hello")
    told = bruno.read("/api/v1/notifications")[0]
    kept = bruno.do(PATH, **{"home[last_read_id]": status["id"], "notifications[last_read_id]": told["id"]})
    assert {name: (one["last_read_id"], one["version"]) for name, one in kept.items()} == {
        "home": (status["id"], 1),
        "notifications": (told["id"], 1),
    }
    assert bruno.read("/api/v1/notifications/unread_count") == {"count": 0}
    answer = bruno.json("POST", PATH, {"home": {"last_read_id": "3"}})
    assert answer.json()["home"]["version"] == 2  # type: ignore[index]
    assert bruno.read(PATH, timeline=["home", "elsewhere"]) == answer.json()
    assert bruno.read(PATH) == {}
    assert ada.read(PATH, timeline="home") == {}


def test_a_place_is_an_id(ada: ApiApp) -> None:
    for value in ("x", "-1", str(2**63)):
        assert ada.form("POST", PATH, {"home[last_read_id]": value}).status == 422
    assert ada.post(PATH, home="3").status == 422
    assert ada.read(PATH, timeline="home") == {}
