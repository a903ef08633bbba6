"""What people told the moderators."""

from datetime import timedelta

from attrs import evolve

from microblog.domain.model.account import Account, AccountState, Member
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from microblog.domain.model.report import Report, ReportCategory
from tests.integration.storage.storage import NOW, Storage


def some_report(storage: Storage, account: Account, target: Account) -> Report:
    return Report(
        id=storage.new_id(),
        account_id=account.id,
        target_id=target.id,
        category=ReportCategory.VIOLATION,
        comment='Zoë 🦜 "x" \\ %s\n',
        post_ids=(2**62 + 1, 3),
        rule_ids=(2, 1),
        created_at=NOW,
        updated_at=NOW,
    )


def test_a_report_is_kept_replaced_and_found(storage: Storage) -> None:
    anna, ben, mia = (storage.account() for _ in range(3))
    first, second = some_report(storage, anna, ben), evolve(some_report(storage, ben, anna), post_ids=(), rule_ids=())
    later = NOW + timedelta(days=1)
    changed = evolve(first, assigned_id=mia.id, resolved_id=mia.id, resolved_at=later, category=ReportCategory.LEGAL)
    with storage.begin() as unit:
        for one in (first, second):
            unit.reports.save(one)
        unit.commit()
    with storage.begin() as unit:
        assert unit.reports.get(first.id) == first
        assert unit.reports.several([first.id, second.id, 404]) == {first.id: first, second.id: second}
        assert unit.reports.several([]) == {}
        unit.reports.save(changed)
        assert unit.reports.get(first.id) == changed
        assert unit.reports.get(404) is None
        unit.commit()
    with storage.begin() as unit:
        assert unit.reports.page(Cursor(), resolved=True).items == (changed,)
        assert unit.reports.page(Cursor(), resolved=False).items == (second,)


def test_reports_come_in_pages_by_whom_they_are_and_about_whom(storage: Storage) -> None:
    anna, ben, carl = (storage.account() for _ in range(3))
    pairs = [(anna, ben), (anna, carl), (ben, carl)] * 2
    made = [some_report(storage, *pair) for pair in pairs]
    with storage.begin() as unit:
        for one in made:
            unit.reports.save(one)
        unit.commit()
    with storage.begin() as unit:
        page = unit.reports.page(Cursor(limit=2), resolved=False)
        assert page.items == (made[5], made[4])
        assert unit.reports.page(Cursor(max_id=page.next_max_id, limit=2), resolved=False).items == (made[3], made[2])
        assert unit.reports.page(Cursor(min_id=made[0].id, limit=2), resolved=False).items == (made[2], made[1])
        by_anna = unit.reports.page(Cursor(), resolved=False, account_id=anna.id).items
        assert by_anna == (made[4], made[3], made[1], made[0])
        about_carl = unit.reports.page(Cursor(), resolved=False, target_id=carl.id).items
        assert about_carl == (made[5], made[4], made[2], made[1])
        both = unit.reports.page(Cursor(), resolved=False, account_id=anna.id, target_id=carl.id).items
        assert both == (made[4], made[1])


def test_of_who_goes_nothing_is_left(storage: Storage) -> None:
    anna, ben, mia, carl = (storage.account() for _ in range(4))
    by, about = some_report(storage, anna, ben), some_report(storage, ben, anna)
    other = evolve(some_report(storage, ben, carl), assigned_id=mia.id, resolved_id=mia.id, resolved_at=NOW)
    with storage.begin() as unit:
        for one in (by, about, other):
            unit.reports.save(one)
        unit.reports.remove_all(anna.id)
        unit.reports.remove_all(mia.id)
        unit.commit()
    with storage.begin() as unit:
        assert unit.reports.page(Cursor(), resolved=False).items == ()
        assert unit.reports.page(Cursor(), resolved=True).items == (evolve(other, assigned_id=None, resolved_id=None),)


def test_members_are_found_in_whatever_state_with_the_person_if_known(storage: Storage) -> None:
    anna, gone = storage.account(), storage.account(state=AccountState.DELETED)
    suspended = storage.account(state=AccountState.SUSPENDED)
    user, theirs = storage.user(anna), storage.user(suspended)
    with storage.begin() as unit:
        assert unit.users.members([anna.id, gone.id, suspended.id, 404]) == {
            anna.id: Member(anna, user),
            gone.id: Member(gone, None),
            suspended.id: Member(suspended, theirs),
        }
        assert unit.users.members([]) == {}


def test_a_notification_of_a_report_says_which_until_all_of_them_are_removed(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    storage.user(anna)
    told, other = storage.notify(anna, ben, kind=NotificationKind.REPORT), storage.notify(anna, ben)
    others = storage.notify(ben, anna, kind=NotificationKind.REPORT)
    views = storage.notifications.of_account(anna.id, Cursor()).items
    assert [(view.id, view.kind, view.report_id) for view in views] == [
        (other.id, NotificationKind.FOLLOW, None),
        (told.id, NotificationKind.REPORT, told.report_id),
    ]
    with storage.begin() as unit:
        assert unit.notifications.get(told.id) == told
        unit.notifications.remove_kind(anna.id, NotificationKind.REPORT)
        unit.commit()
    assert [view.id for view in storage.notifications.of_account(anna.id, Cursor()).items] == [other.id]
    assert [view.id for view in storage.notifications.of_account(ben.id, Cursor()).items] == [others.id]


def test_moderators_are_shown_what_is_not_deleted(storage: Storage) -> None:
    anna, suspended = storage.account(), storage.account(state=AccountState.SUSPENDED)
    shown = [storage.post(anna, visibility) for visibility in Visibility] + [storage.post(suspended)]
    boost, buried = storage.boost(anna, shown[0]), storage.post(anna)
    storage.bury(buried)
    storage.like(anna, shown[0])
    wanted = [*(post.id for post in shown), boost.id, buried.id, *range(10_000, 10_200)]
    found = storage.posts.for_moderators(wanted)
    assert {view.id: view.text for view in found.values()} == {post.id: post.text for post in shown}
    assert set(found) == {post.id for post in shown}
    assert (found[shown[0].id].likes_count, found[shown[0].id].liked) == (1, False)
    assert storage.posts.for_moderators([]) == {}
