"""Which rules of this server a report speaks of."""

from collections.abc import Sequence

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.report import MAX_BROKEN_RULES, ReportCategory


def broken_rules(
    category: ReportCategory, rule_ids: Sequence[int], rules: int
) -> tuple[ReportCategory, tuple[int, ...]]:
    """The category, which is VIOLATION where there are rules, and the rules, each once.

    `rules` is how many there are on this server. Raises ValidationError("rule_ids", "unknown_rule" | "too_many").
    """
    if len(rule_ids) > MAX_BROKEN_RULES:
        raise ValidationError("rule_ids", "too_many", {"limit": MAX_BROKEN_RULES})
    wanted = tuple(sorted(set(rule_ids)))
    if any(not 1 <= each <= rules for each in wanted):
        raise ValidationError("rule_ids", "unknown_rule")
    return (ReportCategory.VIOLATION if wanted else category), wanted
