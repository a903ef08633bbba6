import re

from tests.integration.http.site.people import Person

SETTINGS = "/settings/filters"


def make(person: Person, keywords: str, **more: str) -> int:
    form = {
        "title": "My <filter>",
        "keywords": keywords,
        "whole_word": "y",
        "public": "y",
        "action": "warn",
        "duration": "",
    }
    return person.send(SETTINGS, form | more).status


def test_what_a_filter_finds_is_folded_or_left_out(ada: Person, bruno: Person) -> None:
    bruno.write("A cat")
    bruno.write("Concatenate")
    assert make(ada, "cat\r\n\r\ndog\r\n") == 303
    page = ada.page("/public")
    assert page.count("<summary>Filtered: My &lt;filter&gt;</summary>") == 1
    assert "A cat" in page
    assert "Filtered:" not in bruno.page("/public")
    assert "Filtered:" not in ada.page("/@bruno")
    path = re.search(rf'href="({SETTINGS}/\d+)"', ada.page(SETTINGS))
    assert path
    change = {"title": "Pets", "keywords": "cat", "public": "y", "action": "hide", "duration": "3600"}
    assert ada.send(path[1], change).status == 303
    page = ada.page("/public")
    assert ("A cat" in page, "Concatenate" in page) == (False, False)
    assert "until" in ada.page(SETTINGS)
    assert ada.press(f"{path[1]}/delete", at=path[1]).status == 303
    assert "A cat" in ada.page("/public")
    assert ada.get(path[1]).status == 404


def test_what_is_wrong_with_a_filter_is_said_beside_it(ada: Person, bruno: Person) -> None:
    for wrong, said in (
        ({"title": ""}, "This is still empty"),
        ({"keywords": "x" * 256}, "256 characters"),
        ({"public": ""}, "This is still empty"),
        ({"action": "shred"}, "none of the choices"),
        ({"duration": "5"}, "none of the choices"),
    ):
        form = {"title": "Cats", "keywords": "cat", "public": "y", "action": "warn", "duration": ""}
        answer = ada.send(SETTINGS, {name: text for name, text in (form | wrong).items() if text or name != "public"})
        assert answer.status == 422, wrong
        assert said in answer.text, wrong
    assert "You have no filter yet" in ada.page(SETTINGS)
    make(ada, "cat")
    path = re.search(rf'href="({SETTINGS}/\d+)"', ada.page(SETTINGS))
    assert path
    assert bruno.get(path[1]).status == 404
