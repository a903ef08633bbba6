import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotPermitted, ValidationError
from microblog.domain.model.relationships import MAX_NOTE_LENGTH, MAX_NOTES, AccountNote
from microblog.domain.use_cases.accounts.note_account import NoteAccount
from microblog.domain.use_cases.accounts.read_profile import ReadProfile
from tests.unit.domain.use_cases.action_world import ActionWorld


def note(world: ActionWorld, viewer_id: int | None, name: str) -> str:
    return world.do(ReadProfile)(viewer_id=viewer_id, target=name).note


def test_a_note_is_for_its_author_alone(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    for text in ("From the choir", " From the choir,\r\nalto "):
        world.do(NoteAccount)(account_id=anna.id, target="ben", text=text)
    assert note(world, anna.id, "ben") == "From the choir,\nalto"
    assert note(world, ben.id, "ben") == note(world, None, "ben") == note(world, ben.id, "anna") == ""
    world.do(NoteAccount)(account_id=anna.id, target="ben", text=" ")
    assert world.rows.account_notes == {}


def test_what_cannot_be_noted(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.account("ben")
    world.account("gone", AccountState.DELETED)
    do = world.do(NoteAccount)
    with pytest.raises(ValidationError, match="comment: too_long"):
        do(account_id=anna.id, target="ben", text="x" * (MAX_NOTE_LENGTH + 1))
    with pytest.raises(NotPermitted, match="own_account"):
        do(account_id=anna.id, target="anna", text="x")
    with pytest.raises(Gone):
        do(account_id=anna.id, target="gone", text="x")
    assert world.rows.account_notes == {}


def test_there_is_an_end_to_notes(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    with world.unit_of_work() as uow:
        for number in range(MAX_NOTES):
            uow.account_notes.save(AccountNote(anna.id, 1000 + number, "x"))
        uow.commit()
    with pytest.raises(ValidationError, match="comment: too_many"):
        world.do(NoteAccount)(account_id=anna.id, target="ben", text="x")
    assert note(world, anna.id, "ben") == ""
    assert ben.id not in [target for _, target in world.rows.account_notes]
