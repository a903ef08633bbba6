from tests.integration.http.site.people import Person


def test_people_recommend_others_on_their_profile(ada: Person, bruno: Person, stranger: Person) -> None:
    bruno.write("Hello")
    assert "/@bruno/recommend" not in ada.page("/@bruno")
    ada.press("/@bruno/follow", at="/@bruno")
    assert ada.press("/@bruno/recommend", at="/@bruno").header("Location") == "/@bruno"
    assert "You recommend this person" in ada.page("/@bruno")
    assert "Recommends" in stranger.page("/@ada")
    assert "@bruno" in stranger.page("/@ada/recommended")
    ada.press("/@bruno/unrecommend", at="/@bruno")
    assert "Recommends" not in stranger.page("/@ada")


def test_only_followed_people_can_be_recommended(ada: Person, bruno: Person) -> None:
    ada.send("/@bruno/note", {"comment": "x"}, at="/@bruno")
    token = ada.page("/@bruno").partition('name="csrf_token" value="')[2].partition('"')[0]
    assert ada.post("/@bruno/recommend", {"csrf_token": token}).status == 303
    assert "Follow this person first" in ada.page("/@bruno")
    assert "Recommends" not in bruno.page("/@ada")


def test_a_note_stands_on_the_profile_for_its_author_alone(ada: Person, bruno: Person) -> None:
    assert ada.send("/@bruno/note", {"comment": "From the <choir>"}, at="/@bruno").status == 303
    assert "From the &lt;choir&gt;" in ada.page("/@bruno")
    assert "choir" not in bruno.page("/@bruno")
    assert "/note" not in bruno.page("/@bruno")
    assert ada.send("/@bruno/note", {"comment": "x" * 2001}, at="/@bruno").status == 422
    assert "From the &lt;choir&gt;" in ada.page("/@bruno")
