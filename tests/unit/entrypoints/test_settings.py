"""Settings are checked at the start, and what is wrong with one is said in a sentence."""

import re
from pathlib import Path

import pytest
from attrs import fields

from microblog.domain.use_cases.accounts.sign_up import Registration
from microblog.entrypoints.settings import Settings, SettingsError, Tasks, Web, load_settings, with_storage

MAY_HOLD_PASSWORDS = ["STORAGE", "STORAGE_REPLICA", "BROKER", "MAIL", "RATE_LIMIT_STORAGE"]

SOMEWHERE = {
    "MICROBLOG_HOST": "0.0.0.0",
    "MICROBLOG_BASE_URL": "https://Blog.Example/",
    "MICROBLOG_TRUSTED_HOSTS": "blog.example, www.blog.example",
}


def test_on_loopback_everything_has_a_default() -> None:
    settings = load_settings({})
    assert settings.base_url == "http://127.0.0.1:8000"
    assert "localhost:8000" in settings.trusted_hosts
    assert settings.storage == "sqlite:///var/microblog.db"
    assert (settings.web, settings.tasks) == (Web.FLASK, Tasks.HUEY)
    assert settings.mail == "file:var/mail"
    assert not settings.confirm_email


def test_the_environment_says_it_otherwise() -> None:
    settings = load_settings(
        {
            "MICROBLOG_PORT": "9000",
            "MICROBLOG_WEB": "quart",
            "MICROBLOG_REGISTRATION": "invite",
            "MICROBLOG_RATE_LIMITS": "off",
            "MICROBLOG_DATA_DIR": "/srv/blog",
            "MICROBLOG_MAIL": "smtp://mail.example:25",
            "PATH": "/bin",
        }
    )
    assert settings.base_url == "http://127.0.0.1:9000"
    assert settings.web is Web.QUART
    assert settings.registration is Registration.INVITE
    assert settings.rate_limits is False
    assert settings.storage == "sqlite:////srv/blog/microblog.db"
    assert settings.confirm_email


def test_elsewhere_than_on_loopback_the_base_url_and_the_hosts_are_said() -> None:
    settings = load_settings(SOMEWHERE)
    assert settings.base_url == "https://blog.example"
    assert settings.trusted_hosts == ("blog.example", "www.blog.example")
    assert settings.mail_from == "microblog@blog.example"


