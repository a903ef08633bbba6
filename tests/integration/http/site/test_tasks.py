"""What waits and what was given up, as those see it who run the server."""

from datetime import timedelta

import pytest

from microblog.domain.model.account import Role
from microblog.domain.model.events import PostLiked
from microblog.domain.model.mail_delivery import MailDelivery, MailState
from microblog.domain.model.page import Cursor
from microblog.domain.model.task import KeptTask
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory
from tests.integration.http.site.people import Person
from tests.integration.http.site.whole_site import METRICS_TOKEN, WholeSite

HERE = "/moderation/tasks"


@pytest.fixture
def ada(site: WholeSite, ada: Person) -> Person:
    site.make(ChangeRole)(target="ada", role=Role.ADMIN)
    return ada


def tasks(site: WholeSite, *, dead: bool) -> tuple[KeptTask, ...]:
    with site.parts[UnitOfWorkFactory]() as uow:
        items: tuple[KeptTask, ...] = uow.outbox.page(Cursor(), dead=dead).items
    return items


def fail(site: WholeSite, *, times: int = 1, for_good: bool = True) -> None:
    """So many tasks fail that nobody has begun yet."""
    later = site.parts[Clock]() + timedelta(hours=1)
    for _ in range(times):
        with site.parts[UnitOfWorkFactory]() as uow:
            uow.outbox.add(PostLiked(404, 405))
            task = uow.outbox.written.pop()
            uow.outbox.postpone(task.id, later, "MailNotSent: <busy>")
            if for_good:
                uow.outbox.give_up(task.id, "MailNotSent: <away>")
            uow.commit()


def test_the_page_is_for_admins(site: WholeSite, ada: Person, bruno: Person) -> None:
    assert bruno.get(HERE).status == 403
    site.make(ChangeRole)(target="bruno", role=Role.MODERATOR)
    assert bruno.get(HERE).status == 403
    assert HERE not in bruno.page("/moderation/registrations")
    assert HERE in ada.page("/moderation/registrations")
    page = ada.page(HERE)
    assert "No task has been given up." in page
    assert "No task is waiting." in page


def test_what_failed_is_shown_and_tried_again_or_dropped(site: WholeSite, ada: Person) -> None:
    fail(site, times=2)
    fail(site, for_good=False)
    page = ada.page(HERE)
    assert page.count("MailNotSent: &lt;away&gt;") == 2
    assert "MailNotSent: &lt;busy&gt;" in page
    assert "post_id=404 account_id=405" in page
    assert ada.send(HERE, {"answer": "perhaps"}).status == 400
    assert ada.send(HERE, {"answer": "drop"}).status == 303
    assert "The task has been dropped." in ada.page(HERE)
    (left,) = tasks(site, dead=True)
    assert ada.send(HERE, {"answer": "retry"}).status == 303  # and it is done at once: nobody is to be told
    assert "The task begins anew." in ada.page(HERE)
    token = ada.page(HERE).partition('name="csrf_token" value="')[2].partition('"')[0]
    (waiting,) = tasks(site, dead=False)
    for task_id, status in ((left.id, 404), (waiting.id, 409)):
        for answer in ("retry", "drop"):
            form = {"csrf_token": token, "task": str(task_id), "answer": answer}
            assert ada.post(HERE, form).status == status
    assert tasks(site, dead=False) == (waiting,)


def test_all_are_tried_again(site: WholeSite, ada: Person) -> None:
    fail(site, times=45)
    assert 'rel="next"' in ada.page(HERE)
    assert ada.send(HERE, {"answer": "retry_all"}).status == 303
    assert tasks(site, dead=True) == tasks(site, dead=False) == ()


def test_the_metrics_are_for_who_knows_the_token(site: WholeSite, stranger: Person) -> None:
    fail(site, times=2)
    fail(site, for_good=False)
    with site.parts[UnitOfWorkFactory]() as uow:
        for number, state in enumerate((MailState.SENT, MailState.SENT, MailState.UNKNOWN)):
            uow.mail_deliveries.start(MailDelivery(f"mention/{number}", 404, MailState.SENDING, site.parts[Clock]()))
            uow.mail_deliveries.finish(f"mention/{number}", state)
        uow.commit()
    for given in ({}, {"Authorization": "Bearer let-the-monitor-on"}, {"Authorization": METRICS_TOKEN}):
        answer = stranger.client.get("/metrics", given)
        assert (answer.status, answer.header("WWW-Authenticate")) == (401, "Bearer")
        assert "microblog_" not in answer.text
    answer = stranger.client.get("/metrics", {"Authorization": f"Bearer {METRICS_TOKEN}"})
    assert (answer.status, answer.header("Content-Type")) == (200, "text/plain; version=0.0.4; charset=utf-8")
    lines = answer.text.splitlines()
    assert 'microblog_tasks{state="waiting"} 1' in lines
    assert 'microblog_tasks{state="dead"} 2' in lines
    mails = [line for line in lines if line.startswith("microblog_mails{")]
    assert mails == [
        f'microblog_mails{{state="{state.value}"}} {number}'
        for state, number in zip(MailState, (0, 2, 1, 0), strict=True)
    ]
    (age,) = [line.split()[1] for line in lines if line.startswith("microblog_oldest_waiting_task_seconds ")]
    assert 0 < float(age) < 60
