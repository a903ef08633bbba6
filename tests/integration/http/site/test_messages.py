"""Messages: what people write to each other alone."""

from tests.integration.http.site.people import Person


def test_messages_are_listed_read_and_taken_off_the_list(ada: Person, bruno: Person) -> None:
    assert "No messages yet" in ada.page("/messages")
    bruno.send("/compose", {"text": "@ada A word for you", "visibility": "mentioned"})
    page = ada.page("/messages")
    assert "A word for you" in page
    assert "notice-new" in page
    path = page.partition('href="/messages/')[2].partition('"')[0]
    answer = ada.get(f"/messages/{path}")
    assert (answer.status, (answer.header("Location") or "").rpartition("/")[0]) == (303, "/@bruno")
    assert "A word for you" in ada.page(answer.header("Location") or "")
    assert "notice-new" not in ada.page("/messages")
    assert "notice-new" not in bruno.page("/messages")
    assert ada.send(f"/messages/{path}/remove", {}, at="/messages").header("Location") == "/messages"
    assert "A word for you" not in ada.page("/messages")
    assert "A word for you" in bruno.page("/messages")
    assert ada.get(f"/messages/{path}").status == 404
    assert 'href="/messages"' in ada.page("/")
