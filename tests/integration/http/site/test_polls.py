import html
import re
from datetime import timedelta

from attrs import evolve

from microblog.domain.model.pending_post import PendingPost
from microblog.domain.model.poll import WantedPoll
from microblog.domain.model.post_content import PostContent
from microblog.domain.use_cases.pending_posts.save_pending_post import SavePendingPost
from microblog.domain.use_cases.polls.end_polls import EndPolls
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory
from tests.integration.http.client import Answer
from tests.integration.http.site.people import Person
from tests.integration.http.site.whole_site import WholeSite

_SHARES = re.compile(
    r'poll-option" dir="auto">([^<]*)</span>(?: <span class="poll-own">)?.*?<span class="poll-share">(\d+) %'
)
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def post(person: Person, path: str, *pairs: tuple[str, str], at: str = "/compose") -> Answer:
    token = html.unescape(_TOKEN.findall(person.page(at))[0])
    headers = [("Origin", f"http://{person.client.host}"), ("Accept-Language", "en")]
    return person.client.post(path, [("csrf_token", token), *pairs], headers)


def ask(person: Person, text: str, *options: str, **more: str) -> str:
    """The path of a new post with a poll."""
    wanted = {"text": text, "visibility": "public", "language": "en", "poll_expires_in": "3600", **more}
    answer = post(person, "/compose", *wanted.items(), *(("poll_options", option) for option in options))
    assert answer.status == 303, answer.text
    return f"/@{person.username}/{person.newest()}"


def test_a_poll_is_asked_answered_and_ends(ada: Person, bruno: Person, site: WholeSite) -> None:
    path = ask(ada, "Drinks?", "Tea <b>", "", "Coffee")
    assert 'type="radio"' not in ada.page(path)
    for page in (bruno.page("/public"), bruno.page(path)):
        assert f'action="{path}/vote"' in page
        assert "Tea &lt;b&gt;" in page
        assert page.count('type="radio" name="choices"') == 2
    assert post(bruno, f"{path}/vote").header("Location") == path
    assert "There is no answer yet." in bruno.page(path)
    assert post(bruno, f"{path}/vote", ("choices", "1"), ("next", "/public")).header("Location") == "/public"
    page = bruno.page("/public")
    assert ("Your vote is counted." in page, 'type="radio"' in page, "1 person voted" in page) == (True, False, True)
    assert _SHARES.findall(page) == [("Tea &lt;b&gt;", "0"), ("Coffee", "100")]
    assert _SHARES.findall(ada.page("/public")) == _SHARES.findall(page)
    post(bruno, f"{path}/vote", ("choices", "0"))
    assert "You have answered this poll already." in bruno.page("/")
    with site.parts[UnitOfWorkFactory]() as uow:
        asked = uow.posts.get(int(path.rpartition("/")[2]))
        ended = site.parts[Clock]() - timedelta(seconds=1)
        uow.posts.save(evolve(asked, poll=evolve(asked.poll, ends_at=ended)))
        uow.polls.open(asked.id, ended)
        uow.commit()
    site.make(EndPolls)()
    assert "Your poll has ended" in ada.page("/notifications")
    assert "in which you voted has ended" in bruno.page("/notifications")
    assert "Ended <time" in bruno.page(path)


def test_several_answers_and_results_that_are_hidden(ada: Person, bruno: Person) -> None:
    path = ask(ada, "Days?", "Friday", "Sunday", poll_multiple="y", poll_hide_totals="y", content_warning="Plans")
    assert bruno.page(path).count('type="checkbox" name="choices"') == 2
    post(bruno, f"{path}/vote", ("choices", "0"), ("choices", "1"))
    for person in (ada, bruno):
        page = person.page(path)
        assert ("results at the end" in page, "poll-share" in page) == (True, False)
    assert post(bruno, f"{path}/vote", ("choices", "first")).status == 400
    assert post(ada, f"{path}/vote", ("choices", "0")).status == 422


