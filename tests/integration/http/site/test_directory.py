from collections.abc import Callable

from tests.integration.http.site.people import Person


def test_people_are_found_in_the_directory(ada: Person, bruno: Person, stranger: Person) -> None:
    ada.write("Hello")
    assert "@ada" in stranger.page("/directory")
    assert "@bruno" not in stranger.page("/directory")
    assert "@bruno" in stranger.page("/directory/new")
    assert "/directory/suggestions" not in stranger.page("/directory")
    assert "Nobody to show" in bruno.page("/directory/new?offset=40")
    for odd in ("-1", "x", "9" * 6, "%D9%A1"):
        assert stranger.get(f"/directory?offset={odd}").status == 400


def test_whom_one_could_follow_is_shown_until_one_says_no(
    ada: Person, bruno: Person, newcomer: Callable[[], Person]
) -> None:
    for name in ("cleo", "dora"):
        newcomer().sign_up(name)
        bruno.press(f"/@{name}/follow", at=f"/@{name}")
    assert "nobody to suggest" in ada.page("/directory/suggestions")
    ada.press("/@bruno/follow", at="/@bruno")
    assert ada.press("/@cleo/dismiss", at="/directory/suggestions").status == 303
    page = ada.page("/directory/suggestions")
    assert ("@cleo" in page, "@dora" in page) == (False, True)
    assert ada.press("/@dora/follow", at="/directory/suggestions").status == 303
    assert "@dora" not in ada.page("/directory/suggestions")
