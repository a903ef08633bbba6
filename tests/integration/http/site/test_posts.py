import html
import re

import pytest

from tests.integration.http.site.people import Person


def textarea(page: str) -> str:
    """What a browser would show in the page's text area (HTML 13.2.6.4.7: the first line break is dropped)."""
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert found
    return html.unescape(found[1].removeprefix("\n"))


def test_a_post_appears_at_home_and_in_public(ada: Person, stranger: Person) -> None:
    ada.write("The kettle sings before it boils.")
    assert "The kettle sings" in ada.page("/")
    assert "The kettle sings" in stranger.page("/")
    assert "The kettle sings" in stranger.page("/@ada")


def test_publishing_is_confirmed_once(ada: Person) -> None:
    ada.page("/")  # the welcome is read
    ada.write("Hello")
    client_home = ada.page("/")
    assert client_home.count('class="flash"') <= 1
    assert 'class="flash"' not in ada.page("/")


def test_a_double_submit_posts_once(ada: Person) -> None:
    page = ada.page("/compose")
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert key
    assert token
    form = {"csrf_token": token[1], "idempotency_key": key[1], "text": "Once", "visibility": "public", "language": ""}
    assert [ada.post("/compose", form).status for _ in range(2)] == [303, 303]
    assert ada.page("/@ada").count("<article") == 1


def test_a_failed_form_keeps_what_was_typed_and_says_why_beside_the_field(ada: Person) -> None:
    text = '\n  <b>&amp;</b> "quoted" ' + "x" * 600
    answer = ada.send(
        "/compose", {"text": text, "visibility": "followers", "content_warning": "w & w", "language": "de"}
    )
    assert answer.status == 422
    assert textarea(answer.text) == text
    assert "at most 500 are allowed" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'aria-describedby="text-limit text-error"' in answer.text
    assert '<option value="followers" selected>' in answer.text
    assert '<option value="de" selected>' in answer.text
    assert 'value="w &amp; w"' in answer.text


@pytest.mark.parametrize("text", ["one\r\ntwo", "\r\n\r\nspace  kept\ttab", "</textarea><script>", "&lt; &amp;lt;"])
def test_text_comes_back_into_the_edit_form_as_it_was_stored(ada: Person, text: str) -> None:
    post_id = ada.write(text)
    assert textarea(ada.page(f"/@ada/{post_id}/edit")) == text.replace("\r\n", "\n").strip()


def test_an_edited_post_shows_its_earlier_versions(ada: Person, stranger: Person) -> None:
    post_id = ada.write("The hole truth")
    answer = ada.send(f"/@ada/{post_id}/edit", {"text": "The whole truth", "language": "en"})
    assert (answer.status, answer.header("Location")) == (303, f"/@ada/{post_id}")
    assert "The whole truth" in stranger.page(f"/@ada/{post_id}")
    history = stranger.page(f"/@ada/{post_id}/history")
    assert "The hole truth" in history
    assert "The whole truth" in history


def test_a_deleted_post_is_gone_for_everybody(ada: Person, stranger: Person) -> None:
    post_id = ada.write("Rash")
    assert "Delete this post?" in ada.page(f"/@ada/{post_id}/delete")
    assert ada.send(f"/@ada/{post_id}/delete", {}).status == 303
    assert stranger.get(f"/@ada/{post_id}").status == 410


def test_only_the_author_can_edit_and_delete(ada: Person, bruno: Person) -> None:
    post_id = ada.write("Mine")
    assert bruno.get(f"/@ada/{post_id}/edit").status == 404
    assert bruno.get(f"/@ada/{post_id}/delete").status == 404


def test_a_reply_stands_in_the_thread_and_names_the_author(ada: Person, bruno: Person) -> None:
    post_id = ada.write("Any herons today?")
    form = bruno.page(f"/@ada/{post_id}/reply")
    assert textarea(form) == "@ada "
    answer = bruno.send(f"/@ada/{post_id}/reply", {"text": "@ada Eleven.", "visibility": "public", "language": "en"})
    assert (answer.header("Location") or "").startswith(f"/@ada/{post_id}#p")
    assert "Eleven." in ada.page(f"/@ada/{post_id}")
    assert "mentioned you" in ada.page("/notifications")


def test_a_reply_need_not_mention_anybody(ada: Person, bruno: Person) -> None:
    post_id = ada.write("Any herons today?")
    bruno.send(f"/@ada/{post_id}/reply", {"text": "Eleven.", "visibility": "public", "language": "en"})
    ada.send(f"/@ada/{post_id}/reply", {"text": "Or twelve.", "visibility": "public", "language": "en"})
    page = bruno.page(f"/@ada/{post_id}")
    assert "In reply to another post" in page
    assert "Continues an own post" in page


def test_liking_and_boosting_and_taking_both_back(ada: Person, bruno: Person) -> None:
    post_id = ada.write("Like me")
    page = f"/@ada/{post_id}"
    for deed in ("like", "boost"):
        answer = bruno.post(f"{page}/{deed}", {"csrf_token": token_of(bruno, page), "next": "/public#p1"})
        assert (answer.status, answer.header("Location")) == (303, "/public#p1")
        assert f'formaction="{page}/un{deed}" aria-pressed="true"' in bruno.page(page)
    for deed in ("unlike", "unboost"):
        bruno.post(f"{page}/{deed}", {"csrf_token": token_of(bruno, page)})
    assert 'aria-pressed="true"' not in bruno.page(page)


