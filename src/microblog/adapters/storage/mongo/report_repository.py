"""What people told the moderators, kept."""

from collections.abc import Collection, Mapping

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, stored
from microblog.adapters.storage.mongo.paging import bounds, page_of
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.report import Report, ReportCategory
from microblog.ports.report_repository import ReportRepository

_SPECIAL = ("id", "category", "post_ids", "rule_ids")
_PLAIN = tuple(name for name in Report.__match_args__ if name not in _SPECIAL)


@frozen
class MongoReportRepository(ReportRepository):
    """Reports in a collection."""

    _transaction: Transaction

    def save(self, report: Report) -> None:
        document = report_document(report)
        self._transaction.write(lambda commands: commands.replace("reports", document))

    def get(self, report_id: int) -> Report | None:
        return self.several([report_id]).get(report_id)

    def several(self, report_ids: Collection[int]) -> Mapping[int, Report]:
        where = {"_id": {"$in": list(report_ids)}}
        found = self._transaction.read(lambda commands: commands.find("reports", where))
        return {one["_id"]: report_of(one) for one in found}

    def page(
        self, cursor: Cursor, *, resolved: bool, account_id: int | None = None, target_id: int | None = None
    ) -> Page[Report]:
        above, highest = bounds(cursor)
        where: Document = {
            "resolved_at": {"$ne": None} if resolved else None,
            "_id": {"$gt": above, "$lte": highest},
        }
        if account_id is not None:
            where["account_id"] = account_id
        if target_id is not None:
            where["target_id"] = target_id
        order = {"_id": -1 if cursor.min_id is None else 1}
        found = self._transaction.read(
            lambda commands: commands.find("reports", where, order=order, limit=cursor.limit + 1)
        )
        return page_of(found, cursor, report_of, "_id")

    def remove_all(self, account_id: int) -> None:
        def remove(commands: Commands) -> None:
            for field in ("account_id", "target_id"):
                commands.delete("reports", {field: account_id})
            for field in ("assigned_id", "resolved_id"):
                commands.update("reports", {field: account_id}, {"$set": {field: None}})

        self._transaction.write(remove)


def report_document(report: Report) -> Document:
    """A report."""
    values = stored(asdict(report))
    lists = {"post_ids": list(report.post_ids), "rule_ids": list(report.rule_ids)}
    return {"_id": values.pop("id"), **values, **lists}


def report_of(document: Document) -> Report:
    """The report in a document."""
    return Report(
        id=document["_id"],
        category=ReportCategory(document["category"]),
        post_ids=tuple(document["post_ids"]),
        rule_ids=tuple(document["rule_ids"]),
        **{name: document[name] for name in _PLAIN},
    )
