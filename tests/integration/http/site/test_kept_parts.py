"""Views, posts and frames are kept in the process: nobody sees what was true before, or what is for somebody else."""

from tests.integration.http.site.people import Person


def article(page: str, post_id: int) -> str:
    """What a list shows of a post."""
    return page.partition(f'id="p{post_id}"')[2].partition("</article>")[0]


def test_a_list_shows_each_change_of_a_post_at_once(ada: Person, bruno: Person) -> None:
    post = ada.write("The kettle sings")
    path = f"/@ada/{post}"
    assert "The kettle sings" in article(bruno.page("/public"), post)
    ada.send(f"{path}/edit", {"text": "The kettle whistles", "language": "en", "content_warning": "Steam"})
    shown = article(bruno.page("/public"), post)
    assert "whistles" in shown
    assert "Steam" in shown
    assert f"{path}/history" in shown
    ada.send("/settings/profile", {"display_name": "Countess"})
    assert "Countess" in article(bruno.page("/public"), post)
    bruno.post(f"{path}/like", {"csrf_token": token(bruno)})
    assert f"{path}/unlike" in article(bruno.page("/public"), post)
    assert f"{path}/unlike" not in article(ada.page("/public"), post)
    bruno.post(f"{path}/unlike", {"csrf_token": token(bruno)})
    assert f"{path}/unlike" not in article(bruno.page("/public"), post)
    ada.send(f"{path}/delete", {})
    assert not article(bruno.page("/public"), post)


def test_what_one_may_see_no_longer_is_not_shown_though_it_is_kept(ada: Person, bruno: Person) -> None:
    bruno.press("/@ada/follow", "/@ada")
    post = ada.write("For friends", visibility="followers")
    assert "For friends" in article(bruno.page("/"), post)
    bruno.press("/@ada/unfollow", "/@ada")
    assert "For friends" not in bruno.page("/")


def test_every_page_has_the_name_and_the_token_of_its_reader(ada: Person, bruno: Person) -> None:
    post = ada.write("The kettle sings")
    for path in ("/", "/public", f"/@ada/{post}", "/about"):
        pages = ada.page(path), bruno.page(path)
        assert ["/@bruno" in page.partition("</header>")[0] for page in pages] == [False, True]
        assert token(ada) in pages[0]
        assert token(ada) not in pages[1]


def token(person: Person) -> str:
    """That which the person's own forms carry."""
    return person.page("/compose").partition('name="csrf_token" value="')[2].partition('"')[0]
