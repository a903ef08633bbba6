"""Notes about accounts: https://docs.joinmastodon.org/methods/accounts/#note."""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.use_cases.accounts.note_account import NoteAccount


class NoteParameters(Struct, frozen=True):
    """What to write down; nothing removes the note."""

    comment: str = ""


@frozen
class AccountNoteEndpoints:
    """What one writes down for oneself."""

    entities: EntityMaker
    note_account: NoteAccount

    def save(self, request: Request) -> Response:
        """Write something down about an account."""
        me, target = signed_in(request).account_id, request.path_id("id")
        self.note_account(account_id=me, target=target, text=read(request, NoteParameters).comment)
        return answer(self.entities.relationship(me, target))
