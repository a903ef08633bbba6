import re

from tests.integration.http.site.people import Person


def make_list(person: Person, title: str) -> str:
    answer = person.send("/lists", {"title": title})
    assert answer.status == 303, answer.text
    return (answer.header("Location") or "").removesuffix("/people")


def test_a_list_is_made_filled_read_and_deleted(ada: Person, bruno: Person) -> None:
    assert "You have no list yet" in bruno.page("/lists")
    path = make_list(bruno, "Canal <b>people</b>")
    assert 'href="/lists"' in bruno.page("/")
    assert "Canal &lt;b&gt;people" in bruno.page("/lists")
    assert "Nobody is on this list yet" in bruno.page(f"{path}/people")
    bruno.send(f"{path}/people", {"name": "ada"})
    assert "You follow nobody of that name" in bruno.page(f"{path}/people")
    bruno.press("/@ada/follow", at="/@ada")
    assert bruno.send(f"{path}/people", {"name": "@ada"}).header("Location") == f"{path}/people"
    page = bruno.page(f"{path}/people")
    assert "This person is on the list now" in page
    assert "@ada" in page
    ada.write("From the canal")
    assert "From the canal" in bruno.page(path)
    assert ada.get(path).status == 404
    assert bruno.send(f"{path}/edit", {"title": "Barges", "exclusive": "y", "replies_policy": "none"}).status == 303
    assert "Barges" in bruno.page(path)
    assert "From the canal" in bruno.page(path)
    assert "From the canal" not in bruno.page("/")
    edit = bruno.page(f"{path}/edit")
    assert re.search(r'<option value="none" selected', edit)
    assert re.search(r'name="exclusive" value="y" checked', edit)
    assert bruno.press(f"{path}/delete", at=f"{path}/edit").header("Location") == "/lists"
    assert bruno.get(path).status == 404
    assert "From the canal" in bruno.page("/")


def test_somebody_is_put_on_lists_and_taken_off_from_their_profile(ada: Person, bruno: Person) -> None:
    first, second = make_list(bruno, "First"), make_list(bruno, "Second")
    ada.write("From the canal")
    assert "/@ada/lists" not in bruno.page("/@ada")
    assert "Only people whom you follow" in bruno.page("/@ada/lists")
    bruno.press("/@ada/follow", at="/@ada")
    assert 'href="/@ada/lists"' in bruno.page("/@ada")
    answer = bruno.send(f"{second}/people", {"deed": "add"}, at="/@ada/lists")
    assert answer.header("Location") == "/@ada/lists"
    assert "@ada" in bruno.page(f"{second}/people")
    assert "@ada" not in bruno.page(f"{first}/people")
    assert bruno.send(f"{second}/people", {"deed": "remove"}, at="/@ada/lists").status == 303
    assert "no longer on the list" in bruno.page("/@ada/lists")
    assert "@ada" not in bruno.page(f"{second}/people")
    assert bruno.get("/@nobody/lists").status == 404


def test_what_cannot_be_is_said_to_be_so(ada: Person) -> None:
    path = make_list(ada, "Friends")
    answer = ada.send("/lists", {"title": " "})
    assert (answer.status, "This is still empty" in answer.text) == (422, True)
    answer = ada.send(f"{path}/edit", {"title": "", "replies_policy": "none"})
    assert (answer.status, "This is still empty" in answer.text) == (422, True)
    answer = ada.send(f"{path}/edit", {"title": "x", "replies_policy": "some"})
    assert (answer.status, "none of the choices" in answer.text) == (422, True)
    assert ada.send(f"{path}/people", {"deed": "dance"}).status == 400
    for _ in range(49):
        make_list(ada, "x")
    answer = ada.send("/lists", {"title": "x"})
    assert (answer.status, "at most 50 are allowed" in answer.text) == (422, True)
