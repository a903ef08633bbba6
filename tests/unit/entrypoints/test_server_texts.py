"""What those who run a server tell of it is read from files."""

import os
from datetime import UTC, datetime
from pathlib import Path

from microblog.adapters.text.html_cleaner import Nh3HtmlCleaner
from microblog.domain.model.server_texts import ServerText, ServerTexts
from microblog.entrypoints.server_texts import load_server_texts


def load(description: Path | None = None, rules: Path | None = None, privacy_policy: Path | None = None) -> ServerTexts:
    return load_server_texts(
        description=description,
        rules=rules,
        privacy_policy=privacy_policy,
        clean_html=Nh3HtmlCleaner(),
        hashtag_url=lambda name: f"/tags/{name}",
    )


def test_files_become_what_pages_show(tmp_path: Path) -> None:
    description, rules = tmp_path / "description.txt", tmp_path / "rules.txt"
    description.write_bytes("\ufeffFor <birders>.\r\n\r\nSecond.\n".encode())
    rules.write_text("Be kind.\n\n  No cats.  \n")
    os.utime(description, (0, 1000))
    texts = load(description, rules, rules)
    assert texts.summary == "For <birders>."
    at = datetime.fromtimestamp(1000, UTC)
    assert texts.description == ServerText("<p>For &lt;birders&gt;.</p><p>Second.</p>", at)
    assert texts.rules == ("Be kind.", "No cats.")
    assert texts.privacy_policy is not None
    assert texts.privacy_policy.html.startswith("<p>Be kind.</p>")


def test_without_files_there_is_nothing_to_tell() -> None:
    assert load() == ServerTexts()
