"""Telling the moderators: https://docs.joinmastodon.org/methods/reports/."""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.report import Category
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import NotFound
from microblog.domain.model.report import ReportCategory
from microblog.domain.use_cases.reports.file_report import FileReport


class NewReport(Struct, frozen=True):
    """Whom to report, and for what. `forward` makes no difference, as all accounts are of this server."""

    account_id: int
    status_ids: tuple[int, ...] = ()
    comment: str = ""
    category: Category = "other"
    rule_ids: tuple[int, ...] = ()
    forward: bool = False


@frozen
class ReportEndpoints:
    """What everybody can report."""

    entities: EntityMaker
    file_report: FileReport

    def create(self, request: Request) -> Response:
        """Report an account."""
        wanted = read(request, NewReport)
        report = self.file_report(
            account_id=signed_in(request).account_id,
            target=wanted.account_id,
            post_ids=wanted.status_ids,
            comment=wanted.comment,
            category=ReportCategory(wanted.category),
            rule_ids=wanted.rule_ids,
        )
        made = self.entities.reports([report])
        if not made:
            raise NotFound
        return answer(made[report.id])
