"""A look at everything that a server needs, with a word on how to mend what is wrong."""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from attrs import frozen

from microblog.adapters.email.smtp_server import SmtpServer
from microblog.adapters.media.ffmpeg_recording_processor import ffmpeg_programs, missing_encoders
from microblog.adapters.system.tracebacks import kind_of
from microblog.domain.model.errors import StorageUnavailable
from microblog.entrypoints.cli_group import how_to_mend
from microblog.entrypoints.container import Container, open_container
from microblog.entrypoints.settings import Settings, Tasks
from microblog.ports.schema import SchemaMismatch, StorageMisconfigured

_BUILT = 2026  # the year of this code: no clock that is right is before it
_LATE = 60  # seconds that a task may wait before the worker seems to be away
_SMTP_SECONDS = 5.0


@frozen
class Finding:
    """What was looked at, whether it is as it should be, and what there is to say."""

    what: str
    good: bool
    says: str


def examine(settings: Settings) -> list[Finding]:
    """Look at settings, directory, database, replica, queue, owner, limits, ffmpeg, mail, clock. Changes no data."""
    findings = [Finding("settings", True, f"the site is {settings.base_url}"), _directory(settings.data_dir)]
    if not findings[-1].good:
        return [*findings, _attempt("mail", lambda: _mail(settings))]
    container = open_container(settings)
    database = _attempt("database", lambda: _database(container))
    findings.append(database)
    if database.good:
        if settings.storage_replica:
            findings.append(_attempt("replica", lambda: _replica(container)))
        findings += [
            _attempt("queue", lambda: _queue(container, settings)),
            _attempt("owner", lambda: _owner(container)),
        ]
    if settings.rate_limits and settings.rate_limit_storage != "memory:":
        findings.append(_attempt("limits", lambda: _limits(container)))
    recordings = _attempt("ffmpeg", lambda: _recordings(settings))
    return [*findings, recordings, _attempt("mail", lambda: _mail(settings)), _clock(container)]


def _attempt(what: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - the doctor reports whatever it meets
        return Finding(what, False, f"could not be looked at: {kind_of(error)}")


def _directory(directory: Path) -> Finding:
    if not directory.exists():
        return Finding("data", False, f"{directory} is not there: `microblog serve` makes it, where it is started")
    try:
        probe = directory / ".doctor"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Finding("data", False, f"{directory} cannot be written to ({error.strerror}): let this user write there")
    return Finding("data", True, f"{directory} can be written to")


def _database(container: Container) -> Finding:
    try:
        container.storage().schema.check()
    except (SchemaMismatch, StorageMisconfigured) as error:
        return Finding("database", False, str(error))
    except StorageUnavailable as error:
        mend = how_to_mend(error, "MICROBLOG_STORAGE", container.settings().storage)
        return Finding("database", False, f"cannot be used ({error.reason}): {mend}")
    return Finding("database", True, "reachable and up to date")


def _replica(container: Container) -> Finding:
    try:
        container.storage().replica.check()
    except StorageMisconfigured as error:
        return Finding("replica", False, str(error))
    except SchemaMismatch:
        return Finding("replica", False, "has other tables than the database: MICROBLOG_STORAGE_REPLICA must follow it")
    except StorageUnavailable as error:
        reason = f"cannot be used ({error.reason}), so that all is read from the database"
        return Finding("replica", False, f"{reason}: check MICROBLOG_STORAGE_REPLICA, and that it runs")
    return Finding("replica", True, "reachable and not far behind")


def _queue(container: Container, settings: Settings) -> Finding:
    if settings.tasks is not Tasks.INLINE:
        try:
            container.publisher().length()
        except Exception as error:  # noqa: BLE001 - each broker's driver has errors of its own
            mend = "check MICROBLOG_BROKER, and that it runs"
            return Finding("queue", False, f"the broker cannot be used ({kind_of(error)}): {mend}")
    with container.unit_of_work()() as uow:
        waiting, dead = uow.outbox.depth()
        overdue = uow.outbox.claim(
            now=container.clock()() - timedelta(seconds=_LATE), lease_until=container.clock()(), limit=1
        )  # not committed: nothing is claimed
    if overdue:
        who = "the site" if settings.tasks is Tasks.INLINE else "the worker"
        return Finding("queue", False, f"{waiting} tasks wait, some for over {_LATE} s: is {who} running?")
    if dead:
        return Finding("queue", False, f"{dead} tasks were given up: `microblog tasks list` says why")
    return Finding("queue", True, f"{waiting} tasks wait")


def _limits(container: Container) -> Finding:
    try:
        container.rate_limiter().check()
    except Exception as error:  # noqa: BLE001 - as with brokers
        reason = f"Redis cannot be used ({kind_of(error)}), so that each process counts requests by itself"
        return Finding("limits", False, f"{reason}: check MICROBLOG_RATE_LIMIT_STORAGE, and that it runs")
    return Finding("limits", True, "requests are counted in Redis")


def _owner(container: Container) -> Finding:
    if container.offer_ownership().is_wanted():
        return Finding("owner", False, "nobody owns the server: `microblog serve` prints the link that makes an owner")
    return Finding("owner", True, "there is one")


def _mail(settings: Settings) -> Finding:
    if settings.mail.startswith("file:"):
        return Finding("mail", True, f"is written to {settings.mail.removeprefix('file:')}, and sent to nobody")
    server = SmtpServer.from_url(settings.mail)
    connect = smtplib.SMTP_SSL if server.security == "tls" else smtplib.SMTP
    try:
        with connect(server.host, server.port, timeout=_SMTP_SECONDS) as session:
            session.noop()
    except (OSError, smtplib.SMTPException) as error:
        return Finding(
            "mail", False, f"{server.host}:{server.port} does not answer ({type(error).__name__}): check MICROBLOG_MAIL"
        )
    return Finding("mail", True, f"{server.host}:{server.port} answers")


def _recordings(settings: Settings) -> Finding:
    programs = ffmpeg_programs(settings.ffmpeg)
    if programs is None:
        refused = "so that videos and sounds are refused"
        if settings.ffmpeg == "off":
            return Finding("ffmpeg", True, f"MICROBLOG_FFMPEG says that there is none, {refused}")
        wanted = "ffmpeg is" if settings.ffmpeg == "auto" else f"ffprobe is beside {settings.ffmpeg}"
        return Finding("ffmpeg", settings.ffmpeg == "auto", f"no {wanted} there, {refused}: install it to take them")
    if lacking := missing_encoders(programs[0]):
        return Finding("ffmpeg", False, f"{programs[0]} cannot write {', '.join(lacking)}: install one that can")
    return Finding("ffmpeg", True, f"{programs[0]} prepares videos and sounds")


def _clock(container: Container) -> Finding:
    now = container.clock()()
    if now.year < _BUILT:
        return Finding("clock", False, f"the machine says that it is {now:%Y-%m-%d}: set its clock, with NTP for good")
    return Finding("clock", True, f"it is {now:%Y-%m-%d %H:%M} UTC")
