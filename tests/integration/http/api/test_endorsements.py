from tests.integration.http.api.apps import ApiApp


def test_people_recommend_whom_they_follow(ada: ApiApp, bruno: ApiApp, stranger: ApiApp) -> None:
    path = f"/api/v1/accounts/{bruno.account_id}"
    refused = ada.post(f"{path}/endorse")
    assert refused.status == 422
    assert refused.json()["details"]["account"][0]["error"] == "ERR_NOT_FOLLOWED"  # type: ignore[index]
    ada.do(f"{path}/follow")
    for deed, inverse in (("endorse", "unendorse"), ("pin", "unpin")):
        assert ada.do(f"{path}/{deed}")["endorsed"] is True
        assert [one["acct"] for one in ada.read("/api/v1/endorsements")] == ["bruno"]
        assert [one["acct"] for one in stranger.read(f"/api/v1/accounts/{ada.account_id}/endorsements")] == ["bruno"]
        assert bruno.read("/api/v1/endorsements") == []
        assert ada.do(f"{path}/{inverse}")["endorsed"] is False
        assert ada.read("/api/v1/endorsements") == []


def test_a_note_is_for_its_author_alone(ada: ApiApp, bruno: ApiApp) -> None:
    path = f"/api/v1/accounts/{bruno.account_id}"
    assert ada.do(f"{path}/note", comment="From the choir")["note"] == "From the choir"
    assert ada.read(f"/api/v1/accounts/relationships?id={bruno.account_id}")[0]["note"] == "From the choir"
    assert bruno.read(f"/api/v1/accounts/relationships?id={ada.account_id}")[0]["note"] == ""
    assert ada.post(f"{path}/note", comment="x" * 2001).status == 422
    assert ada.post(f"/api/v1/accounts/{ada.account_id}/note", comment="x").status == 403
    assert ada.do(f"{path}/note")["note"] == ""
