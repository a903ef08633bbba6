import pytest
from attrs import evolve

from microblog.adapters.storage.memory.archive import MemoryArchive
from microblog.adapters.storage.memory.schema import MemorySchema
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.ports.archive import ArchiveRefused
from tests.copies import Counted, break_off, copy, tallies
from tests.unit.domain.use_cases.action_world import ActionWorld

SCHEMA = MemorySchema()


@pytest.fixture
def source(world: ActionWorld) -> MemoryArchive:
    """Two who have written something."""
    anna, ben = world.account("anna"), world.account("ben")
    world.post(anna)
    world.post(ben, boost_of=world.post(anna))
    world.follow(anna, ben)
    return MemoryArchive(world.storage)


@pytest.fixture
def target() -> MemoryArchive:
    """Where nothing is yet."""
    return MemoryArchive(MemoryStorage())


def copied(source: MemoryArchive, target: MemoryArchive) -> Counted:
    return copy(source, target, SCHEMA)


def change(source: MemoryArchive) -> None:
    rows = source.storage.committed
    post = next(iter(rows.posts.values()))
    rows.posts[post.id] = evolve(post, text="changed")


def test_everything_is_copied_and_its_progress_told(source: MemoryArchive, target: MemoryArchive) -> None:
    progress = copied(source, target)
    assert tallies(target) == tallies(source)
    assert progress.done == progress.total == 8
    assert target.intake() is None


def test_nothing_is_a_state_too(target: MemoryArchive) -> None:
    assert copied(MemoryArchive(MemoryStorage()), target).total == 0
    assert target.intake() is None


def test_a_storage_with_data_of_its_own_is_refused(source: MemoryArchive) -> None:
    before = tallies(source)
    with pytest.raises(ArchiveRefused, match=r"^It holds data of its own \(accounts, users, posts, boosts, follows\)"):
        copied(source, source)
    assert tallies(source) == before


@pytest.mark.parametrize("batches", range(5))
def test_what_was_broken_off_goes_on(source: MemoryArchive, target: MemoryArchive, batches: int) -> None:
    break_off(source, target, SCHEMA, after=batches)
    assert target.intake() is not None
    assert copied(source, target).done == 8
    assert tallies(target) == tallies(source)


def test_what_was_added_at_the_end_of_a_kind_meanwhile_is_copied_too(
    world: ActionWorld, source: MemoryArchive, target: MemoryArchive
) -> None:
    break_off(source, target, SCHEMA, after=3)
    world.post(world.account("carla"))
    copied(source, target)
    assert tallies(target) == tallies(source)
    assert tallies(target)["posts"].count == 3


def test_a_source_that_has_changed_meanwhile_is_refused(source: MemoryArchive, target: MemoryArchive) -> None:
    break_off(source, target, SCHEMA, after=3)
    change(source)
    before = tallies(target)
    with pytest.raises(ArchiveRefused, match="The posts in somewhere have changed since this copy was begun"):
        copied(source, target)
    assert tallies(target) == before


def test_a_source_that_has_lost_something_meanwhile_is_refused(source: MemoryArchive, target: MemoryArchive) -> None:
    break_off(source, target, SCHEMA, after=4)
    source.storage.committed.posts.popitem()
    with pytest.raises(ArchiveRefused, match="The boosts in somewhere have changed"):
        copied(source, target)


def test_a_copy_of_something_else_is_refused(source: MemoryArchive, target: MemoryArchive) -> None:
    break_off(source, target, SCHEMA, after=2)
    with pytest.raises(ArchiveRefused, match="It holds an unfinished copy of somewhere: go on with that, or empty it"):
        copy(source, target, SCHEMA, "elsewhere")


def test_a_change_of_what_was_not_copied_yet_does_no_harm(source: MemoryArchive, target: MemoryArchive) -> None:
    break_off(source, target, SCHEMA, after=0)
    change(source)
    copied(source, target)
    assert tallies(target) == tallies(source)
