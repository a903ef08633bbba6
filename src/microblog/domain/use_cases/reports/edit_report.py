"""Say better what a report is about."""

from collections.abc import Sequence

from attrs import evolve, frozen

from microblog.domain.model.report import ReportCategory
from microblog.domain.model.server_texts import ServerTexts
from microblog.domain.use_cases.reports.broken_rules import broken_rules
from microblog.domain.use_cases.reports.open_report import locked_report
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class EditReport:
    """Change the category of a report and the rules that it speaks of."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    server_texts: ServerTexts

    def __call__(
        self, *, report_id: int, category: ReportCategory | None = None, rule_ids: Sequence[int] | None = None
    ) -> None:
        """None leaves it as it is; of another category than VIOLATION rules go, unless there are new ones.

        Raises NotFound, and ValidationError for `rule_ids` ("unknown_rule", "too_many").
        """
        with self.unit_of_work() as uow:
            report = locked_report(uow, report_id)
            wanted = report.category if category is None else category
            if rule_ids is None:
                rules = report.rule_ids if wanted is ReportCategory.VIOLATION else ()
            else:
                wanted, rules = broken_rules(wanted, rule_ids, len(self.server_texts.rules))
            uow.reports.save(evolve(report, category=wanted, rule_ids=rules, updated_at=self.clock()))
            uow.commit()
