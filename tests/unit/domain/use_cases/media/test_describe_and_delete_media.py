import pytest

from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.events import MediaDiscarded
from microblog.domain.model.media import Media
from microblog.domain.use_cases.media.delete_media import DeleteMedia
from microblog.domain.use_cases.media.describe_media import DescribeMedia
from tests.unit.domain.use_cases.action_world import ActionWorld


def removed(world: ActionWorld, media: Media) -> bool:
    """Whether row and files are gone; all or nothing."""
    is_gone = media.id not in world.rows.media
    files = {media.attached.file_name, media.attached.preview_name}
    assert files & set(world.media_store.files) == (set() if is_gone else files)
    return is_gone


def test_a_description_is_changed_until_a_post_shows_it(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    media = world.picture(anna)
    described = world.do(DescribeMedia)(account_id=anna.id, media_id=media.id, description=" A cat ")
    assert (described.description, world.rows.media[media.id]) == ("A cat", described)
    with pytest.raises(NotFound):
        world.do(DescribeMedia)(account_id=ben.id, media_id=media.id, description="Mine")
    with pytest.raises(ValidationError, match="description"):
        world.do(DescribeMedia)(account_id=anna.id, media_id=media.id, description="\0")
    world.write(anna, media_ids=[media.id])
    with pytest.raises(NotFound):
        world.do(DescribeMedia)(account_id=anna.id, media_id=media.id, description="A dog")
    assert world.rows.media[media.id].description == "A cat"


def test_a_deleted_picture_is_removed_with_its_files(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    media, other = world.picture(anna), world.picture(anna)
    with pytest.raises(NotFound):
        world.do(DeleteMedia)(account_id=ben.id, media_id=media.id)
    world.do(DeleteMedia)(account_id=anna.id, media_id=media.id)
    assert world.events == [MediaDiscarded(media.id)]
    world.sweep()
    assert (removed(world, media), removed(world, other)) == (True, False)
    world.react_twice(MediaDiscarded(media.id))


def test_what_a_post_shows_is_not_deleted(world: ActionWorld) -> None:
    anna = world.account("anna")
    media = world.picture(anna)
    world.write(anna, media_ids=[media.id])
    with pytest.raises(ValidationError, match="media: in_use"):
        world.do(DeleteMedia)(account_id=anna.id, media_id=media.id)
    world.react_twice(MediaDiscarded(media.id))
    assert not removed(world, media)
