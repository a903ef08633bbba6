"""What waits to be done, and what was given up, for those who run the server."""

from attrs import frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import cursor, posted_id
from microblog.adapters.web.site.rendering import Pages
from microblog.domain.model.page import Cursor
from microblog.domain.model.task import state_of
from microblog.domain.use_cases.accounts.sign_up import Registration
from microblog.domain.use_cases.tasks.read_tasks import ReadBacklog, ReadTasks
from microblog.domain.use_cases.tasks.settle_tasks import DropTasks, RetryAllTasks, RetryTasks
from microblog.ports.clock import Clock

_HERE = "/moderation/tasks"


@frozen
class TaskViews:
    """The page of the tasks."""

    pages: Pages
    clock: Clock
    read_backlog: ReadBacklog
    read_tasks: ReadTasks
    retry_tasks: RetryTasks
    retry_all_tasks: RetryAllTasks
    drop_tasks: DropTasks
    registration: Registration

    def show(self, request: Request) -> Response:
        """Those that were given up, page by page, and the newest of those that wait."""
        asked, now = cursor(request), self.clock()
        waiting = self.read_tasks(cursor=Cursor(), dead=False).items
        return self.pages.show(
            request,
            "moderation_tasks.html",
            backlog=self.read_backlog(),
            dead=self.read_tasks(cursor=asked, dead=True),
            turned=asked != Cursor(),
            waiting=[(task, state_of(task, now).value) for task in waiting],
            may_invite=self.registration is not Registration.CLOSED,
        )

    def settle(self, request: Request) -> Response:
        """Begin a task anew, or all of them, or drop one. Raises NotFound and Conflict as somebody else was faster."""
        match request.form.get("answer"):
            case "retry":
                self.retry_tasks(task_ids=[posted_id(request, "task")])
                return self.pages.go(_HERE, "task_retried")
            case "drop":
                self.drop_tasks(task_ids=[posted_id(request, "task")])
                return self.pages.go(_HERE, "task_dropped")
            case "retry_all":
                self.retry_all_tasks()
                return self.pages.go(_HERE, "tasks_retried")
            case _:
                raise BadRequest("bad_form")
