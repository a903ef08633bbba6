import re
from typing import Any

import pytest

from tests.integration.http.api.apps import ApiApp
from tests.integration.http.client import Answer

_LINK = re.compile(r'<http://localhost([^>]+)>; rel="(\w+)"')


def links(answer: Answer) -> dict[str, str]:
    """By relation, in the order said."""
    return {relation: address for address, relation in _LINK.findall(answer.header("Link") or "")}


def ids(answer: Answer) -> list[str]:
    found: list[dict[str, str]] = answer.json()  # type: ignore[assignment]
    return [one["id"] for one in found]


@pytest.mark.parametrize("path", ["/api/v1/timelines/home", "/api/v1/timelines/public", "/api/v1/timelines/tag/rye"])
def test_a_timeline_is_walked_down_and_up_again(ada: ApiApp, path: str) -> None:
    written = [ada.write(f"{number} #rye")["id"] for number in range(5)][::-1]
    first = ada.get(path, limit=2, local="true")
    assert ids(first) == written[:2]
    assert list(links(first)) == ["next", "prev"]
    assert "local=true" in links(first)["next"]
    second = ada.get(links(first)["next"])
    assert ids(second) == written[2:4]
    last = ada.get(links(second)["next"])
    assert ids(last) == written[4:]
    assert list(links(last)) == ["prev"]
    assert "min_id=" in links(last)["prev"]
    assert ids(ada.get(links(last)["prev"])) == written[2:4]
    assert ids(ada.get(path, since_id=written[2])) == written[:2]
    assert ids(ada.get(path, max_id=written[3])) == written[4:]


def test_a_link_is_an_address_whatever_the_path_holds(ada: ApiApp) -> None:
    written = [ada.write(f"{number} #日本")["id"] for number in range(2)][::-1]
    first = ada.get("/api/v1/timelines/tag/%E6%97%A5%E6%9C%AC", limit=1)
    assert links(first)["next"].startswith("/api/v1/timelines/tag/%E6%97%A5%E6%9C%AC?")
    assert ids(ada.get(links(first)["next"])) == written[1:]


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "-1"}, {"limit": "1000"}, {"limit": ""}])
def test_odd_limits_are_brought_into_range(ada: ApiApp, query: dict[str, Any]) -> None:
    ada.write("Hello")
    assert len(ada.read("/api/v1/timelines/home", **query)) == 1


@pytest.mark.parametrize("query", [{"max_id": "x"}, {"max_id": "-1"}, {"min_id": str(2**63)}, {"limit": "many"}])
def test_what_is_no_position_is_refused(ada: ApiApp, query: dict[str, Any]) -> None:
    answer = ada.get("/api/v1/timelines/home", **query)
    assert answer.status == 422
    assert answer.json()["error"].startswith(f"Validation failed: {next(iter(query))}")  # type: ignore[index]


def test_an_empty_list_leads_nowhere(ada: ApiApp) -> None:
    answer = ada.get("/api/v1/timelines/home")
    assert (answer.json(), answer.header("Link")) == ([], None)


def test_what_other_servers_wrote_is_nothing_yet(ada: ApiApp) -> None:
    ada.write("Hello")
    assert ada.read("/api/v1/timelines/public", remote="true") == []


def test_notifications(ada: ApiApp, bruno: ApiApp) -> None:
    status = ada.write("Hello")
    bruno.do(f"/api/v1/statuses/{status['id']}/favourite")
    bruno.do(f"/api/v1/statuses/{status['id']}/reblog")
    bruno.write("@ada Hello")
    bruno.do(f"/api/v1/accounts/{ada.account_id}/follow")
    path = "/api/v1/notifications"

    def kinds(**query: str | list[str]) -> list[str]:
        return [one["type"] for one in ada.read(path, **query)]

    assert kinds() == ["follow", "mention", "reblog", "favourite"]
    assert kinds(types=["mention", "favourite", "poll"]) == ["mention", "favourite"]
    assert kinds(exclude_types=["follow", "never_heard_of"]) == ["mention", "reblog", "favourite"]
    assert kinds(types=["poll"]) == []
    assert kinds(account_id=ada.account_id) == []
    assert ada.read(f"{path}/unread_count") == {"count": 4}
    newest = ada.read(path, limit="1")[0]
    assert newest["account"]["acct"] == "bruno"
    assert ada.read(f"{path}/{newest['id']}") == newest
    assert ada.do(f"{path}/{newest['id']}/dismiss") == {}
    assert ada.get(f"{path}/{newest['id']}").status == 404
    assert kinds() == ["mention", "reblog", "favourite"]
    assert ada.do(f"{path}/clear") == {}
    assert kinds() == []
    assert [one["type"] for one in bruno.read(path)] == []


def test_search(ada: ApiApp, stranger: ApiApp) -> None:
    status = ada.write("Fresh bread #rye")
    found = stranger.read("/api/v2/search", q="bread")
    assert [one["id"] for one in found["statuses"]] == [status["id"]]
    assert ada.read("/api/v2/search", q="ada", type="accounts")["accounts"][0]["acct"] == "ada"
    assert [tag["name"] for tag in ada.read("/api/v2/search", q="#ry")["hashtags"]] == ["rye"]
    by_ada, by_nobody = (
        stranger.read("/api/v2/search", q="bread", account_id=account_id, type="statuses")["statuses"]
        for account_id in (ada.account_id, "404404404")
    )
    assert (by_ada, by_nobody) == (found["statuses"], [])
    assert ada.read("/api/v2/search", q="ada", following="true")["accounts"] == []
    assert ada.read("/api/v2/search", q="...") == {"accounts": [], "statuses": [], "hashtags": []}
    assert ada.get("/api/v2/search").status == 422
    assert ada.get("/api/v2/search", q="x", type="secrets").status == 422
    assert stranger.read("/api/v1/tags/RYE")["name"] == "rye"
    assert stranger.get("/api/v1/tags/%20").status == 404
