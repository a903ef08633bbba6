from typing import Any

import pytest

from microblog.domain.use_cases.accounts.sign_up import Registration
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.site.whole_site import WholeSite, whole_site
from tests.unit.adapters.media.pictures import picture


def test_ones_own_account(ada: ApiApp) -> None:
    account = ada.read("/api/v1/accounts/verify_credentials")
    assert (account["id"], account["acct"], account["source"]["note"]) == (ada.account_id, "ada", "")
    assert account["role"]["name"] == "User"
    assert account["url"] == "http://localhost/@ada"


@pytest.mark.parametrize("how", ["form", "json"])
def test_a_profile_is_changed_as_clients_send_it(ada: ApiApp, how: str) -> None:
    path = "/api/v1/accounts/update_credentials"
    if how == "form":
        form = {
            "display_name": "Ada",
            "note": "Bakes #rye",
            "locked": "true",
            "fields_attributes[0][name]": "Website",
            "fields_attributes[0][value]": "https://example.org",
            "fields_attributes[1][name]": "Likes",
            "fields_attributes[1][value]": "Bread",
        }
        answer = ada.form("PATCH", path, form)
    else:
        fields = {"0": {"name": "Website", "value": "https://example.org"}, "1": {"name": "Likes", "value": "Bread"}}
        values = {"display_name": "Ada", "note": "Bakes #rye", "locked": 1, "fields_attributes": fields}
        answer = ada.json("PATCH", path, values)
    account: Any = answer.json()
    assert answer.status == 200, answer.text
    assert (account["display_name"], account["locked"]) == ("Ada", True)
    assert account["source"]["note"] == "Bakes #rye"
    assert [field["name"] for field in account["fields"]] == ["Website", "Likes"]
    assert account["source"]["fields"][0]["value"] == "https://example.org"
    only_one: Any = ada.form("PATCH", path, {"display_name": "A."}).json()
    assert (only_one["display_name"], only_one["locked"], len(only_one["fields"])) == ("A.", True, 2)


def test_statuses_begin_with_what_was_said_once_for_all(ada: ApiApp) -> None:
    path = "/api/v1/accounts/update_credentials"
    changed: Any = ada.form(
        "PATCH", path, {"source[privacy]": "private", "source[language]": "de", "source[sensitive]": "1"}
    ).json()
    source = changed["source"]
    assert (source["privacy"], source["language"], source["sensitive"]) == ("private", "de", True)
    preferences = ada.read("/api/v1/preferences")
    assert preferences["posting:default:visibility"] == "private"
    assert preferences["posting:default:language"] == "de"
    assert preferences["posting:default:sensitive"] is True
    plain = ada.write("Hello")
    said = ada.write("Hello", visibility="public", language="en", sensitive="false")
    names = ("visibility", "language", "sensitive")
    assert [plain[name] for name in names] == ["private", "de", True]
    assert [said[name] for name in names] == ["public", "en", False]
    assert ada.json("PATCH", path, {"source": {"privacy": "direct"}}).status == 422
    kept: Any = ada.json("PATCH", path, {"source": {"language": ""}}).json()
    source = kept["source"]
    assert (source["privacy"], source["language"], source["sensitive"]) == ("private", None, True)


def test_accounts_are_found_by_id_and_by_name(ada: ApiApp, stranger: ApiApp) -> None:
    assert stranger.read(f"/api/v1/accounts/{ada.account_id}")["acct"] == "ada"
    for name in ("ada", "@ADA", "ada@localhost"):
        assert stranger.read("/api/v1/accounts/lookup", acct=name)["id"] == ada.account_id
    assert stranger.get("/api/v1/accounts/lookup", acct="ada@elsewhere.example").status == 404
    assert stranger.get("/api/v1/accounts/lookup").status == 422
    for no_id in ("0", "99999999999999999999", "x"):
        assert stranger.get(f"/api/v1/accounts/{no_id}").status == 404


def test_people_are_searched(ada: ApiApp, bruno: ApiApp) -> None:
    assert [account["acct"] for account in ada.read("/api/v1/accounts/search", q="bru")] == ["bruno"]
    assert ada.read("/api/v1/accounts/search", q="@bruno@localhost")[0]["acct"] == "bruno"
    assert ada.read("/api/v1/accounts/search", q="bru", following="true") == []
    ada.do(f"/api/v1/accounts/{bruno.account_id}/follow")
    assert [account["acct"] for account in ada.read("/api/v1/accounts/search", q="bru", following="1")] == ["bruno"]


def test_an_accounts_statuses_and_what_may_be_left_out(ada: ApiApp, bruno: ApiApp, stranger: ApiApp) -> None:
    first = bruno.write("One")
    own, reply = ada.write("Two #rye"), ada.write("Three", in_reply_to_id=first["id"])
    boost = ada.do(f"/api/v1/statuses/{first['id']}/reblog")
    path = f"/api/v1/accounts/{ada.account_id}/statuses"

    def ids(**query: str) -> list[str]:
        return [status["id"] for status in stranger.read(path, **query)]

    assert ids() == [boost["id"], reply["id"], own["id"]]
    assert ids(exclude_replies="true") == [boost["id"], own["id"]]
    assert ids(exclude_reblogs="1") == [reply["id"], own["id"]]
    assert ids(tagged="RYE") == [own["id"]]
    assert ids(only_media="true") == []
    uploaded: Any = ada.upload("/api/v2/media", picture()).json()
    shown = ada.write("#rye", media_ids=[uploaded["id"]])
    assert ids(only_media="true") == ids(only_media="1", tagged="rye") == [shown["id"]]
    for timeline in ("public", "tag/rye"):
        assert [one["id"] for one in ada.read(f"/api/v1/timelines/{timeline}", only_media="true")] == [shown["id"]]


