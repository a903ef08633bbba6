"""The key by which push services know this server."""

from attrs import define

from microblog.domain.model.push import PushKey
from microblog.ports.clock import Clock
from microblog.ports.key_pair_generator import KeyPairGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@define
class ReadPushKey:
    """Read the key; it is made when somebody asks for the first time, and stays the same for good.

    It lies in the storage, as every process needs the same one; each reads it once.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_key_pair: KeyPairGenerator
    _known: PushKey | None = None

    def __call__(self) -> PushKey:
        """The key."""
        if self._known is None:
            self._known = self._kept() or self._made()
        return self._known

    def _kept(self) -> PushKey | None:
        with self.unit_of_work() as uow:
            return uow.push_keys.get()

    def _made(self) -> PushKey:
        public, private = self.new_key_pair()
        with self.unit_of_work() as uow:
            uow.push_keys.add(PushKey(public, private, self.clock()))
            uow.commit()
        kept = self._kept()  # maybe another process was quicker
        if kept is None:
            raise LookupError("the key for pushes is not there, though it was kept")
        return kept
