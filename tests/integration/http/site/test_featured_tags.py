import re

from tests.integration.http.site.people import Person

PATH = "/settings/hashtags"
CHIP = re.compile(r'<a class="chip" href="([^"]+)"( aria-current="page")?><bdi>#([^<]+)</bdi>')


def test_hashtags_stand_on_the_profile_and_lead_to_what_was_written_with_them(ada: Person, stranger: Person) -> None:
    assert "Your profile shows no hashtag yet." in ada.page(PATH)
    ada.write("Loaves of #rye")
    ada.write("Tea from #日本")
    assert '<button class="chip" name="name" value="rye">' in ada.page(PATH)
    for name in ("#Rye", "日本", "oats"):
        assert ada.send(PATH, {"name": name}).header("Location") == PATH
    page = ada.page(PATH)
    assert ("Your profile shows this hashtag now." in page, 'name="name" value="rye"' in page) == (True, False)
    chips = CHIP.findall(stranger.page("/@ada"))
    assert [name for _, _, name in chips] == ["rye", "日本", "oats"]
    assert CHIP.findall(stranger.page("/@ada/media")) == []
    path = chips[1][0]
    assert path == "/@ada/tagged/%E6%97%A5%E6%9C%AC"
    tagged = stranger.page(path)
    assert ("Tea from" in tagged, "Loaves" in tagged) == (True, False)
    assert [current != "" for _, current, _ in CHIP.findall(tagged)] == [False, True, False]
    assert "No posts to show here." in stranger.page("/@ada/tagged/oats")


def test_one_is_taken_away_by_whom_it_belongs_to(ada: Person, bruno: Person) -> None:
    for person, name in ((ada, "oats"), (bruno, "rye"), (ada, "rye")):
        person.send(PATH, {"name": name})
    rye = re.findall(r'name="id" value="(\d+)"', ada.page(PATH))[-1]
    bruno.send(f"{PATH}/remove", {"id": rye}, at=PATH)
    assert "#rye" in ada.page("/@ada")
    for _ in range(2):
        assert ada.send(f"{PATH}/remove", {"id": rye}, at=PATH).header("Location") == PATH
    assert [name for _, _, name in CHIP.findall(ada.page("/@ada"))] == ["oats"]
    assert [name for _, _, name in CHIP.findall(ada.page("/@bruno"))] == ["rye"]


def test_what_is_wrong_is_said_beside_the_field(ada: Person) -> None:
    ada.send(PATH, {"name": "rye"})
    for name, said in (("1 <b>", "This can be no hashtag"), ("RYE", "shows this hashtag already"), ("", "still empty")):
        refused = ada.send(PATH, {"name": name})
        assert (refused.status, said in refused.text, "<b>" in refused.text) == (422, True, False)


def test_a_hashtag_that_is_not_featured_has_a_page_too(ada: Person, stranger: Person) -> None:
    ada.write("#oats", visibility="unlisted")
    page = stranger.page("/@ada/tagged/Oats")
    assert CHIP.findall(page) == [("/@ada/tagged/oats", ' aria-current="page"', "oats")]
    assert stranger.get("/@ada/tagged/1").status == 404
    assert stranger.get("/@nobody/tagged/oats").status == 404
