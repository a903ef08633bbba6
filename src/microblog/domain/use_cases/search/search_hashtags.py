"""Find hashtags."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.entities import normalise_hashtag
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.search_words import MAX_QUERY_LENGTH
from microblog.domain.model.text import clean_text
from microblog.ports.search_query import SearchQuery

MOST_HASHTAGS = 40


@frozen
class SearchHashtags:
    """Find hashtags by how they begin."""

    search: SearchQuery

    def __call__(self, *, viewer_id: int | None, query: str) -> Sequence[str]:
        """The first 40 in the order of their code points. Spaces and signs do not count: "rye bread" finds #ryebread.

        Raises ValidationError for `q` with the codes of `clean_text`, and `no_words`.
        """
        text = clean_text(query, field="q", max_length=MAX_QUERY_LENGTH, required=True)
        prefix = normalise_hashtag(text)
        if not prefix:
            raise ValidationError("q", "no_words")
        return self.search.hashtags(viewer_id, prefix, MOST_HASHTAGS)
