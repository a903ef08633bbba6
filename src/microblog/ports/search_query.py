"""Search, for reading."""

from collections.abc import Sequence
from typing import Protocol

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import AccountView, PostView


class SearchQuery(Protocol):
    """Finds what the viewer may see, one statement for each page whatever its size.

    Words are those of `wanted_words`, at least one; what is found has all of them.
    """

    def posts(
        self, viewer_id: int | None, words: Sequence[str], cursor: Cursor, *, author_id: int | None = None
    ) -> Page[PostView]:
        """Posts whose text and warning together have the words (`text_words`), the latest first.

        By everybody, or by one author alone. No boosts, and of what is unlisted only the viewer's own: it is not
        offered to those who do not know of it.
        """
        ...

    def accounts(
        self, viewer_id: int | None, words: Sequence[str], cursor: Cursor, *, only_followed: bool = False
    ) -> Page[AccountView]:
        """Accounts whose name, domain and display name together have the words (`name_words`), the latest first.

        Only active ones, if wanted only those whom the viewer follows; left out are those whom the viewer blocks and
        who block the viewer.
        """
        ...

    def hashtags(self, viewer_id: int | None, prefix: str, limit: int) -> Sequence[str]:
        """The first hashtags, by code points, that begin so and that a public post has which the viewer may see.

        `prefix` is in the normalised form.
        """
        ...
