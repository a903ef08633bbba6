"""Lists of people: https://docs.joinmastodon.org/methods/lists/."""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.entities.list import List, Policy
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model import list as model
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.list import RepliesPolicy
from microblog.domain.use_cases.lists.add_to_list import AddToList, RemoveFromList
from microblog.domain.use_cases.lists.create_list import CreateList, DeleteList
from microblog.domain.use_cases.lists.edit_list import EditList
from microblog.domain.use_cases.lists.read_lists import ReadList, ReadListMembers, ReadLists, ReadListsWith
from microblog.domain.use_cases.timelines.read_timeline import ReadListTimeline

_USUAL = 40
POLICIES: dict[RepliesPolicy, Policy] = {
    RepliesPolicy.FOLLOWED: "followed",
    RepliesPolicy.MEMBERS: "list",
    RepliesPolicy.NONE: "none",
}
_OF_WORDS = {word: policy for policy, word in POLICIES.items()}


class ListParameters(Struct, frozen=True):
    """A new list."""

    title: str
    replies_policy: Policy = "list"
    exclusive: bool = False


class ChangedList(Struct, frozen=True):
    """What shall be different; what is not sent stays."""

    title: str | None = None
    replies_policy: Policy | None = None
    exclusive: bool | None = None


class MembersParameters(Struct, frozen=True):
    """Several accounts."""

    account_ids: tuple[int, ...] = ()


@frozen
class ListEndpoints:
    """One's own lists; those of others are not there."""

    entities: EntityMaker
    addresses: Addresses
    read_lists: ReadLists
    read_list: ReadList
    read_lists_with: ReadListsWith
    read_list_members: ReadListMembers
    read_list_timeline: ReadListTimeline
    create_list: CreateList
    edit_list: EditList
    delete_list: DeleteList
    add_to_list: AddToList
    remove_from_list: RemoveFromList

    def index(self, request: Request) -> Response:
        """All lists."""
        return answer([_list(one) for one in self.read_lists(account_id=signed_in(request).account_id)])

    def show(self, request: Request) -> Response:
        """A list."""
        return answer(_list(self.read_list(account_id=signed_in(request).account_id, list_id=request.path_id("id"))))

    def create(self, request: Request) -> Response:
        """Make a list."""
        wanted = read(request, ListParameters)
        made = self.create_list(
            account_id=signed_in(request).account_id,
            title=wanted.title,
            replies_policy=_OF_WORDS[wanted.replies_policy],
            exclusive=wanted.exclusive,
        )
        return answer(_list(made))

    def edit(self, request: Request) -> Response:
        """Change a list."""
        wanted = read(request, ChangedList)
        changed = self.edit_list(
            account_id=signed_in(request).account_id,
            list_id=request.path_id("id"),
            title=wanted.title,
            replies_policy=None if wanted.replies_policy is None else _OF_WORDS[wanted.replies_policy],
            exclusive=wanted.exclusive,
        )
        return answer(_list(changed))

    def delete(self, request: Request) -> Response:
        """Remove a list."""
        self.delete_list(account_id=signed_in(request).account_id, list_id=request.path_id("id"))
        return answer({})

    def members(self, request: Request) -> Response:
        """Who is on a list; a limit of 0 asks for all."""
        wanted = read(request, Paging)
        _, page = self.read_list_members(
            account_id=signed_in(request).account_id,
            list_id=request.path_id("id"),
            cursor=None if wanted.limit == 0 else wanted.cursor(_USUAL),
        )
        return listed(request, self.addresses, page, self.entities.accounts(item.account for item in page.items))

    def add(self, request: Request) -> Response:
        """Put people on a list."""
        ids = read(request, MembersParameters).account_ids
        self.add_to_list(account_id=signed_in(request).account_id, list_id=request.path_id("id"), targets=ids)
        return answer({})

    def remove(self, request: Request) -> Response:
        """Take people off a list."""
        ids = read(request, MembersParameters).account_ids
        self.remove_from_list(account_id=signed_in(request).account_id, list_id=request.path_id("id"), targets=ids)
        return answer({})

    def containing(self, request: Request) -> Response:
        """Which lists somebody is on."""
        _, found = self.read_lists_with(account_id=signed_in(request).account_id, target=request.path_id("id"))
        return answer([_list(one) for one in found])

    def timeline(self, request: Request) -> Response:
        """What those write who are on a list."""
        me, cursor = signed_in(request).account_id, read(request, Paging).cursor()
        _, page = self.read_list_timeline(viewer_id=me, list_id=request.path_id("list_id"), cursor=cursor)
        return listed(request, self.addresses, page, self.entities.statuses(me, page.items))


def _list(one: model.List) -> List:
    return List(str(one.id), one.title, POLICIES[one.replies_policy], one.exclusive)
