"""What an operator can set: environment variables `MICROBLOG_…`, or an optional TOML file that they overrule.

Everything is checked at the start. What is missing or wrong stops it with one sentence that says which setting, what
it got and what it wants.

# Long because it is the one table of all settings, with how each is read and what is said about it.
"""

import ipaddress
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from attrs import Attribute, Factory, evolve, field, fields, frozen

from microblog.adapters.email.smtp_server import SmtpServer
from microblog.domain.model.account import check_email
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.accounts.sign_up import Registration
from microblog.entrypoints.server_texts import text_of
from microblog.ports.missing_package import missing_package

PREFIX = "MICROBLOG_"
FILE = "MICROBLOG_CONFIG"

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=Enum)


class SettingsError(Exception):
    """A setting that is missing or wrong, said in one sentence."""


class Web(Enum):
    """Which framework carries the HTTP."""

    FLASK = "flask"
    QUART = "quart"


class Tasks(Enum):
    """Who runs the work after the commit."""

    INLINE = "inline"
    HUEY = "huey"
    CELERY = "celery"


_BROKERS = {
    Tasks.HUEY: ("sqlite", "redis", "rediss", "postgresql"),
    Tasks.CELERY: ("amqp", "amqps", "redis", "rediss", "sqs"),
}
# What must be installed to speak to each, and what pip calls that which brings it.
_DRIVERS = {
    "sqlite": ("sqlite3", ""),
    "redis": ("redis", "redis"),
    "rediss": ("redis", "redis"),
    "postgresql": ("psycopg", "psycopg[binary]"),
    "amqp": ("amqp", "celery"),
    "amqps": ("amqp", "celery"),
    "sqs": ("boto3", "celery[sqs]"),
}


def _setting(
    wants: str,
    read: Callable[[str], Value],
    default: object,
    about: str,
    *,
    may_hold_password: bool = False,
    is_secret: bool = False,
) -> Any:
    metadata = {
        "wants": wants,
        "read": read,
        "about": about,
        "may_hold_password": may_hold_password,
        "is_secret": is_secret,
    }
    return field(default=default, metadata=metadata)


def _choice(kind: type[Choice]) -> tuple[str, Callable[[str], Choice]]:
    return " or ".join(f"`{choice.value}`" for choice in kind), kind


def _switch(text: str) -> bool:
    return {"on": True, "off": False}[text.lower()]


def _text(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError(text)
    return text.strip()


def _number(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text)
        if not lowest <= number <= highest:
            raise ValueError(text)
        return number

    return read


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())


def _networks(text: str) -> tuple[str, ...]:
    return tuple(str(ipaddress.ip_network(name)) for name in _names(text))


def _url(*schemes: str, host_needed: bool) -> Callable[[str], str]:
    def read(text: str) -> str:
        parts = urlsplit(text)
        if parts.scheme not in schemes or (host_needed and not parts.hostname):
            raise ValueError(text)
        return text

    return read


def _storage_url(text: str) -> str:
    parts = urlsplit(_url("sqlite", "postgresql", "mysql", "mariadb", "mongodb", "memory", host_needed=False)(text))
    is_whole = {
        "memory": text == "memory:",
        "sqlite": text.startswith("sqlite:///") and len(parts.path) > 1,
    }.get(parts.scheme, "://" in text and len(parts.path) > 1 and "/" not in parts.path[1:])
    # Of MongoDB several hosts may be named, each with its port. The port is looked at for its ValueError too.
    if not is_whole or (parts.scheme != "mongodb" and parts.port == 0):
        raise ValueError(text)
    return text


def _replica_url(text: str) -> str:
    return _url("postgresql", "mysql", "mariadb", host_needed=False)(_storage_url(text))


def _broker_url(text: str) -> str:
    parts = urlsplit(text)
    is_whole = {
        "sqlite": text.startswith("sqlite:///") and len(parts.path) > 1,
        "sqs": text.startswith("sqs://"),
    }.get(parts.scheme, bool(parts.hostname))
    if parts.scheme not in _DRIVERS or not is_whole or (parts.scheme != "sqs" and parts.port == 0):
        raise ValueError(text)
    return text


def _count_url(text: str) -> str:
    return text if text == "memory:" else _url("redis", "rediss", host_needed=True)(_broker_url(text))


