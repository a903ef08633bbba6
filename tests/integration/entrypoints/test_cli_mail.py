"""`microblog mail …` on a real SQLite file, in this process."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner

from microblog.domain.model.mail_delivery import MailDelivery, MailState
from microblog.entrypoints.cli import main
from microblog.entrypoints.container import open_container
from microblog.entrypoints.settings import load_settings

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


def test_what_became_of_mails_is_told_apart(tmp_path: Path) -> None:
    environment = {"MICROBLOG_DATA_DIR": str(tmp_path), "MICROBLOG_TASKS": "inline", "MICROBLOG_LOG_LEVEL": "error"}
    container = open_container(load_settings(environment))
    container.storage().schema.upgrade()
    made = container.create_account()(username="ann", email="ann@blog.example", password="long enough")
    with container.unit_of_work()() as uow:
        for number, state in enumerate([MailState.SENT, MailState.UNKNOWN, MailState.REFUSED, MailState.SENT]):
            key = f"mention/{number}/{made.id}"
            uow.mail_deliveries.start(MailDelivery(key, made.id, MailState.SENDING, NOW + timedelta(minutes=number)))
            uow.mail_deliveries.finish(key, state)
        uow.commit()
    container.storage().schema.database.close()
    container.process().release()

    def run(*arguments: str) -> list[str]:
        return CliRunner().invoke(main, ["mail", "list", *arguments], env=environment).stdout.splitlines()

    assert run("--limit", "2") == [
        "0 sending, 2 sent, 1 unknown, 1 refused.",
        f"2026-11-21 10:03:00 UTC  sent     mention/3/{made.id}",
        f"2026-11-21 10:02:00 UTC  refused  mention/2/{made.id}",
    ]
    assert run("--state", "unknown", "--state", "refused")[1:] == [
        f"2026-11-21 10:02:00 UTC  refused  mention/2/{made.id}",
        f"2026-11-21 10:01:00 UTC  unknown  mention/1/{made.id}",
    ]
    assert CliRunner().invoke(main, ["mail", "list", "--state", "lost"], env=environment).exit_code == 2