@pytest.mark.parametrize("missing", ["MICROBLOG_BASE_URL", "MICROBLOG_TRUSTED_HOSTS"])
def test_elsewhere_what_is_missing_is_named(missing: str) -> None:
    with pytest.raises(SettingsError, match=f"^{missing} is missing: .*0.0.0.0.*"):
        load_settings({name: text for name, text in SOMEWHERE.items() if name != missing})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("THREADS", "-1"),
        ("NODE", "32"),
        ("WEB", "django"),
        ("TASKS", "rq"),
        ("BROKER", "amqp:"),
        ("BROKER", "redis://"),
        ("BROKER", "redis://localhost:0"),
        ("BROKER", "kafka://localhost"),
        ("BROKER", "sqlite:tasks.db"),
        ("BROKER_PREFIX", "two words"),
        ("BROKER_PREFIX", "a" * 41),
        ("REGISTRATION", "maybe"),
        ("RATE_LIMITS", "yes"),
        ("RATE_LIMIT_STORAGE", "redis://"),
        ("RATE_LIMIT_STORAGE", "redis://localhost:0"),
        ("RATE_LIMIT_STORAGE", "memcached://localhost"),
        ("RATE_LIMIT_STORAGE", "amqp://localhost"),
        ("BASE_URL", "blog.example"),
        ("BASE_URL", "http://blog.example"),
        ("BASE_URL", "https://blog.example/path"),
        ("TRUSTED_PROXIES", "10.0.0.0/99"),
        ("STORAGE", "oracle://x"),
        ("STORAGE", "sqlite:blog.db"),
        ("STORAGE", "memory:blog"),
        ("STORAGE", "postgresql://db.example"),
        ("STORAGE", "postgresql://db.example:port/blog"),
        ("STORAGE", "mysql://db.example/blog/more"),
        ("STORAGE", "mongodb://db.example"),
        ("STORAGE", "mongodb://db.example/blog/more"),
        ("STORAGE_CONNECTIONS", "0"),
        ("STORAGE_REPLICA", "sqlite:///copy.db"),
        ("STORAGE_REPLICA", "postgresql://replica.example"),
        ("MAIL", "pigeon:"),
        ("MAIL", "smtp:"),
        ("MAIL", "file:"),
        ("MAIL_FROM", "nonsense"),
        ("NAME", " "),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(name: str, text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({f"MICROBLOG_{name}": text})
    sentence = str(caught.value)
    shown = re.sub(":(//)?(?!//).+", r":\1***", text) if name in MAY_HOLD_PASSWORDS else text
    assert sentence.startswith(f"MICROBLOG_{name} is {shown!r}: it wants ")
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_process_opens_as_many_connections_as_it_has_threads() -> None:
    assert load_settings({"MICROBLOG_THREADS": "3"}).storage_connections == 3
    assert load_settings({"MICROBLOG_STORAGE_CONNECTIONS": "5"}).storage_connections == 5


@pytest.mark.parametrize(
    "url",
    [
        "postgresql:///blog",
        "mysql://me:secret@db.example:3306/blog?ssl_ca=/etc/ca.pem",
        "mongodb://one.example:27017,two.example:27018/blog?replicaSet=rs0",
    ],
)
def test_a_server_may_be_the_storage(url: str) -> None:
    assert load_settings({"MICROBLOG_STORAGE": url}).storage == url


def test_a_replica_is_of_the_kind_that_the_storage_is() -> None:
    mysql = {"MICROBLOG_STORAGE": "mysql://db.example/blog", "MICROBLOG_STORAGE_REPLICA": "mariadb://b.example/blog"}
    assert load_settings(mysql).storage_replica == "mariadb://b.example/blog"
    with pytest.raises(SettingsError, match=r"^MICROBLOG_STORAGE_REPLICA is a URL of mysql: it wants .* sqlite\.$"):
        load_settings({"MICROBLOG_STORAGE_REPLICA": "mariadb://b.example/blog"})


@pytest.mark.parametrize("token", ["too-short", "with a space in it", "ä" * 16])
def test_a_token_that_is_refused_is_not_shown(token: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({"MICROBLOG_METRICS_TOKEN": token})
    assert str(caught.value).startswith("MICROBLOG_METRICS_TOKEN is ***: it wants at least 16 letters")


@pytest.mark.parametrize("name", MAY_HOLD_PASSWORDS)
@pytest.mark.parametrize(
    "text",
    [
        "smpt://me:geheim@mail.example",
        "postgresql:/127.0.0.1/none?password=geheim",
        "redis:///?password=geheim",
        "mysql://me:geheim",
        "mysql://me:geheim/blog",
        "mongodb:me:geheim",
        "amqpx:geheim",
        "//me:geheim@db.example/blog",
        "me@geheim",
        "password=geheim",
        "host=db.example password=geheim",
        "smtp://mail.example/?password=geheim",
        "smtp://mail.example:geheim",
    ],
)
def test_no_password_is_repeated(name: str, text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({f"MICROBLOG_{name}": text})
    assert str(caught.value).startswith(f"MICROBLOG_{name} is ")
    assert "geheim" not in str(caught.value)
    with pytest.raises(SettingsError) as caught:
        with_storage(load_settings({}), "FROM", text)
    assert str(caught.value).startswith("FROM is ")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("url", ["postgresql://db.example/x/y?password=geheim", "\nmysql://me:geheim@db.example"])
def test_nor_where_there_is_no_database(url: str) -> None:
    for name in ("STORAGE", "STORAGE_REPLICA"):
        with pytest.raises(SettingsError, match=rf"^MICROBLOG_{name} is .*\*\*\*'?: it wants") as caught:
            load_settings({f"MICROBLOG_{name}": url})
        assert "geheim" not in str(caught.value)


def test_what_is_no_url_setting_repeats_no_url_with_a_password() -> None:
    with pytest.raises(SettingsError, match=r"^MICROBLOG_PORT is 'mysql://\*\*\*': it wants"):
        load_settings({"MICROBLOG_PORT": "mysql://me:geheim@db.example"})


def test_every_setting_whose_url_names_a_password_may_hold_one() -> None:
    telling = {
        each.name.upper() for each in fields(Settings) if "PASSWORD" in each.metadata["wants"] + each.metadata["about"]
    }
    assert telling <= set(MAY_HOLD_PASSWORDS)


def test_an_unknown_setting_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(SettingsError, match=r"MICROBLOG_PROT is no setting: .*MICROBLOG_PORT"):
        load_settings({"MICROBLOG_PROT": "80"})


def test_an_empty_variable_counts_as_not_set() -> None:
    assert load_settings({"MICROBLOG_PORT": ""}).port == 8000


def test_memory_has_no_second_process() -> None:
    assert load_settings({"MICROBLOG_STORAGE": "memory:"}).tasks is Tasks.INLINE
    with pytest.raises(SettingsError, match="MICROBLOG_TASKS"):
        load_settings({"MICROBLOG_STORAGE": "memory:", "MICROBLOG_TASKS": "huey"})


def test_a_file_sets_and_the_environment_overrules_it(tmp_path: Path) -> None:
    file = tmp_path / "microblog.toml"
    file.write_text('port = 9000\nrate_limits = false\ntrusted_hosts = ["a.example", "b.example"]\nname = "Ours"\n')
    settings = load_settings({"MICROBLOG_CONFIG": str(file), "MICROBLOG_PORT": "9001"})
    assert (settings.port, settings.rate_limits, settings.name) == (9001, False, "Ours")
    assert settings.trusted_hosts == ("a.example", "b.example")


@pytest.mark.parametrize(
    ("content", "sentence"), [("port = ", "cannot be read as a TOML file"), ("prot = 1", "'prot', which is no setting")]
)
def test_a_wrong_file_is_named(tmp_path: Path, content: str, sentence: str) -> None:
    file = tmp_path / "microblog.toml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=sentence) as caught:
        load_settings({"MICROBLOG_CONFIG": str(file)})
    assert str(file) in str(caught.value)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(SettingsError, match=r"/nowhere/microblog\.toml"):
        load_settings({"MICROBLOG_CONFIG": "/nowhere/microblog.toml"})


def test_the_documentation_says_every_setting() -> None:
    documentation = Path(__file__).parents[3] / "docs" / "configuration.md"
    assert documentation.read_text(encoding="utf-8").strip().endswith(Settings.documentation().strip())


def test_each_queue_has_a_broker_by_default() -> None:
    assert load_settings({"MICROBLOG_TASKS": "inline"}).broker == ""
    assert load_settings({"MICROBLOG_DATA_DIR": "/srv/blog"}).broker == "sqlite:////srv/blog/tasks.db"
    assert load_settings({"MICROBLOG_TASKS": "celery"}).broker == "amqp://guest:guest@127.0.0.1:5672//"


@pytest.mark.parametrize(("tasks", "broker"), [("huey", "amqp://localhost"), ("celery", "sqlite:///tasks.db")])
def test_a_broker_suits_the_queue(tasks: str, broker: str) -> None:
    with pytest.raises(SettingsError, match=f"^MICROBLOG_BROKER is a URL of .*MICROBLOG_TASKS={tasks} .* redis"):
        load_settings({"MICROBLOG_TASKS": tasks, "MICROBLOG_BROKER": broker})


def test_a_package_that_is_not_installed_is_named() -> None:
    settings = {"MICROBLOG_TASKS": "celery", "MICROBLOG_BROKER": "sqs://"}
    with pytest.raises(SettingsError, match=r"needs the package boto3, .* -m pip install 'celery\[sqs\]'`\.$"):
        load_settings(settings)


@pytest.mark.parametrize("name", ["DESCRIPTION", "RULES", "PRIVACY_POLICY"])
@pytest.mark.parametrize("content", [None, b"\xff", b"a\0b", b"x" * 100_001])
def test_a_file_that_is_no_text_stops_the_start(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / "text.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match=f"^MICROBLOG_{name} is '.*text.txt': it wants a text file in UTF-8"):
        load_settings({f"MICROBLOG_{name}": str(path)})
