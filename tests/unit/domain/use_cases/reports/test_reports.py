"""Telling the moderators, and what becomes of it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from microblog.adapters.storage.memory.post_query import MemoryPostQuery
from microblog.domain.model.account import Account, AccountState, Member, Role
from microblog.domain.model.errors import Gone, NotFound, NotPermitted, TooManyRequests, ValidationError
from microblog.domain.model.events import ReportFiled
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from microblog.domain.model.report import MAX_REPORTED_POSTS, ReportCategory
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from microblog.domain.use_cases.reports.assign_report import AssignReport, UnassignReport
from microblog.domain.use_cases.reports.edit_report import EditReport
from microblog.domain.use_cases.reports.file_report import REPORTS, FileReport
from microblog.domain.use_cases.reports.read_reports import (
    ReadReport,
    ReadReports,
    ReadReportsWithPosts,
    ReadSeveralReports,
)
from microblog.domain.use_cases.reports.resolve_report import ReopenReport, ResolveReport
from tests.unit.domain.use_cases.action_world import ActionWorld


def moderator(world: ActionWorld, name: str, role: Role = Role.MODERATOR) -> Account:
    account = world.account(name)
    world.do(ChangeRole)(target=name, role=role)
    return account


def told_of_reports(world: ActionWorld, account: Account) -> Sequence[int | None]:
    return [
        one.report_id
        for one in world.rows.notifications.values()
        if one.account_id == account.id and one.kind is NotificationKind.REPORT
    ]


def test_a_report_is_kept_as_it_was_made_even_if_its_posts_are_deleted(world: ActionWorld) -> None:
    anna, ben, mia = world.account("anna"), world.account("ben"), moderator(world, "mia")
    first, hidden = world.write(ben, "first"), world.write_for(Visibility.MENTIONED, ben, "@anna you fool")
    boost = world.post(ben, boost_of=first)
    report = world.do(FileReport)(
        account_id=anna.id, target="ben", post_ids=[hidden.id, boost.id, first.id, hidden.id], comment=" Rude\r\n "
    )
    assert (report.account_id, report.target_id, report.comment) == (anna.id, ben.id, "Rude")
    assert report.post_ids == (hidden.id, first.id)
    assert (report.category, report.rule_ids, report.resolved_at) == (ReportCategory.OTHER, (), None)
    assert world.events[-1] == ReportFiled(report.id)
    reported = world.do(ReadReport)(report_id=report.id)
    assert [post.id for post in reported.posts] == [hidden.id, first.id]
    assert (reported.view.account.account, reported.view.target.account) == (anna, ben)
    world.bury(hidden)
    world.change_account(ben, state=AccountState.SUSPENDED)
    reported = world.do(ReadReport)(report_id=report.id)
    assert [post.id for post in reported.posts] == [first.id]
    assert reported.view.report == report
    assert mia.id not in (reported.view.report.assigned_id, reported.view.report.resolved_id)


def test_only_what_the_reporter_may_see_of_that_account_can_be_reported(world: ActionWorld) -> None:
    anna, ben, carla = (world.account(name) for name in ("anna", "ben", "carla"))
    gone = world.account("gone", AccountState.DELETED)
    secret, others = world.write_for(Visibility.MENTIONED, ben), world.write(carla)
    deleted = world.write(ben)
    world.bury(deleted)
    file = world.do(FileReport)
    for post_id in (secret.id, others.id, 404, -1, 2**63):
        with pytest.raises(NotFound):
            file(account_id=anna.id, target=ben.id, post_ids=[post_id])
    with pytest.raises(Gone):
        file(account_id=anna.id, target=ben.id, post_ids=[deleted.id])
    with pytest.raises(Gone):
        file(account_id=anna.id, target=gone.id)
    with pytest.raises(NotFound):
        file(account_id=anna.id, target="nobody")
    with pytest.raises(NotPermitted, match="own_account"):
        file(account_id=anna.id, target=anna.id)
    assert world.rows.reports == {}


def test_rules_make_it_a_violation_and_have_to_be_there(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    file = world.do(FileReport)
    report = file(account_id=anna.id, target=ben.id, category=ReportCategory.SPAM, rule_ids=[2, 1, 2])
    assert (report.category, report.rule_ids) == (ReportCategory.VIOLATION, (1, 2))
    for field, code, wrong in (
        ("rule_ids", "unknown_rule", {"rule_ids": [3]}),
        ("rule_ids", "unknown_rule", {"rule_ids": [0]}),
        ("rule_ids", "too_many", {"rule_ids": [1] * 101}),
        ("status_ids", "too_many", {"post_ids": range(MAX_REPORTED_POSTS + 1)}),
        ("comment", "too_long", {"comment": "x" * 1001}),
        ("comment", "control_character", {"comment": "\0"}),
    ):
        with pytest.raises(ValidationError) as raised:
            file(account_id=anna.id, target=ben.id, **wrong)
        assert (raised.value.field, raised.value.code) == (field, code)
    assert list(world.rows.reports) == [report.id]


def test_nobody_can_flood_the_moderators(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    mia, me = moderator(world, "mia"), moderator(world, "me", Role.OWNER)
    file = world.do(FileReport)
    for _ in range(REPORTS.hits):
        world.react_twice(ReportFiled(file(account_id=anna.id, target=ben.id).id))
    with pytest.raises(TooManyRequests):
        file(account_id=anna.id, target=ben.id)
    newest = max(world.rows.reports)
    for who in (mia, me):
        assert told_of_reports(world, who) == [newest]
    assert told_of_reports(world, ben) == []
    own = file(account_id=ben.id, target=anna.id)
    world.react_twice(ReportFiled(own.id))
    assert told_of_reports(world, mia) == [newest, own.id]
    assert set(world.do(ReadSeveralReports)(report_ids=[own.id, newest, 404])) == {own.id, newest}
    assert world.do(ReadSeveralReports)(report_ids=[]) == {}


def test_moderators_are_not_told_of_themselves_nor_once_they_are_none(world: ActionWorld) -> None:
    anna, mia, max_ = world.account("anna"), moderator(world, "mia"), moderator(world, "max")
    report = world.do(FileReport)(account_id=anna.id, target=mia.id)
    world.react_twice(ReportFiled(report.id))
    assert told_of_reports(world, mia) == []
    assert told_of_reports(world, max_) == [report.id]
    own = world.do(FileReport)(account_id=max_.id, target=anna.id)
    world.react_twice(ReportFiled(own.id))
    assert told_of_reports(world, max_) == [report.id]
    assert told_of_reports(world, mia) == [own.id]
    world.do(ChangeRole)(target="max", role=Role.ADMIN)
    assert told_of_reports(world, max_) == [report.id]
    world.do(ChangeRole)(target="max", role=Role.USER)
    assert told_of_reports(world, max_) == []
    resolved = world.do(FileReport)(account_id=anna.id, target=max_.id)
    world.do(ResolveReport)(moderator_id=mia.id, report_id=resolved.id)
    world.react_twice(ReportFiled(resolved.id))
    assert resolved.id not in told_of_reports(world, mia)


def test_a_report_is_looked_after_resolved_and_opened_again(world: ActionWorld) -> None:
    anna, ben, mia, max_ = world.account("anna"), world.account("ben"), moderator(world, "mia"), moderator(world, "max")
    report_id = world.do(FileReport)(account_id=anna.id, target=ben.id).id
    filed = world.clock()
    world.clock.move(timedelta(hours=1))
    world.do(AssignReport)(moderator_id=mia.id, report_id=report_id)
    assert world.rows.reports[report_id].updated_at == world.clock()
    world.do(AssignReport)(moderator_id=max_.id, report_id=report_id)
    assert world.do(ReadReport)(report_id=report_id).view.assigned == Member(max_, world.user(max_))
    world.do(UnassignReport)(report_id=report_id)
    assert world.do(ReadReport)(report_id=report_id).view.assigned is None
    world.do(ResolveReport)(moderator_id=mia.id, report_id=report_id)
    resolved_at = world.clock()
    world.clock.move(timedelta(hours=1))
    world.do(ResolveReport)(moderator_id=max_.id, report_id=report_id)
    kept = world.rows.reports[report_id]
    assert (kept.resolved_id, kept.resolved_at, kept.created_at) == (mia.id, resolved_at, filed)
    read = world.do(ReadReports)
    assert [one.report.id for one in read(cursor=Cursor(), resolved=True, target_id=ben.id).items] == [report_id]
    assert read(cursor=Cursor(), resolved=False).items == ()
    world.do(ReopenReport)(report_id=report_id)
    kept = world.rows.reports[report_id]
    assert (kept.resolved_id, kept.resolved_at) == (None, None)
    assert [one.report.id for one in read(cursor=Cursor(), resolved=False, account_id=anna.id).items] == [report_id]
    assert read(cursor=Cursor(), resolved=False, account_id=-1).items == ()


def test_a_report_that_is_not_there_is_not_found(world: ActionWorld) -> None:
    mia = moderator(world, "mia")
    for report_id in (404, -1, 2**63):
        for change in (world.do(AssignReport), world.do(ResolveReport)):
            with pytest.raises(NotFound):
                change(moderator_id=mia.id, report_id=report_id)
        for other in (world.do(UnassignReport), world.do(ReopenReport), world.do(ReadReport)):
            with pytest.raises(NotFound):
                other(report_id=report_id)


def test_what_a_report_is_about_can_be_said_better(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    report_id = world.do(FileReport)(account_id=anna.id, target=ben.id, category=ReportCategory.SPAM).id
    edit, kept = world.do(EditReport), world.rows.reports
    for change, category, rules in (
        ({"rule_ids": [2]}, ReportCategory.VIOLATION, (2,)),
        ({}, ReportCategory.VIOLATION, (2,)),
        ({"category": ReportCategory.LEGAL}, ReportCategory.LEGAL, ()),
        ({"category": ReportCategory.OTHER, "rule_ids": [1, 2]}, ReportCategory.VIOLATION, (1, 2)),
        ({"rule_ids": []}, ReportCategory.VIOLATION, ()),
    ):
        edit(report_id=report_id, **change)
        kept = world.rows.reports
        assert (kept[report_id].category, kept[report_id].rule_ids) == (category, rules)
    with pytest.raises(ValidationError, match="unknown_rule"):
        edit(report_id=report_id, rule_ids=[3])
    with pytest.raises(NotFound):
        edit(report_id=404)
    with pytest.raises(NotFound):
        world.do(ResolveReport)(moderator_id=anna.id, report_id=report_id, about_id=anna.id)
    assert kept[report_id].resolved_at is None


def test_reports_are_read_with_their_posts(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    posts = [world.write(ben), world.write(ben)]
    reports = [world.do(FileReport)(account_id=anna.id, target=ben.id, post_ids=[post.id]) for post in posts]
    read = ReadReportsWithPosts(world.do(ReadReports), MemoryPostQuery(world.storage))
    page = read(cursor=Cursor(), resolved=False)
    assert [(one.view.report, [post.id for post in one.posts]) for one in page.items] == [
        (reports[1], [posts[1].id]),
        (reports[0], [posts[0].id]),
    ]
