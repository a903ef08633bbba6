"""Lists of people."""

from attrs import frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import cursor, posted_id
from microblog.adapters.web.site.forms.lists import ListForm, NewListForm
from microblog.adapters.web.site.next_page import next_page
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import Gone, NotFound, ValidationError
from microblog.domain.model.list import List, RepliesPolicy
from microblog.domain.use_cases.accounts.active_account import Target
from microblog.domain.use_cases.lists.add_to_list import AddToList, RemoveFromList
from microblog.domain.use_cases.lists.create_list import CreateList, DeleteList
from microblog.domain.use_cases.lists.edit_list import EditList
from microblog.domain.use_cases.lists.read_lists import ReadList, ReadListChoices, ReadListMembers, ReadLists
from microblog.domain.use_cases.timelines.read_timeline import ReadListTimeline


@frozen
class ListViews:
    """One's own lists; those of others are not there."""

    pages: Pages
    read_lists: ReadLists
    read_list: ReadList
    read_list_members: ReadListMembers
    read_list_timeline: ReadListTimeline
    read_list_choices: ReadListChoices
    create_list: CreateList
    edit_list: EditList
    delete_list: DeleteList
    add_to_list: AddToList
    remove_from_list: RemoveFromList

    def index(self, request: Request) -> Response:
        """All lists, and a form to make one."""
        return self._index(request, NewListForm(), 200)

    def create(self, request: Request) -> Response:
        """Make one."""
        form = NewListForm(request.form)
        try:
            made = self.create_list(account_id=signed_in(request).account_id, title=form.title.data or "")
        except ValidationError as error:
            form.refuse(error, self.pages.sayer(request))
            return self._index(request, form, 422)
        return self.pages.go(f"/lists/{made.id}/people", "list_made")

    def _index(self, request: Request, form: NewListForm, status: int) -> Response:
        lists = self.read_lists(account_id=signed_in(request).account_id)
        return self.pages.show(request, "lists.html", status, lists=lists, form=form)

    def timeline(self, request: Request) -> Response:
        """What those write who are on one."""
        found, page = self.read_list_timeline(
            viewer_id=signed_in(request).account_id, list_id=_id(request), cursor=cursor(request)
        )
        return self.pages.show(request, "list.html", list=found, page=page)

    def edit_form(self, request: Request) -> Response:
        """What one is called, and what it shows."""
        found = self.read_list(account_id=signed_in(request).account_id, list_id=_id(request))
        form = ListForm(title=found.title, replies_policy=found.replies_policy.value, exclusive=found.exclusive)
        return self._edit(request, found, form, 200)

    def edit(self, request: Request) -> Response:
        """Change that."""
        me, form = signed_in(request).account_id, ListForm(request.form)
        found, sound = self.read_list(account_id=me, list_id=_id(request)), form.is_sound(self.pages.sayer(request))
        if not sound:
            return self._edit(request, found, form, 422)
        try:
            self.edit_list(
                account_id=me,
                list_id=found.id,
                title=form.title.data or "",
                replies_policy=RepliesPolicy(form.replies_policy.data),
                exclusive=bool(form.exclusive.data),
            )
        except ValidationError as error:
            form.refuse(error, self.pages.sayer(request))
            return self._edit(request, found, form, 422)
        return self.pages.go(f"/lists/{found.id}", "saved")

    def _edit(self, request: Request, found: List, form: ListForm, status: int) -> Response:
        return self.pages.show(request, "list_edit.html", status, list=found, form=form)

    def delete(self, request: Request) -> Response:
        """Remove one."""
        self.delete_list(account_id=signed_in(request).account_id, list_id=_id(request))
        return self.pages.go("/lists", "list_deleted")

    def people(self, request: Request) -> Response:
        """Who is on one."""
        found, page = self.read_list_members(
            account_id=signed_in(request).account_id, list_id=_id(request), cursor=cursor(request)
        )
        return self.pages.show(request, "list_people.html", list=found, page=page)

    def change_people(self, request: Request) -> Response:
        """Put somebody on one, by their name, or take them off."""
        back = next_page(request.form.get("next"), f"/lists/{_id(request)}/people")
        self.read_list(account_id=signed_in(request).account_id, list_id=_id(request))  # one that is not there is a 404
        try:
            match request.form.get("deed"):
                case "add":
                    self._add(request, request.form.get("name").strip().removeprefix("@"))
                    return self.pages.go(back, "list_joined")
                case "remove":
                    self.remove_from_list(
                        account_id=signed_in(request).account_id,
                        list_id=_id(request),
                        targets=[posted_id(request, "account")],
                    )
                    return self.pages.go(back, "list_left")
                case _:
                    raise BadRequest("bad_form")
        except (NotFound, Gone):
            return self.pages.go(back, "list_nobody")
        except ValidationError:
            return self.pages.go(back, "list_full")

    def _add(self, request: Request, target: Target) -> None:
        self.add_to_list(account_id=signed_in(request).account_id, list_id=_id(request), targets=[target])

    def choices(self, request: Request) -> Response:
        """Which lists somebody is on."""
        profile, choices = self.read_list_choices(
            account_id=signed_in(request).account_id, target=request.path_text("username")
        )
        return self.pages.show(request, "list_choices.html", profile=profile, choices=choices)


def _id(request: Request) -> int:
    return request.path_id("list_id")
