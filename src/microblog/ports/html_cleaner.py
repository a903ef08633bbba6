"""Making foreign HTML fit to be shown."""

from typing import Protocol


class HtmlCleaner(Protocol):
    """Keeps of a piece of HTML what a post may contain."""

    def __call__(self, html: str) -> str:
        """The HTML without whatever is not allowed. Cleaning what is clean changes nothing.

        What `render_post_html` makes is clean. The HTML must not contain lone surrogates.
        """
        ...
