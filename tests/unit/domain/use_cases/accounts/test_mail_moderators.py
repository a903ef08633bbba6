from datetime import timedelta

from attrs import evolve

from microblog.domain.model.account import Account, AccountState, Role
from microblog.domain.model.events import RegistrationWaiting
from microblog.ports.mailer import MailNotSent
from tests.unit.domain.use_cases.reaction_world import World


def moderator(world: World, username: str, role: Role = Role.MODERATOR) -> Account:
    account = world.account(username)
    with world.unit_of_work() as uow:
        user = uow.users.get(account.id)
        assert user is not None
        uow.accounts.lock(user.account_id)
        uow.users.save(evolve(user, role=role))
        uow.commit()
    return account


def told(world: World) -> list[str]:
    return [mail.to_address.partition("@")[0] for mail in world.mailer.sent]


def test_each_moderator_is_told_who_waits(world: World) -> None:
    moderator(world, "mo")
    moderator(world, "ola", Role.OWNER)
    world.account("ben")
    anna = world.account("anna", AccountState.WAITING)
    world.happens(RegistrationWaiting(anna.id))
    assert world.sweep() == 1
    assert told(world) == ["mo", "ola"]
    assert len({mail.message_id for mail in world.mailer.sent}) == 2
    assert world.open_tasks == []


def test_who_was_let_in_meanwhile_is_no_news(world: World) -> None:
    moderator(world, "mo")
    world.happens(RegistrationWaiting(world.account("anna").id))
    world.happens(RegistrationWaiting(404))
    assert world.sweep() == 2
    assert world.mailer.sent == []
    assert world.open_tasks == []


def test_what_could_not_be_sent_is_sent_again(world: World) -> None:
    moderator(world, "mo")
    world.mailer.answers = [MailNotSent("421")]
    world.happens(RegistrationWaiting(world.account("anna", AccountState.WAITING).id))
    world.sweep()
    assert told(world) == []
    world.clock.move(timedelta(minutes=1))
    world.sweep()
    assert told(world) == ["mo"]
