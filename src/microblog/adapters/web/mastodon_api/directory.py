"""Finding people: https://docs.joinmastodon.org/methods/directory/ and suggestions/."""

from typing import Literal

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.suggestion import Suggestion
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.use_cases.directory.read_directory import DirectoryOrder, ReadDirectory
from microblog.domain.use_cases.directory.suggest_accounts import DismissSuggestion, ReadSuggestions

_USUAL = 40


class DirectoryParameters(Struct, frozen=True):
    """Which part of the directory is wanted. All who are in it are local, so `local` makes no difference."""

    offset: int = 0
    limit: int = _USUAL
    order: Literal["active", "new"] = "active"
    local: bool = False


class SuggestionParameters(Struct, frozen=True):
    """How many are wanted."""

    limit: int = _USUAL


@frozen
class DirectoryEndpoints:
    """Who is here, and whom one could follow."""

    entities: EntityMaker
    read_directory: ReadDirectory
    read_suggestions: ReadSuggestions
    dismiss_suggestion: DismissSuggestion

    def index(self, request: Request) -> Response:
        """Who is here."""
        wanted = read(request, DirectoryParameters)
        people = self.read_directory(
            viewer_id=viewer_id(request),
            order=DirectoryOrder(wanted.order),
            offset=wanted.offset,
            limit=wanted.limit,
        )
        return answer(self.entities.accounts(people))

    def suggestions(self, request: Request) -> Response:
        """Whom those follow whom one follows."""
        limit = read(request, SuggestionParameters).limit
        people = self.entities.accounts(self.read_suggestions(account_id=signed_in(request).account_id, limit=limit))
        return answer([Suggestion(["friends_of_friends"], person) for person in people])

    def suggestions_v1(self, request: Request) -> Response:
        """The same for older apps."""
        limit = read(request, SuggestionParameters).limit
        people = self.read_suggestions(account_id=signed_in(request).account_id, limit=limit)
        return answer(self.entities.accounts(people))

    def dismiss(self, request: Request) -> Response:
        """Have somebody not suggested again."""
        self.dismiss_suggestion(account_id=signed_in(request).account_id, target=request.path_id("account_id"))
        return answer({})