def test_following_and_its_undoing(ada: ApiApp, bruno: ApiApp) -> None:
    path = f"/api/v1/accounts/{bruno.account_id}"
    assert ada.do(f"{path}/follow", reblogs="true")["following"] is True
    assert [account["acct"] for account in bruno.read(f"{path}/followers")] == ["ada"]
    assert [account["acct"] for account in ada.read(f"/api/v1/accounts/{ada.account_id}/following")] == ["bruno"]
    of_both = ada.read("/api/v1/accounts/relationships", id=[bruno.account_id, ada.account_id, "404404404"])
    assert [(one["id"], one["following"]) for one in of_both] == [(bruno.account_id, True), (ada.account_id, False)]
    assert bruno.read(f"/api/v1/accounts/relationships?id={ada.account_id}")[0]["followed_by"] is True
    assert bruno.do(f"/api/v1/accounts/{ada.account_id}/remove_from_followers")["followed_by"] is False
    assert ada.do(f"{path}/unfollow")["following"] is False
    assert ada.post(f"/api/v1/accounts/{ada.account_id}/follow").status == 403


def test_whoever_is_locked_is_asked_first(ada: ApiApp, bruno: ApiApp) -> None:
    ada.form("PATCH", "/api/v1/accounts/update_credentials", {"locked": "true"})
    assert bruno.do(f"/api/v1/accounts/{ada.account_id}/follow")["requested"] is True
    asked = ada.read("/api/v1/accounts/relationships", id=[bruno.account_id])[0]
    assert (asked["requested_by"], asked["requested"], asked["followed_by"]) == (True, False, False)
    assert [account["acct"] for account in ada.read("/api/v1/follow_requests")] == ["bruno"]
    assert ada.do(f"/api/v1/follow_requests/{bruno.account_id}/authorize")["followed_by"] is True
    assert ada.post(f"/api/v1/follow_requests/{bruno.account_id}/reject").status == 404


def test_blocking_hides_both(ada: ApiApp, bruno: ApiApp) -> None:
    status = bruno.write("Hello")
    assert ada.do(f"/api/v1/accounts/{bruno.account_id}/block")["blocking"] is True
    assert [account["acct"] for account in ada.read("/api/v1/blocks")] == ["bruno"]
    assert ada.get(f"/api/v1/statuses/{status['id']}").status == 404
    assert ada.do(f"/api/v1/accounts/{bruno.account_id}/unblock")["blocking"] is False


def test_muting_keeps_somebody_out_of_ones_timelines(ada: ApiApp, bruno: ApiApp) -> None:
    path = f"/api/v1/accounts/{bruno.account_id}"
    ada.do(f"{path}/follow")
    bruno.write("Hello")
    assert len(ada.read("/api/v1/timelines/home")) == 1
    muted = ada.do(f"{path}/mute", notifications="false", duration="3600")
    assert (muted["muting"], muted["muting_notifications"]) == (True, False)
    assert ada.read("/api/v1/timelines/home") == []
    listed = ada.read("/api/v1/mutes")
    assert [account["acct"] for account in listed] == ["bruno"]
    assert listed[0]["mute_expires_at"] == muted["muting_expires_at"] is not None
    assert ada.do(f"{path}/mute")["muting_expires_at"] is None
    assert ada.post(f"{path}/mute", duration="-1").status == 422
    assert ada.do(f"{path}/unmute")["muting"] is False
    assert len(ada.read("/api/v1/timelines/home")) == 1


def test_familiar_followers(ada: ApiApp, bruno: ApiApp, newcomer: Any) -> None:
    clara = newcomer("clara")
    bruno.do(f"/api/v1/accounts/{clara.account_id}/follow")
    ada.do(f"/api/v1/accounts/{bruno.account_id}/follow")
    found = ada.read("/api/v1/accounts/familiar_followers", id=[clara.account_id, "404404404"])
    assert [(one["id"], [account["acct"] for account in one["accounts"]]) for one in found] == [
        (clara.account_id, ["bruno"])
    ]


def test_people_sign_up_through_an_app_and_are_in(nobody: ApiApp, stranger: ApiApp) -> None:
    form: dict[str, Any] = {
        "username": "clara",
        "email": "clara@example.org",
        "password": "a long enough sentence",
        "locale": "en",
    }
    refused = nobody.post("/api/v1/accounts", **form, agreement="false")
    assert refused.status == 422
    assert list(refused.json()["details"]) == ["agreement"]  # type: ignore[index]
    token = nobody.do("/api/v1/accounts", **form, agreement="true")
    assert token["token_type"] == "Bearer"
    stranger.token = token["access_token"]
    assert stranger.read("/api/v1/accounts/verify_credentials")["acct"] == "clara"
    again = nobody.post("/api/v1/accounts", **form, agreement="1")
    assert again.status == 422
    assert again.json()["details"]["username"][0]["error"] == "ERR_TAKEN"  # type: ignore[index]


class TestWhereNobodyIsTaken:
    @pytest.fixture
    def site(self) -> WholeSite:
        return whole_site(Registration.CLOSED)

    def test_nobody_signs_up(self, nobody: ApiApp) -> None:
        form: dict[str, Any] = {"username": "clara", "email": "clara@example.org", "password": "a long enough sentence"}
        assert nobody.post("/api/v1/accounts", **form, agreement="true").status == 403
        assert nobody.read("/api/v2/instance")["registrations"]["enabled"] is False
