import re
from datetime import UTC, datetime, timedelta

from microblog.domain.use_cases.pending_posts.publish_due_posts import PublishDuePosts
from microblog.domain.use_cases.posts.delete_post import DeletePost
from tests.integration.http.client import Answer
from tests.integration.http.site.people import Person
from tests.integration.http.site.whole_site import WholeSite

SOON = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%dT%H:%M}"


def keep(person: Person, deed: str, text: str = "Later", at: str = "/compose", **more: str) -> Answer:
    data = {"text": text, "visibility": "public", "language": "en", "deed": deed, **more}
    return person.send(at, data)


def kept(person: Person) -> str:
    """The path of the newest one on the page."""
    found: list[str] = re.findall(r'href="(/scheduled/\d+)/edit"', person.page("/scheduled"))
    return max(found)


def test_a_post_is_scheduled_changed_and_published_by_hand(ada: Person, bruno: Person) -> None:
    assert "Nothing here" in ada.page("/scheduled")
    assert 'href="/scheduled"' in ada.page("/")
    answer = keep(ada, "schedule", "Fresh <b>rye</b>", scheduled_at=SOON, content_warning="Food")
    assert (answer.status, answer.header("Location")) == (303, "/scheduled")
    page = ada.page("/scheduled")
    assert "The post is scheduled." in page
    assert "Fresh &lt;b&gt;rye" in page
    assert f'<time datetime="{SOON}:00Z">' in page
    assert "Fresh" not in ada.page("/")
    path = kept(ada)
    for way in ("edit", "delete"):
        assert bruno.get(f"{path}/{way}").status == 404
    edit = ada.page(f"{path}/edit")
    assert "In UTC" in edit
    assert f'name="scheduled_at" value="{SOON}"' in edit
    assert 'value="Food"' in edit
    answer = ada.send(f"{path}/edit", {"text": "Stale rye", "visibility": "unlisted", "scheduled_at": SOON})
    assert answer.status == 303, answer.text
    page = ada.page("/scheduled")
    assert ("Stale rye" in page, "Unlisted" in page, "<h2" in page) == (True, True, True)
    assert ada.press(f"{path}/publish", at="/scheduled").header("Location") == "/scheduled"
    assert "Your post is out." in ada.page("/scheduled")
    assert "Stale rye" in ada.page("/")
    assert ada.get(f"{path}/edit").status == 404


def test_a_draft_is_saved_and_thrown_away(ada: Person, bruno: Person) -> None:
    assert keep(ada, "draft", "x" * 501).status == 303
    page = ada.page("/scheduled")
    assert ("The draft is saved." in page, ">Drafts<" in page, ">Scheduled<" in page) == (True, True, False)
    path = kept(ada)
    answer = ada.press(f"{path}/publish", at="/scheduled")
    assert (answer.status, "This has 501 characters" in answer.text) == (422, True)
    answer = ada.send(f"{path}/edit", {"text": "Shorter", "visibility": "public", "deed": "publish"})
    assert (answer.status, answer.header("Location")) == (303, "/scheduled")
    assert "Shorter" in ada.page("/")
    keep(ada, "draft", "Again")
    path = kept(ada)
    assert "Again" in ada.page(f"{path}/delete")
    assert bruno.post(f"{path}/delete", {"csrf_token": _token(bruno)}).status == 404
    assert ada.press(f"{path}/delete", at=f"{path}/delete").header("Location") == "/scheduled"
    page = ada.page("/scheduled")
    assert ("It has been thrown away." in page, "Again" in page) == (True, False)


def test_a_draft_becomes_scheduled_and_what_is_scheduled_a_draft(ada: Person) -> None:
    keep(ada, "draft")
    path = kept(ada)
    data = {"text": "Later", "visibility": "public", "scheduled_at": SOON}
    assert ada.send(f"{path}/edit", data | {"deed": "schedule"}).status == 303
    assert ">Drafts<" not in ada.page("/scheduled")
    assert ada.send(f"{path}/edit", data | {"deed": "draft"}).status == 303
    assert ">Scheduled<" not in ada.page("/scheduled")
    assert ada.send(f"{path}/edit", {"text": "Later", "visibility": "public"}).status == 303
    assert ">Drafts<" in ada.page("/scheduled")


def test_what_cannot_be_scheduled_is_said_and_nothing_is_lost(ada: Person) -> None:
    too_soon = f"{datetime.now(UTC):%Y-%m-%dT%H:%M}"
    for moment, said in [("", "still empty"), ("soon", "not a date with a time"), (too_soon, "at least 5 minutes")]:
        answer = keep(ada, "schedule", "Precious", scheduled_at=moment)
        assert (answer.status, said in answer.text, "Precious" in answer.text) == (422, True, True), moment
    keep(ada, "schedule", scheduled_at=SOON)
    path = kept(ada)
    answer = ada.send(f"{path}/edit", {"text": "Precious", "visibility": "public", "scheduled_at": too_soon})
    assert (answer.status, "at least 5 minutes" in answer.text, "Precious" in answer.text) == (422, True, True)
    for at in ("/compose", f"{path}/edit"):
        assert keep(ada, "dance", at=at).status == 400


def test_pressing_the_button_twice_keeps_it_once(ada: Person) -> None:
    data = {"text": "Later", "visibility": "public", "language": "en", "deed": "draft", "idempotency_key": "same"}
    data["csrf_token"] = _token(ada)
    for _ in range(2):
        assert ada.post("/compose", data).status == 303
    assert ada.page("/scheduled").count('class="pending"') == 1
    assert ada.post("/compose", data | {"deed": "publish"}).header("Location") == "/"


def test_an_answer_to_what_is_gone_says_so_and_becomes_a_post_by_itself(
    site: WholeSite, ada: Person, bruno: Person
) -> None:
    post_id = ada.write("Hello")
    keep(bruno, "schedule", "Hi back", at=f"/@ada/{post_id}/reply", scheduled_at=SOON)
    path = kept(bruno)
    assert "In reply to another post" in bruno.page("/scheduled")
    assert "Hello" in bruno.page(f"{path}/edit")
    delete: DeletePost = site.make(DeletePost)
    with delete.unit_of_work() as uow:
        account = uow.accounts.by_name("ada")
    assert account is not None
    delete(account_id=account.id, post_id=post_id)
    assert "What this answers is gone" in bruno.page(f"{path}/edit")
    publish: PublishDuePosts = site.make(PublishDuePosts)
    late = PublishDuePosts(publish.unit_of_work, lambda: datetime.now(UTC) + timedelta(days=2), publish.post_publisher)
    assert late() == 0
    page = bruno.page("/scheduled")
    assert ("It was not published: what it answers is gone" in page, ">Drafts<" in page) == (True, True)
    answer = bruno.press(f"{path}/publish", at="/scheduled")
    assert (answer.status, "What this answers is gone" in answer.text) == (422, True)
    data = {"text": "Hi all", "visibility": "public", "deed": "publish", "detached": "y"}
    assert bruno.send(f"{path}/edit", data).status == 303
    assert "Hi all" in bruno.page("/@bruno")


def _token(person: Person) -> str:
    return person.page("/compose").partition('name="csrf_token" value="')[2].partition('"')[0]
