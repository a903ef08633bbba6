"""Keep how far one has read."""

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.marker import MarkedTimeline, Marker, moved
from microblog.domain.model.page import MAX_ID
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class SaveMarkers:
    """Keep how far one has read. Of two who do so at once the second waits, so that none of them is refused.

    What was read of notifications counts as read everywhere.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, account_id: int, last_read: Mapping[MarkedTimeline, int]) -> Sequence[Marker]:
        """The markers that were set, by the ids of what was read last.

        Raises ValidationError("last_read_id", "out_of_range"), NotFound, and Gone if the account was deleted.
        """
        if not all(0 <= last_read_id <= MAX_ID for last_read_id in last_read.values()):
            raise ValidationError("last_read_id", "out_of_range", {"lowest": 0, "highest": MAX_ID})
        now = self.clock()
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            markers = [
                moved(uow.markers.get(account_id, timeline), account_id, timeline, last_read_id, now)
                for timeline, last_read_id in last_read.items()
            ]
            for marker in markers:
                uow.markers.save(marker)
            user = uow.users.get(account_id)
            if user is not None and MarkedTimeline.NOTIFICATIONS in last_read:
                uow.users.save(evolve(user, last_read_notification_id=last_read[MarkedTimeline.NOTIFICATIONS]))
            uow.commit()
        return markers
