"""What people do not want to read."""

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.forms.filters import FilterForm, NewFilterForm
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.filter import Filter, FilterAction
from microblog.domain.use_cases.filters.create_filter import CreateFilter, DeleteFilter
from microblog.domain.use_cases.filters.edit_filter import EditFilter
from microblog.domain.use_cases.filters.read_filters import ReadFilter, ReadFilters

_PATH = "/settings/filters"


@frozen
class FilterViews:
    """One's own filters; those of others are not there."""

    pages: Pages
    read_filters: ReadFilters
    read_filter: ReadFilter
    create_filter: CreateFilter
    edit_filter: EditFilter
    delete_filter: DeleteFilter

    def index(self, request: Request) -> Response:
        """All filters, and a form to make one."""
        form = NewFilterForm(whole_word=True, home=True, public=True, action=FilterAction.WARN.value, duration="")
        return self._index(request, form, 200)

    def create(self, request: Request) -> Response:
        """Make one."""
        form = NewFilterForm(request.form)
        if not form.is_sound(self.pages.sayer(request)):
            return self._index(request, form, 422)
        try:
            self.create_filter(
                account_id=signed_in(request).account_id,
                title=form.title.data or "",
                contexts=form.contexts(),
                action=FilterAction(form.action.data),
                keywords=[(word, bool(form.whole_word.data)) for word in form.words()],
                duration=form.span(),
            )
        except ValidationError as error:
            form.refuse(error, self.pages.sayer(request))
            return self._index(request, form, 422)
        return self.pages.go(_PATH, "saved")

    def _index(self, request: Request, form: NewFilterForm, status: int) -> Response:
        filters = self.read_filters(account_id=signed_in(request).account_id)
        return self.pages.show(request, "settings_filters.html", status, filters=filters, form=form)

    def edit_form(self, request: Request) -> Response:
        """What one is."""
        found = self.read_filter(account_id=signed_in(request).account_id, filter_id=_id(request))
        return self._edit(request, found, FilterForm.of(found), 200)

    def edit(self, request: Request) -> Response:
        """Change that."""
        me, form = signed_in(request).account_id, FilterForm(request.form)
        found, sound = self.read_filter(account_id=me, filter_id=_id(request)), form.is_sound(self.pages.sayer(request))
        if not sound:
            return self._edit(request, found, form, 422)
        try:
            self.edit_filter(
                account_id=me,
                filter_id=found.id,
                title=form.title.data or "",
                contexts=form.contexts(),
                action=FilterAction(form.action.data),
                keywords=form.changes(found),
                lasts=not form.duration.data,
                duration=form.span(),
            )
        except ValidationError as error:
            form.refuse(error, self.pages.sayer(request))
            return self._edit(request, found, form, 422)
        return self.pages.go(_PATH, "saved")

    def _edit(self, request: Request, found: Filter, form: FilterForm, status: int) -> Response:
        return self.pages.show(request, "settings_filter.html", status, filter=found, form=form)

    def delete(self, request: Request) -> Response:
        """Remove one."""
        self.delete_filter(account_id=signed_in(request).account_id, filter_id=_id(request))
        return self.pages.go(_PATH, "filter_deleted")


def _id(request: Request) -> int:
    return request.path_id("filter_id")
