"""Numbers for whatever watches over the server, in the text format of Prometheus (version 0.0.4)."""

import secrets

from attrs import field, frozen

from microblog.adapters.web.errors import PathNotFound
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.domain.use_cases.notifications.read_mails import CountMails
from microblog.domain.use_cases.tasks.read_tasks import ReadBacklog
from microblog.ports.clock import Clock

_TYPE = "text/plain; version=0.0.4"


@frozen
class MetricsViews:
    """For those who know the token that the settings name; without one there is no such page."""

    read_backlog: ReadBacklog
    count_mails: CountMails
    clock: Clock
    metrics_token: str = field(repr=False)

    def show(self, request: Request) -> Response:
        """How many tasks wait, how long the oldest does, how many were given up; what became of mails."""
        if not self.metrics_token:
            raise PathNotFound("not_found")
        scheme, _, token = request.headers.get("authorization").partition(" ")
        if scheme.lower() != "bearer" or not secrets.compare_digest(token.encode(), self.metrics_token.encode()):
            return Response.text("Wrong token.\n", 401).with_header("WWW-Authenticate", "Bearer")
        backlog = self.read_backlog()
        seconds = (self.clock() - backlog.oldest).total_seconds() if backlog.oldest else 0.0
        lines = (
            "# HELP microblog_tasks Tasks in the outbox.",
            "# TYPE microblog_tasks gauge",
            f'microblog_tasks{{state="waiting"}} {backlog.waiting}',
            f'microblog_tasks{{state="dead"}} {backlog.dead}',
            "# HELP microblog_oldest_waiting_task_seconds Age of the oldest task that waits; 0 where none does.",
            "# TYPE microblog_oldest_waiting_task_seconds gauge",
            f"microblog_oldest_waiting_task_seconds {max(seconds, 0.0):.3f}",
            "# HELP microblog_mails Mails about mentions and digests, by what is known: unknown may have arrived.",
            "# TYPE microblog_mails gauge",
            *(f'microblog_mails{{state="{state.value}"}} {number}' for state, number in self.count_mails().items()),
            "",
        )
        return Response.text("\n".join(lines), content_type=_TYPE).with_header("Cache-Control", "no-store")
