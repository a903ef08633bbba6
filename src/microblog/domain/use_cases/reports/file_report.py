"""Tell the moderators of an account that breaks the rules."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.errors import NotFound, NotPermitted, ValidationError
from microblog.domain.model.events import ReportFiled
from microblog.domain.model.report import MAX_COMMENT_LENGTH, MAX_REPORTED_POSTS, Report, ReportCategory
from microblog.domain.model.server_texts import ServerTexts
from microblog.domain.model.text import clean_text
from microblog.domain.use_cases.accounts.active_account import Target, active_account, locked_account
from microblog.domain.use_cases.posts.visible_post import visible_post
from microblog.domain.use_cases.reports.broken_rules import broken_rules
from microblog.domain.use_cases.within_limit import within_limit
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.rate_limiter import RateLimit, RateLimiter
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory

REPORTS = RateLimit(30, 60 * 60)  # of one account: each of them takes a moderator's time


@frozen
class FileReport:
    """Report an account, with some of its posts. Neither it nor anybody else but the moderators learns of it."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator
    rate_limiter: RateLimiter
    server_texts: ServerTexts

    def __call__(
        self,
        *,
        account_id: int,
        target: Target,
        post_ids: Sequence[int] = (),
        comment: str = "",
        category: ReportCategory = ReportCategory.OTHER,
        rule_ids: Sequence[int] = (),
    ) -> Report:
        """The report; with rules its category is VIOLATION, whatever is said.

        Raises NotFound and Gone if the account, or a post of it that the reporter may see, is not there,
        NotPermitted("own_account"), TooManyRequests after thirty reports within an hour, and ValidationError for
        `comment` (as texts of 1000 characters at most), `rule_ids` ("unknown_rule", "too_many") and `status_ids`
        ("too_many": 40 posts at most).
        """
        comment = clean_text(comment, field="comment", max_length=MAX_COMMENT_LENGTH)
        category, rules = broken_rules(category, rule_ids, len(self.server_texts.rules))
        if len(post_ids) > MAX_REPORTED_POSTS:
            raise ValidationError("status_ids", "too_many", {"limit": MAX_REPORTED_POSTS})
        within_limit(self.rate_limiter, f"report:{account_id}", REPORTS)
        now = self.clock()
        with self.unit_of_work() as uow:
            account = locked_account(uow, target, account_id)
            active_account(uow, account_id)
            if account.id == account_id:
                raise NotPermitted("own_account")
            report = Report(
                id=self.new_id(),
                account_id=account_id,
                target_id=account.id,
                category=category,
                comment=comment,
                post_ids=_posts_of(uow, account_id, account.id, post_ids),
                rule_ids=rules,
                created_at=now,
                updated_at=now,
            )
            uow.reports.save(report)
            uow.outbox.add(ReportFiled(report.id))
            uow.commit()
        return report


def _posts_of(uow: UnitOfWork, account_id: int, target_id: int, post_ids: Sequence[int]) -> tuple[int, ...]:
    found = []
    for post_id in dict.fromkeys(post_ids):
        post = visible_post(uow, account_id, post_id)
        if post.account_id != target_id:
            raise NotFound
        found.append(post.id)
    return tuple(dict.fromkeys(found))