def test_bookmarks_and_likes_are_listed_for_oneself(ada: Person, bruno: Person) -> None:
    assert "No bookmarks yet" in bruno.page("/bookmarks")
    assert "not liked anything" in bruno.page("/likes")
    first, second = ada.write("Worth keeping"), ada.write("Worth nothing")
    for deed, path in (("bookmark", "/bookmarks"), ("like", "/likes")):
        page = f"/@ada/{first}"
        answer = bruno.post(f"{page}/{deed}", {"csrf_token": token_of(bruno, page), "next": "/public#p1"})
        assert (answer.status, answer.header("Location")) == (303, "/public#p1")
        kept = bruno.page(path)
        assert f'formaction="{page}/un{deed}" aria-pressed="true"' in kept
        assert f"/@ada/{second}" not in kept
        assert "Worth keeping" not in ada.page(path)
        bruno.post(f"{page}/un{deed}", {"csrf_token": token_of(bruno, page)})
        assert "Worth keeping" not in bruno.page(path)
    assert 'href="/bookmarks"' in bruno.page("/")
    assert 'href="/likes"' in bruno.page("/")


def test_what_is_pinned_stands_on_top_of_the_profile(ada: Person, stranger: Person) -> None:
    posts = [ada.write(f"Number {number}.") for number in range(6)]
    assert "Pinned" not in ada.page("/@ada")
    for post_id in posts[:5]:
        page = f"/@ada/{post_id}"
        answer = ada.post(f"{page}/pin", {"csrf_token": token_of(ada, page)})
        assert (answer.status, answer.header("Location")) == (303, page)
        assert f'formaction="{page}/unpin"' in ada.page(page)
    last = f"/@ada/{posts[5]}"
    ada.post(f"{last}/pin", {"csrf_token": token_of(ada, last)})
    assert "Unpin one first" in ada.page("/@ada")
    page = stranger.page("/@ada")
    assert [int(found) for found in re.findall(r'href="/@ada/(\d+)"', page)] == [*posts[4::-1], *posts[::-1]]
    assert page.count('icon-pin"') == 5
    assert "icon-pin" not in stranger.page("/@ada/with_replies")
    assert "icon-pin" not in stranger.page(f"/@ada?max_id={posts[3]}")
    ada.post(f"/@ada/{posts[0]}/unpin", {"csrf_token": token_of(ada, last)})
    assert stranger.page("/@ada").count('icon-pin"') == 4


def test_only_posts_of_ones_own_that_others_may_read_are_pinned(ada: Person, bruno: Person) -> None:
    theirs, secret = bruno.write("Mine"), ada.write("@bruno psst", visibility="mentioned")
    assert "/pin" not in ada.page(f"/@bruno/{theirs}")
    assert "/pin" not in ada.page(f"/@ada/{secret}")
    token = {"csrf_token": token_of(ada, "/")}
    assert ada.post(f"/@bruno/{theirs}/pin", token).status == 404
    answer = ada.post(f"/@ada/{secret}/pin", token)
    assert answer.status == 403
    assert "cannot be pinned" in answer.text


def token_of(person: Person, page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', person.page(page))
    assert found
    return found[1]


def test_the_script_gets_an_empty_answer(ada: Person) -> None:
    post_id = ada.write("Like me")
    token = token_of(ada, "/")
    headers = {"Accept": "application/json", "Origin": "http://localhost"}
    answer = ada.client.post(f"/@ada/{post_id}/like", {"csrf_token": token}, headers)
    assert (answer.status, answer.body) == (204, b"")


def test_a_post_has_one_page_only(ada: Person, bruno: Person) -> None:
    post_id = ada.write("Mine")
    assert bruno.get(f"/@bruno/{post_id}").status == 404
    assert bruno.get(f"/@ada/{post_id}").status == 200


def test_the_uris_lead_to_the_pages(ada: Person) -> None:
    post_id = ada.write("Addressed")
    uri = re.search(r"<id>http://localhost(/users/\d+/posts/\d+)</id>", ada.page("/@ada.atom"))
    assert uri
    assert ada.get(uri[1]).header("Location") == f"/@ada/{post_id}"
    assert ada.get(uri[1].partition("/posts")[0]).header("Location") == "/@ada"
    assert ada.get("/users/1").status == 404
    ada.send(f"/@ada/{post_id}/boost", {}, at="/")
    boost = re.search(r'id="p(\d+)"', ada.page("/"))
    assert boost
    assert boost[1] != post_id
    assert ada.get(f"{uri[1].rpartition('/')[0]}/{boost[1]}").header("Location") == f"/@ada/{post_id}"


def test_a_conversation_is_muted_in_the_menu_of_a_post(ada: Person, bruno: Person) -> None:
    post_id = ada.write("Hello")
    path = f"/@ada/{post_id}"
    assert ada.send(f"{path}/mute", {}, at="/").header("Location") == f"/#p{post_id}"
    bruno.send(f"{path}/reply", {"text": "@ada Hello", "visibility": "public", "language": ""})
    assert "Hello" not in ada.page("/notifications").partition("<main")[2]
    ada.send(f"{path}/unmute", {}, at=path)
    bruno.send(f"{path}/reply", {"text": "@ada Bye", "visibility": "public", "language": ""})
    assert "Bye" in ada.page("/notifications")


def test_a_content_warning_folds_the_text_away(ada: Person, stranger: Person) -> None:
    post_id = ada.write("They let them all go on.", content_warning="Last episode")
    page = stranger.page(f"/@ada/{post_id}")
    folded = r'<details class="warned"><summary>.*Last episode</summary>\s*<div class="post-text"'
    assert re.search(folded, page, re.DOTALL)
