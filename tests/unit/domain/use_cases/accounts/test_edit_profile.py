import pytest

from microblog.domain.model.account import Account, AccountState, ProfileField
from microblog.domain.model.errors import Gone, NotFound, ValidationError
from microblog.domain.use_cases.accounts.edit_profile import EditProfile
from tests.unit.domain.use_cases.action_world import ActionWorld


def edit(world: ActionWorld, account: Account, *fields: tuple[str, str], name: str = "", bio: str = "") -> Account:
    return world.do(EditProfile)(account_id=account.id, display_name=name, bio=bio, fields=fields, locked=True)


def test_what_was_written_is_kept_and_rendered(world: ActionWorld) -> None:
    anna = world.account("anna")
    edited = edit(world, anna, ("Web", "https://example.com"), name=" Anna A. ", bio="I like #tea <3")
    assert world.now_of(anna) == edited
    assert (edited.display_name, edited.bio, edited.locked) == ("Anna A.", "I like #tea <3", True)
    assert 'href="https://example.org/tags/tea"' in edited.bio_html
    assert "&lt;3" in edited.bio_html
    assert edited.bio_html.endswith("<!-- cleaned -->")
    (field,) = edited.fields
    assert (field.label, field.value) == ("Web", "https://example.com")
    assert 'rel="me ' in field.html
    assert field.html.endswith("<!-- cleaned -->")


def test_empty_fields_are_dropped_and_a_label_alone_is_kept(world: ActionWorld) -> None:
    anna = world.account("anna")
    fields = edit(world, anna, ("", " "), ("label", ""), ("", "")).fields
    assert fields == (ProfileField("label", "", "<!-- cleaned -->"),)


@pytest.mark.parametrize(
    ("fields", "code", "index"),
    [
        ([("label", "x")] * 5, "too_many", None),
        ([("label", "x"), ("", "value")], "label_required", 1),
        ([("label", "x" * 256)], "too_long", 0),
        ([("a", "a"), ("a\nb", "x")], "line_break", 1),
        ([("a", "a"), ("a", "\0")], "control_character", 1),
    ],
)
def test_a_field_that_cannot_be_accepted_is_named(
    world: ActionWorld, fields: list[tuple[str, str]], code: str, index: int | None
) -> None:
    with pytest.raises(ValidationError) as refused:
        edit(world, world.account("anna"), *fields)
    assert (refused.value.field, refused.value.code, refused.value.params.get("index")) == ("fields", code, index)


def test_name_and_bio_have_limits(world: ActionWorld) -> None:
    anna = world.account("anna")
    with pytest.raises(ValidationError, match="display_name: too_long"):
        edit(world, anna, name="x" * 31)
    with pytest.raises(ValidationError, match="bio: too_long"):
        edit(world, anna, bio="x" * 501)
    assert edit(world, anna, name="x" * 30, bio="x" * 500).bio == "x" * 500


def test_an_account_that_is_not_active_any_more_tells_nothing_new(world: ActionWorld) -> None:
    with pytest.raises(Gone):
        edit(world, world.account("anna", AccountState.DELETED), bio="I am back")
    with pytest.raises(NotFound):
        edit(world, world.account("ben", AccountState.SUSPENDED), bio="I am back")
    assert all(account.bio == "" for account in world.rows.accounts.values())
