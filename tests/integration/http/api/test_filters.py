from typing import Any

from tests.integration.http.api.apps import ApiApp

PATH = "/api/v2/filters"


def made(app: ApiApp, **more: Any) -> Any:
    given = {"title": "Cats", "context": ["home", "public"], "keywords_attributes": [{"keyword": "cat"}]} | more
    answer = app.json("POST", PATH, given)
    assert answer.status == 200, answer.text
    return answer.json()


def test_what_is_filtered_is_said_or_left_out(ada: ApiApp, bruno: ApiApp, stranger: ApiApp) -> None:
    status, other = bruno.write("A cat"), bruno.write("A bird")
    public = "/api/v1/timelines/public"
    assert ada.read(public)[1]["filtered"] == []
    one = made(ada, filter_action="warn")
    result = ada.read(public)[1]["filtered"]
    entity = {key: value for key, value in one.items() if key not in ("keywords", "statuses")}
    assert result == [{"filter": entity, "keyword_matches": ["cat"], "status_matches": None}]
    assert bruno.read(public)[1]["filtered"] == []
    assert "filtered" not in stranger.read(public)[1]
    ada.form("PUT", f"{PATH}/{one['id']}", {"filter_action": "hide"})
    assert [each["id"] for each in ada.read(public)] == [other["id"]]
    assert ada.read(f"/api/v1/accounts/{bruno.account_id}/statuses")[1]["id"] == status["id"]
    chosen = ada.do(f"{PATH}/{one['id']}/statuses", status_id=other["id"])
    assert ada.read(public) == []
    assert ada.send("DELETE", f"{PATH}/statuses/{chosen['id']}").json() == chosen
    assert ada.send("DELETE", f"{PATH}/{one['id']}").json() == {}
    assert len(ada.read(public)) == 2


def test_what_one_looks_for_and_conversations_are_marked(ada: ApiApp, bruno: ApiApp) -> None:
    bruno.write("A cat")
    bruno.write("@ada a cat for you", visibility="direct")
    made(ada, context=["public", "thread"], filter_action="hide")
    found = ada.read("/api/v2/search", q="cat", type="statuses")["statuses"]
    assert [len(each["filtered"]) for each in found] == [1, 1]
    (conversation,) = ada.read("/api/v1/conversations")
    assert len(conversation["last_status"]["filtered"]) == 1


def test_a_filter_is_made_as_forms_and_json_say_it(ada: ApiApp) -> None:
    form = (
        "title=Pets&context[]=thread&filter_action=hide&expires_in=3600"
        "&keywords_attributes[][keyword]=cat&keywords_attributes[][whole_word]=true"
        "&keywords_attributes[][keyword]=dog&keywords_attributes[][whole_word]=false"
    )
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    one: Any = ada.send("POST", PATH, form.encode(), kind).json()
    assert [(each["keyword"], each["whole_word"]) for each in one["keywords"]] == [("cat", True), ("dog", False)]
    assert (one["context"], one["filter_action"]) == (["thread"], "hide")
    assert one["expires_at"] is not None
    assert ada.read(PATH) == [one]
    assert ada.read(f"{PATH}/{one['id']}") == one
    first = one["keywords"][0]
    change = {"expires_in": "", "keywords_attributes": [{"id": first["id"], "_destroy": True}, {"keyword": "owl"}]}
    changed: Any = ada.json("PUT", f"{PATH}/{one['id']}", change).json()
    assert changed["expires_at"] is None
    assert [each["keyword"] for each in changed["keywords"]] == ["dog", "owl"]
    assert ada.read("/api/v1/filters")[0] == {
        "id": changed["keywords"][0]["id"],
        "phrase": "dog",
        "context": ["thread"],
        "whole_word": False,
        "expires_at": None,
        "irreversible": True,
    }


def test_keywords_and_statuses_have_addresses_of_their_own(ada: ApiApp, bruno: ApiApp) -> None:
    one, status = made(ada), bruno.write("Hello")
    keyword = ada.do(f"{PATH}/{one['id']}/keywords", keyword="owl", whole_word="true")
    assert [each["keyword"] for each in ada.read(f"{PATH}/{one['id']}/keywords")] == ["cat", "owl"]
    path = f"{PATH}/keywords/{keyword['id']}"
    assert ada.read(path) == keyword
    assert ada.read(f"/api/v1/filters/{keyword['id']}")["phrase"] == "owl"
    assert ada.form("PUT", path, {"keyword": "eagle"}).json() == {**keyword, "keyword": "eagle"}
    assert ada.send("DELETE", path).json() == {}
    assert ada.get(path).status == 404
    chosen = ada.do(f"{PATH}/{one['id']}/statuses", status_id=status["id"])
    assert ada.read(f"{PATH}/{one['id']}/statuses") == [chosen]
    assert ada.read(f"{PATH}/statuses/{chosen['id']}") == chosen
    for found in (
        f"{PATH}/{one['id']}",
        f"{PATH}/statuses/{chosen['id']}",
        f"{PATH}/keywords/{one['keywords'][0]['id']}",
    ):
        assert bruno.get(f"{PATH}/{found}").status == 404
        assert bruno.send("DELETE", f"{PATH}/{found}").status == 404


def test_what_is_no_filter_is_refused(ada: ApiApp) -> None:
    sound = {"title": "Cats", "context": ["home"]}
    wrong: dict[str, Any]
    for wrong in (
        {"title": ""},
        {"context": []},
        {"context": ["everywhere"]},
        {"filter_action": "shred"},
        {"expires_in": "soon"},
        {"expires_in": -1},
        {"expires_in": 10**12},
        {"keywords_attributes": [{"keyword": ""}]},
        {"keywords_attributes": [{"keyword": "x"}] * 51},
    ):
        assert ada.json("POST", PATH, sound | wrong).status == 422, wrong
    assert ada.read(PATH) == []
