"""Reads what those who run the server tell of it out of the files that the settings name."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from microblog.domain.model.post_html import render_post_html
from microblog.domain.model.server_texts import MAX_TEXT_LENGTH, ServerText, ServerTexts
from microblog.domain.model.text import clean_text
from microblog.ports.html_cleaner import HtmlCleaner

_SUMMARY_LENGTH = 500


def load_server_texts(
    *,
    description: Path | None,
    rules: Path | None,
    privacy_policy: Path | None,
    clean_html: HtmlCleaner,
    hashtag_url: Callable[[str], str],
) -> ServerTexts:
    """The texts, read once. Raises OSError and ValueError where a file is no longer what it was at the start."""

    def shown(path: Path | None) -> ServerText | None:
        if path is None:
            return None
        html = clean_html(render_post_html(text_of(path), mention_urls={}, hashtag_url=hashtag_url))
        return ServerText(html, datetime.fromtimestamp(path.stat().st_mtime, UTC))

    lines = [] if rules is None else text_of(rules).split("\n")
    return ServerTexts(
        summary="" if description is None else text_of(description).partition("\n\n")[0][:_SUMMARY_LENGTH],
        description=shown(description),
        rules=tuple(line.strip() for line in lines if line.strip()),
        privacy_policy=shown(privacy_policy),
    )


def text_of(path: Path) -> str:
    """What the file says. Raises OSError where it cannot be read, and ValueError for what is no text."""
    return clean_text(path.read_text(encoding="utf-8-sig"), field=path.name, max_length=MAX_TEXT_LENGTH)
