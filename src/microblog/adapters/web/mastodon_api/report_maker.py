"""From reports to their entities."""

from microblog.adapters.web.mastodon_api.entities.account import Account
from microblog.adapters.web.mastodon_api.entities.formats import timestamp, timestamp_or_none
from microblog.adapters.web.mastodon_api.entities.report import Category, Report
from microblog.domain.model import report as model
from microblog.domain.model.report import ReportCategory

CATEGORIES: dict[ReportCategory, Category] = {
    ReportCategory.SPAM: "spam",
    ReportCategory.LEGAL: "legal",
    ReportCategory.VIOLATION: "violation",
    ReportCategory.OTHER: "other",
}


def made_report(report: model.Report, target: Account) -> Report:
    """A report of this account. None is forwarded, as there are no other servers yet."""
    return Report(
        id=str(report.id),
        action_taken=report.resolved_at is not None,
        action_taken_at=timestamp_or_none(report.resolved_at),
        category=CATEGORIES[report.category],
        comment=report.comment,
        forwarded=False,
        created_at=timestamp(report.created_at),
        status_ids=[str(post_id) for post_id in report.post_ids],
        rule_ids=[str(rule_id) for rule_id in report.rule_ids],
        target_account=target,
    )
