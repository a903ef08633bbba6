"""Reports: somebody tells the moderators of an account that breaks the rules."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum

from attrs import frozen

from microblog.domain.model.account import Member
from microblog.domain.model.views import PostView

MAX_COMMENT_LENGTH = 1000  # code points
MAX_REPORTED_POSTS = 40
MAX_BROKEN_RULES = 100


class ReportCategory(Enum):
    """What somebody is said to have done."""

    SPAM = "spam"
    LEGAL = "legal"  # what they published is against the law
    VIOLATION = "violation"  # of rules of this server
    OTHER = "other"


@frozen
class Report:
    """What one account says of another. It is open until somebody resolves it.

    Posts are known by their ids alone, so that it stays as it was made when they are deleted.
    """

    id: int
    account_id: int  # who reports
    target_id: int  # whom
    category: ReportCategory
    comment: str
    post_ids: tuple[int, ...]
    rule_ids: tuple[int, ...]  # of the rules of this server, from 1 on
    created_at: datetime
    updated_at: datetime
    assigned_id: int | None = None  # the moderator who looks after it
    resolved_id: int | None = None  # the moderator who resolved it
    resolved_at: datetime | None = None


@frozen
class ReportView:
    """A report with those whom it names."""

    report: Report
    members: Mapping[int, Member]

    @property
    def account(self) -> Member:
        """Who reports."""
        return self.members[self.report.account_id]

    @property
    def target(self) -> Member:
        """Whom."""
        return self.members[self.report.target_id]

    @property
    def assigned(self) -> Member | None:
        """Who looks after it."""
        return None if self.report.assigned_id is None else self.members[self.report.assigned_id]

    @property
    def resolved_by(self) -> Member | None:
        """Who resolved it."""
        return None if self.report.resolved_id is None else self.members[self.report.resolved_id]


@frozen
class ReportedPosts:
    """A report with those of its posts that are still there."""

    view: ReportView
    posts: tuple[PostView, ...]