def test_what_is_wrong_with_a_poll_is_said_beside_it(ada: Person) -> None:
    wanted = [("text", "Hi"), ("visibility", "public"), ("language", "en"), ("poll_options", "Tea <i>")]
    for more, said in (
        ([("poll_expires_in", "300")], "at least 2 are needed"),
        ([("poll_expires_in", "1")], "This is none of the choices."),
        ([("poll_expires_in", "300"), ("deed", "schedule"), ("scheduled_at", "2100-01-01T00:00")], "at least 2"),
    ):
        answer = post(ada, "/compose", *wanted, *more)
        assert answer.status == 422
        assert said in answer.text
        assert 'name="poll_options" value="Tea &lt;i&gt;"' in answer.text
    assert "/edit" not in ada.page("/@ada")


def test_an_edit_keeps_the_poll_changes_it_or_takes_it_away(ada: Person, bruno: Person) -> None:
    path = ask(ada, "Drinks?", "Tea", "Coffee")
    post(bruno, f"{path}/vote", ("choices", "1"))
    edit = f"{path}/edit"
    form = ada.page(edit)
    assert 'name="poll_options" value="Coffee"' in form

    def change(text: str, *options: str) -> str:
        pairs = [("text", text), ("language", "en"), ("poll_expires_in", "")]
        answer = post(ada, edit, *pairs, *(("poll_options", option) for option in options), at=edit)
        assert answer.status == 303, answer.text
        return ada.page(path)

    assert "1 person voted" in change("Drinks now?", "Tea", "Coffee")
    page = change("Drinks now?", "Tea", "Juice")
    assert ("Juice" in page, "0 people voted" in page) == (True, True)
    assert "Juice" not in change("Never mind", "", "")
    history = ada.page(f"{path}/history")
    assert (history.count('<li dir="auto">Coffee'), history.count('<li dir="auto">Juice')) == (2, 1)
    ask(ada, "Food?", "Bread <b>", "Cheese")
    assert "&lt;li&gt;Bread &amp;lt;b&amp;gt;&lt;/li&gt;" in ada.page("/@ada.atom")


def test_a_poll_may_be_unfinished_in_a_draft_and_comes_out_whole(ada: Person) -> None:
    wanted = {"text": "Drinks?", "visibility": "public", "language": "en", "poll_multiple": "y"}
    draft = [*wanted.items(), ("poll_expires_in", "300"), ("poll_options", "Tea <b>"), ("deed", "draft")]
    assert post(ada, "/compose", *draft).status == 303
    page = ada.page("/scheduled")
    assert '<li dir="auto">Tea &lt;b&gt;</li>' in page
    path = re.findall(r'href="(/scheduled/\d+/edit)"', page)[0]
    form = ada.page(path)
    for part in ('value="Tea &lt;b&gt;"', '<option value="300" selected>', 'name="poll_multiple" value="y" checked'):
        assert part in form
    refused = post(ada, path, *draft[:-1], ("deed", "publish"), at=path)
    assert (refused.status, "at least 2 are needed" in refused.text) == (422, True)
    whole = [*draft[:-1], ("poll_options", "Coffee"), ("deed", "publish")]
    assert post(ada, path, *whole, at=path).status == 303
    assert ada.page(f"/@ada/{ada.newest()}").count('class="poll-option"') == 2


def test_how_long_an_app_has_a_poll_last_is_kept_on_the_site(ada: Person, site: WholeSite) -> None:
    with site.parts[UnitOfWorkFactory]() as uow:
        ada_id = next(account.id for account in uow.accounts.by_names({("ada", None)}))
    content = PostContent("Drinks?", poll=WantedPoll(("Tea", "Coffee"), 4000))
    pending: PendingPost = site.make(SavePendingPost)(author_id=ada_id, content=content, scheduled_at=None)
    path = f"/scheduled/{pending.id}/edit"
    assert '<option value="4000" selected>As long as it does already</option>' in ada.page(path)
    pairs = [("text", "Now?"), ("visibility", "public"), ("language", "en"), ("poll_expires_in", "4000")]
    assert post(ada, path, *pairs, ("poll_options", "Tea"), at=path).status == 303
    with site.parts[UnitOfWorkFactory]() as uow:
        changed = uow.pending_posts.get(pending.id)
    assert changed is not None
    assert (changed.text, changed.poll) == ("Now?", WantedPoll(("Tea",), 4000))
