from tests.integration.http.site.people import Person


def test_following_a_hashtag_brings_posts_home(ada: Person, bruno: Person, stranger: Person) -> None:
    assert "You follow no hashtag yet" in bruno.page("/followed-tags")
    ada.write("Loaves of #Straße")
    assert "/follow" not in stranger.page("/tags/stra%C3%9Fe")
    answer = bruno.press("/tags/strasse/follow", at="/tags/Stra%C3%9Fe")
    assert (answer.status, answer.header("Location")) == (303, "/tags/strasse")
    assert "You follow this hashtag now" in bruno.page("/tags/strasse")
    ada.write("Rolls of #straße")
    home = bruno.page("/")
    assert "Rolls of" in home
    assert "Loaves of" not in home
    assert 'href="/followed-tags"' in bruno.page("/@bruno/following")
    assert 'href="/followed-tags"' not in bruno.page("/@ada/following")
    assert 'href="/tags/strasse"' in bruno.page("/followed-tags")
    answer = bruno.send("/tags/strasse/unfollow", {}, at="/followed-tags")
    assert (answer.status, answer.header("Location")) == (303, "/followed-tags")
    assert "no longer follow" in bruno.page("/followed-tags")
    ada.write("Cake of #straße")
    assert "Cake of" not in bruno.page("/")


def test_names_of_other_scripts_lead_back_to_their_page(ada: Person) -> None:
    answer = ada.press("/tags/%E6%97%A5%E6%9C%AC/follow", at="/tags/日本")
    assert answer.header("Location") == "/tags/%E6%97%A5%E6%9C%AC"
    assert "#日本" in ada.page("/followed-tags")
    assert ada.get("/tags/12").status == 404