def _queue_prefix(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", text):
        raise ValueError(text)
    return text


def _secret(text: str) -> str:
    if not re.fullmatch(r"[!-~]{16,200}", text):
        raise ValueError(text)
    return text


def _mail_url(text: str) -> str:
    if text.startswith("file:"):
        if not text.removeprefix("file:").strip("/"):
            raise ValueError(text)
        return text
    SmtpServer.from_url(text)
    return text


def _media_url(text: str) -> str:
    if text != "memory:" and not (text.startswith("file:") and text.removeprefix("file:").strip("/")):
        raise ValueError(text)
    return text


def _text_file(text: str) -> Path:
    path = Path(text)
    try:
        text_of(path)
    except (OSError, ValidationError) as error:
        raise ValueError(text) from error
    return path


def _program(text: str) -> str:
    if text not in ("auto", "off") and not (Path(text).is_absolute() and os.access(text, os.X_OK)):
        raise ValueError(text)
    return text


def _default_media(settings: "Settings") -> str:
    return "memory:" if settings.storage == "memory:" else f"file:{settings.data_dir}/media"


def _mail_address(text: str) -> str:
    try:
        return check_email(text)
    except ValidationError as error:
        raise ValueError(text) from error


def _base_url(text: str) -> str:
    text = _url("http", "https", host_needed=True)(text).rstrip("/").lower()
    parts = urlsplit(text)
    if parts.path or parts.query or parts.fragment or parts.username:
        raise ValueError(text)
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise ValueError(text)
    return text


def is_loopback(host: str) -> bool:
    """Whether only this machine itself reaches that host."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _default_base_url(settings: "Settings") -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}" if is_loopback(settings.host) else ""


def _default_trusted_hosts(settings: "Settings") -> tuple[str, ...]:
    if not is_loopback(settings.host):
        return ()
    names = [f"{name}:{settings.port}" for name in ("localhost", "127.0.0.1", "[::1]")]
    return tuple(dict.fromkeys([urlsplit(settings.base_url).netloc, *names]))


def _default_broker(settings: "Settings") -> str:
    return {
        Tasks.INLINE: "",
        Tasks.HUEY: f"sqlite:///{settings.data_dir}/tasks.db",
        Tasks.CELERY: "amqp://guest:guest@127.0.0.1:5672//",
    }[settings.tasks]


def _default_confirm_email(settings: "Settings") -> bool:
    return not settings.mail.startswith("file:")


@frozen
class Settings:
    """All settings, checked. Their names outside are `MICROBLOG_` and the name here in capitals."""

    host: str = _setting("a host name or an IP address", _text, "127.0.0.1", "The address to listen at.")
    port: int = _setting("a number from 1 to 65535", _number(1, 65535), 8000, "The port to listen at.")
    base_url: str = _setting(
        "`https://` and a host (plain `http://` only for this machine itself), without a path",
        _base_url,
        Factory(_default_base_url, takes_self=True),
        "Where people find the site. All links and addresses are built from it, so it should never change."
        " On loopback it is `http://HOST:PORT`; anywhere else it must be said.",
    )
    trusted_hosts: tuple[str, ...] = _setting(
        "host names with their port where it is not the usual one, separated by commas",
        _names,
        Factory(_default_trusted_hosts, takes_self=True),
        "Which `Host` headers are answered; all others get 400. On loopback these are the names of this machine;"
        " anywhere else it must be said.",
    )
    trusted_proxies: tuple[str, ...] = _setting(
        "IP networks such as `10.0.0.0/8`, separated by commas",
        _networks,
        (),
        "Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.",
    )
    data_dir: Path = _setting("a directory", Path, Path("var"), "Where the server keeps its files.")
    threads: int = _setting("a number from 1 to 256", _number(1, 256), 16, "How many requests are handled at a time.")
    storage: str = _setting(
        "`sqlite:///PATH`, `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`, the same with `mysql://`, `mariadb://`"
        " or `mongodb://`, or `memory:`",
        _storage_url,
        Factory(lambda settings: f"sqlite:///{settings.data_dir}/microblog.db", takes_self=True),
        "The database, as one URL. By default SQLite in the data directory; `memory:` forgets everything at the end."
        " PostgreSQL needs the driver `psycopg[binary]`, MySQL and MariaDB need `pymysql[rsa]`,"
        " MongoDB (a replica set, if of one member) needs `pymongo`: `.venv/bin/pip install` it.",
        may_hold_password=True,
    )
    storage_connections: int = _setting(
        "a number from 1 to 1000",
        _number(1, 1000),
        Factory(lambda settings: settings.threads, takes_self=True),
        "How many connections to the database each process opens at most; who gets none in time is told 503."
        " By default as many as `MICROBLOG_THREADS`.",
    )
    storage_replica: str = _setting(
        "`postgresql://…`, `mysql://…` or `mariadb://…`, like MICROBLOG_STORAGE",
        _replica_url,
        "",
        "A replica of the database, as one URL: pages are read from it, except by those who have just written what it"
        " does not have yet, and while it is away.",
        may_hold_password=True,
    )
    web: Web = _setting(*_choice(Web), Web.FLASK, "Which web framework serves the site.")
    tasks: Tasks = _setting(
        *_choice(Tasks),
        Factory(lambda settings: Tasks.INLINE if settings.storage == "memory:" else Tasks.HUEY, takes_self=True),
        "Who runs the work after a change: `huey` in a worker process, `celery` in several (`.venv/bin/pip"
        " install celery`), `inline` the web process itself. By default `huey`, with `memory:` `inline`.",
    )
    broker: str = _setting(
        "`sqlite:///PATH`, `redis://…`, `rediss://…` or `postgresql://…` for Huey, `amqp://…`, `amqps://…`, `redis://…`,"
        " `rediss://…` or `sqs://…` for Celery",
        _broker_url,
        Factory(_default_broker, takes_self=True),
        "Where the queues are, as one URL such as `redis://:PASSWORD@HOST:PORT/NUMBER` or"
        " `amqp://USER:PASSWORD@HOST:PORT/VHOST`; they hold nudges only, and may be lost. By default Huey's are in"
        " the data directory, and Celery's on the RabbitMQ of this machine.",
        may_hold_password=True,
    )
    broker_prefix: str = _setting(
        "a letter and up to 39 letters, digits or `_`",
        _queue_prefix,
        "microblog",
        "What the names of the queues, and of counts of requests in Redis, begin with: each server that shares a broker"
        " or Redis with others needs its own.",
    )
    mail: str = _setting(
        "`file:DIRECTORY`, `smtp://HOST`, `smtp+starttls://…` or `smtps://…`",
        _mail_url,
        Factory(lambda settings: f"file:{settings.data_dir}/mail", takes_self=True),
        "Where mail goes, as one URL: `smtp://USER:PASSWORD@HOST:PORT`, `smtps://…`, `smtp+starttls://…`,"
        " or `file:DIRECTORY`, where each mail becomes an `.eml` file.",
        may_hold_password=True,
    )
    mail_from: str = _setting(
        "a mail address",
        _mail_address,
        Factory(lambda settings: f"microblog@{urlsplit(settings.base_url).hostname or 'localhost'}", takes_self=True),
        "The sender of all mail. By default `microblog@` and the host of the base URL.",
    )
    push_to_private: bool = _setting(
        "`on` or `off`",
        _switch,
        False,
        "Whether apps may have pushes sent to addresses of private networks, where a push service of one's own may be."
        " Else a push goes to the public internet alone.",
    )
    media: str = _setting(
        "`file:DIRECTORY` or `memory:`",
        _media_url,
        Factory(_default_media, takes_self=True),
        "Where uploaded pictures and recordings are kept, as one URL. By default in the data directory; with `memory:`,"
        " which is what that of the storage brings along, they are forgotten at the end.",
    )
    ffmpeg: str = _setting(
        "`auto`, `off` or a path",
        _program,
        "auto",
        "The program ffmpeg, with ffprobe beside it, by which videos and sounds are taken: what is on the PATH, none,"
        " or this one. Without it people upload pictures only.",
    )
    name: str = _setting("a short text", _text, "Microblog", "What the server calls itself.")
    description: Path | None = _setting(
        "a text file in UTF-8 of at most 100,000 characters",
        _text_file,
        None,
        "What the server is and whom it is for: shown on the page About, and to apps; its first paragraph is the short"
        " form. This and the next two files are read at the start; blank lines part paragraphs, links become links.",
    )
    rules: Path | None = _setting(
        "a text file in UTF-8 of at most 100,000 characters",
        _text_file,
        None,
        "The rules of the server, one in each line: shown there likewise.",
    )
    privacy_policy: Path | None = _setting(
        "a text file in UTF-8 of at most 100,000 characters",
        _text_file,
        None,
        "What becomes of what people entrust to the server: shown there likewise.",
    )
    registration: Registration = _setting(
        *_choice(Registration),
        Registration.OPEN,
        "Who may sign up: everybody, whoever is approved by a moderator, whoever is invited, nobody.",
    )
    confirm_email: bool = _setting(
        "`on` or `off`",
        _switch,
        Factory(_default_confirm_email, takes_self=True),
        "Whether people confirm their mail address before they can log in. By default `on` if mail is really sent.",
    )
    metrics_token: str = _setting(
        "at least 16 letters, digits and signs, without spaces",
        _secret,
        "",
        "What a monitor has to say (`Authorization: Bearer …`) to read `/metrics`. Without it there is no such page.",
        is_secret=True,
    )
    rate_limits: bool = _setting("`on` or `off`", _switch, True, "Whether too many requests are answered with 429.")
    rate_limit_storage: str = _setting(
        "`memory:`, `redis://…` or `rediss://…`",
        _count_url,
        "memory:",
        "Where requests are counted for that: each process for itself, or all together in Redis, as one URL such as"
        " `redis://:PASSWORD@HOST:PORT/NUMBER`. While Redis is away each counts for itself.",
        may_hold_password=True,
    )
    node: int = _setting(
        "a number from 0 to 31",
        _number(0, 31),
        0,
        "Which machine this is, where several serve one database: each needs a number of its own for its ids.",
    )
    log_level: str = _setting(
        "`debug`, `info`, `warning` or `error`",
        lambda text: {"debug": "DEBUG", "info": "INFO", "warning": "WARNING", "error": "ERROR"}[text.lower()],
        "INFO",
        "From which level on lines are logged, to standard error.",
    )

    @property
    def in_memory(self) -> bool:
        """Whether everything is forgotten at the end, and seen by one process alone."""
        return self.storage == "memory:"

    @staticmethod
    def documentation() -> str:
        """A table of all settings in Markdown; docs/configuration.md ends with it."""
        rows = ["| setting | default | wants | what it is |", "|---|---|---|---|"]
        for attribute in fields(Settings):
            default = "see there" if isinstance(attribute.default, Factory) else _shown(attribute.default)  # type: ignore[arg-type]
            about, wants = attribute.metadata["about"], attribute.metadata["wants"]
            rows.append(f"| `{variable(attribute.name)}` | {default} | {wants} | {about} |")
        return "\n".join(rows)

    def __attrs_post_init__(self) -> None:
        for name in ("base_url", "trusted_hosts"):
            if not getattr(self, name):
                raise SettingsError(
                    f"{variable(name)} is missing: as MICROBLOG_HOST is {self.host!r} and not this machine alone,"
                    f" it must say {_meta(name, 'wants')}."
                )
        if self.storage_replica and _dialect(self.storage_replica) != _dialect(self.storage):
            raise SettingsError(
                f"MICROBLOG_STORAGE_REPLICA is a URL of {_dialect(self.storage_replica)}: it wants the same as"
                f" MICROBLOG_STORAGE, which is {_dialect(self.storage)}."
            )
        scheme = self.broker.partition(":")[0]
        if self.tasks in _BROKERS and scheme not in _BROKERS[self.tasks]:
            raise SettingsError(
                f"MICROBLOG_BROKER is a URL of {scheme}: with MICROBLOG_TASKS={self.tasks.value} it wants one of"
                f" {', '.join(_BROKERS[self.tasks])}."
            )
        if self.tasks in _BROKERS:
            _require_drivers(self.tasks, scheme)
        scheme = self.rate_limit_storage.partition(":")[0]
        if self.rate_limits and scheme in _DRIVERS and find_spec(_DRIVERS[scheme][0]) is None:
            needy = f"MICROBLOG_RATE_LIMIT_STORAGE with a URL of {scheme}"
            raise SettingsError(missing_package(needy, f"the package {_DRIVERS[scheme][0]}", _DRIVERS[scheme][1]))
        if self.in_memory and self.tasks is not Tasks.INLINE:
            raise SettingsError(
                f"MICROBLOG_TASKS is {self.tasks.value!r}: with MICROBLOG_STORAGE=memory: it must be `inline`,"
                " as no other process can see the memory of this one."
            )


def _require_drivers(tasks: Tasks, scheme: str) -> None:
    module, package = _DRIVERS[scheme]
    if tasks is Tasks.CELERY and module == "redis":
        package = "celery[redis]"  # which knows what versions of it suit
    wanted = [(module, package)] if tasks is Tasks.HUEY else [("celery", "celery"), (module, package)]
    for module, package in wanted:
        if find_spec(module) is None:
            needy = f"MICROBLOG_TASKS={tasks.value} with a broker of {scheme}"
            raise SettingsError(missing_package(needy, f"the package {module}", package))


def _shown(default: object) -> str:
    if default in ((), "", None):
        return "none"
    return f"`{_as_text(default.value if isinstance(default, Enum) else default)}`"


def _dialect(url: str) -> str:
    scheme = url.partition(":")[0]
    return "mysql" if scheme == "mariadb" else scheme


def variable(name: str) -> str:
    """What a setting is called in the environment."""
    return PREFIX + name.upper()


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process. Raises SettingsError."""
    given = _from_file(environment[FILE]) if environment.get(FILE) else {}
    known = {attribute.name: attribute for attribute in fields(Settings)}
    for key, text in environment.items():
        name = key.removeprefix(PREFIX).lower()
        if not key.startswith(PREFIX) or key == FILE or key.startswith("MICROBLOG_TEST_"):
            continue
        if name not in known:
            raise SettingsError(f"{key} is no setting: these are {', '.join(variable(name) for name in known)}.")
        if text:
            given[name] = text
    checked: dict[str, Any] = {name: _read(known[name], text) for name, text in given.items()}
    return Settings(**checked)


def with_storage(settings: Settings, name: str, url: str) -> Settings:
    """The same settings with another storage, which a command calls by that name. Raises SettingsError."""
    try:
        storage = _storage_url(url)
    except ValueError:
        raise SettingsError(f"{name} is {_scheme_of(url)}: it wants {_meta('storage', 'wants')}.") from None
    if storage == "memory:":
        raise SettingsError(f"{name} is 'memory:', which ends with the process: it wants a database.")
    return evolve(settings, storage=storage, storage_replica="")


def _from_file(path: str) -> dict[str, str]:
    try:
        content = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{FILE} is {path!r}, which cannot be read as a TOML file: {error}.") from None
    names = {attribute.name for attribute in fields(Settings)}
    for name in content:
        if name not in names:
            raise SettingsError(f"{path} says {name!r}, which is no setting: these are {', '.join(sorted(names))}.")
    return {name: _as_text(value) for name, value in content.items()}


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list):
        return ",".join(str(item) for item in value)
    return str(value)


def _read(attribute: "Attribute[Any]", text: str) -> object:
    try:
        return attribute.metadata["read"](text)
    except (ValueError, KeyError):
        may_hold_password = attribute.metadata["may_hold_password"] or ("://" in text and "@" in text)
        shown = _scheme_of(text) if may_hold_password else repr(text)
        shown = "***" if attribute.metadata["is_secret"] else shown
        raise SettingsError(f"{variable(attribute.name)} is {shown}: it wants {attribute.metadata['wants']}.") from None


def _scheme_of(url: str) -> str:
    # In what is no URL a password may stand anywhere, also where a URL has its host, its port or its path.
    if re.fullmatch(r"[\w./-]+", url):  # the name of a file, it seems
        return repr(url)
    scheme = re.match("[A-Za-z][A-Za-z0-9+.-]*:(//)?", url)
    if scheme is None:
        return "***"
    return repr(scheme[0] + ("***" if scheme.end() < len(url) else ""))


def _meta(name: str, key: str) -> str:
    return str(getattr(fields(Settings), name).metadata[key])
