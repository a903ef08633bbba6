"""Tell the moderators that somebody was reported."""

from typing import ClassVar

from attrs import frozen

from microblog.domain.model.events import ReportFiled
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.report import Report
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.notifications.tell import tell
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory

MOST = 20  # moderators who are told


@frozen
class NotifyReported(Reaction):
    """Notify each moderator of a report that is still open, but for who made it and whom it is about.

    It takes the place of what they were told of an earlier one by the same person, so that nobody can fill the list of
    a moderator.
    """

    name: ClassVar[str] = "notify_reported"
    urgency: ClassVar[Urgency] = Urgency.URGENT

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, task: Task) -> None:
        event = event_of(task, ReportFiled)
        with self.unit_of_work() as uow:
            report = uow.reports.get(event.report_id)
            if report is not None and report.resolved_at is None:
                self._tell(uow, report)
            if uow.outbox.complete(task.id):
                uow.commit()

    def _tell(self, uow: UnitOfWork, report: Report) -> None:
        for moderator, _ in uow.users.moderators(MOST):
            if moderator.id in (report.account_id, report.target_id):
                continue
            uow.notifications.remove(moderator.id, NotificationKind.REPORT, report.account_id, None)
            notification = Notification(
                id=self.new_id(),
                account_id=moderator.id,
                kind=NotificationKind.REPORT,
                sender_id=report.account_id,
                post_id=None,
                created_at=self.clock(),
                report_id=report.id,
            )
            tell(uow, notification)
