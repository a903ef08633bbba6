from datetime import timedelta

import pytest

from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.filter import (
    MAX_FILTERED_POSTS,
    MAX_FILTERS,
    MAX_KEYWORDS,
    Filter,
    FilterAction,
    FilterContext,
)
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.filters.create_filter import LONGEST, CreateFilter, DeleteFilter
from microblog.domain.use_cases.filters.edit_filter import EditFilter, KeywordChange
from microblog.domain.use_cases.filters.filter_post import FilterPost, UnfilterPost
from microblog.domain.use_cases.filters.read_filters import (
    ReadFilter,
    ReadFilteredPost,
    ReadFilterKeyword,
    ReadFilters,
)
from tests.unit.domain.use_cases.action_world import ActionWorld

HOME, PUBLIC = FilterContext.HOME, FilterContext.PUBLIC


def make(world: ActionWorld, account_id: int, *words: str, **more: object) -> Filter:
    given: dict[str, object] = {"title": "Cats", "contexts": [PUBLIC, HOME, HOME]} | more
    create = world.do(CreateFilter)
    made: Filter = create(account_id=account_id, keywords=[(word, True) for word in words], **given)  # type: ignore[arg-type]
    return made


def test_a_filter_is_made_changed_and_removed(world: ActionWorld) -> None:
    anna = world.account("anna")
    made = make(world, anna.id, "cat", " kitten ")
    assert made.contexts == (HOME, PUBLIC)
    assert [each.keyword for each in made.keywords] == ["cat", "kitten"]
    assert world.do(ReadFilter)(account_id=anna.id, filter_id=made.id) == made
    changes = [
        KeywordChange(made.keywords[0].id, removed=True),
        KeywordChange(made.keywords[1].id, whole_word=False),
        KeywordChange(None, "dog", True),
        KeywordChange(None, "nothing", removed=True),
    ]
    changed = world.do(EditFilter)(
        account_id=anna.id,
        filter_id=made.id,
        title="Pets",
        contexts=[FilterContext.THREAD],
        action=FilterAction.HIDE,
        keywords=changes,
        duration=timedelta(hours=1),
    )
    assert (changed.title, changed.contexts, changed.action) == ("Pets", (FilterContext.THREAD,), FilterAction.HIDE)
    assert [(each.keyword, each.whole_word) for each in changed.keywords] == [("kitten", False), ("dog", True)]
    assert changed.keywords[0].id == made.keywords[1].id
    assert changed.expires_at == world.clock() + timedelta(hours=1)
    assert world.do(EditFilter)(account_id=anna.id, filter_id=made.id) == changed
    assert world.do(EditFilter)(account_id=anna.id, filter_id=made.id, lasts=True).expires_at is None
    world.do(DeleteFilter)(account_id=anna.id, filter_id=made.id)
    assert list(world.do(ReadFilters)(account_id=anna.id)) == []


def test_those_of_others_are_not_there(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    made = make(world, anna.id, "cat")
    with world.unit_of_work() as uow:
        uow.filters.save(made)
        uow.commit()
    filtered = world.do(FilterPost)(account_id=anna.id, filter_id=made.id, post_id=world.write(ben).id)
    for attempt in (
        lambda: world.do(ReadFilter)(account_id=ben.id, filter_id=made.id),
        lambda: world.do(EditFilter)(account_id=ben.id, filter_id=made.id, title="x"),
        lambda: world.do(DeleteFilter)(account_id=ben.id, filter_id=made.id),
        lambda: world.do(FilterPost)(account_id=ben.id, filter_id=made.id, post_id=1),
        lambda: world.do(UnfilterPost)(account_id=ben.id, filtered_id=filtered.id),
        lambda: world.do(ReadFilterKeyword)(account_id=ben.id, keyword_id=made.keywords[0].id),
        lambda: world.do(ReadFilteredPost)(account_id=ben.id, filtered_id=filtered.id),
        lambda: world.do(EditFilter)(account_id=anna.id, filter_id=made.id, keywords=[KeywordChange(1, "x")]),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert len(world.rows.filters[made.id].posts) == 1


def test_posts_are_found_by_themselves_if_one_sees_them(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    made = make(world, anna.id)
    post, secret = world.write(ben), world.write_for(Visibility.MENTIONED, ben)
    first = world.do(FilterPost)(account_id=anna.id, filter_id=made.id, post_id=post.id)
    assert world.do(FilterPost)(account_id=anna.id, filter_id=made.id, post_id=post.id) == first
    with pytest.raises(NotFound):
        world.do(FilterPost)(account_id=anna.id, filter_id=made.id, post_id=secret.id)
    assert world.do(ReadFilteredPost)(account_id=anna.id, filtered_id=first.id)[1] == first
    assert world.do(UnfilterPost)(account_id=anna.id, filtered_id=first.id) == first
    assert world.rows.filters[made.id].posts == ()


def test_what_cannot_be_a_filter(world: ActionWorld) -> None:
    anna = world.account("anna")
    for wrong, sentence in (
        ({"title": " "}, "title: required"),
        ({"title": "x" * 256}, "title: too_long"),
        ({"contexts": []}, "context: required"),
        ({"duration": timedelta(0)}, "expires_in: out_of_range"),
        ({"duration": LONGEST + timedelta(seconds=1)}, "expires_in: out_of_range"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            make(world, anna.id, **wrong)
    for words, sentence in (((" ",), "keyword: required"), (("x" * 256,), "keyword: too_long")):
        with pytest.raises(ValidationError, match=sentence):
            make(world, anna.id, *words)
    assert world.rows.filters == {}


def test_there_is_an_end_to_filters(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    with pytest.raises(ValidationError, match="keywords: too_many"):
        make(world, anna.id, *(f"word{number}" for number in range(MAX_KEYWORDS + 1)))
    for _ in range(MAX_FILTERS):
        last = make(world, anna.id, "cat")
    with pytest.raises(ValidationError, match="filter: too_many"):
        make(world, anna.id, "cat")
    for _ in range(MAX_FILTERED_POSTS):
        world.do(FilterPost)(account_id=anna.id, filter_id=last.id, post_id=world.post(ben).id)
    with pytest.raises(ValidationError, match="posts: too_many"):
        world.do(FilterPost)(account_id=anna.id, filter_id=last.id, post_id=world.post(ben).id)
    with pytest.raises(ValidationError, match="keywords: too_many"):
        world.do(EditFilter)(account_id=anna.id, filter_id=last.id, keywords=[KeywordChange(None, "x")] * MAX_KEYWORDS)
