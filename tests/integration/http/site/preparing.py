"""A site where recordings wait until a test lets them be prepared."""

from datetime import timedelta

from microblog.domain.use_cases.tasks.react import React
from microblog.ports.clock import Clock
from microblog.ports.recording_processor import RecordingProcessor
from microblog.ports.unit_of_work import UnitOfWorkFactory
from tests.integration.http.site.whole_site import WholeSite, whole_site
from tests.unit.adapters.media.pictures import picture
from tests.unit.domain.use_cases.fakes import UnchangingRecordingProcessor


def site_with_recordings() -> WholeSite:
    """Its processor takes what `UnchangingRecordingProcessor` takes, and is busy until `prepare` is called."""
    processor = UnchangingRecordingProcessor(busy=True, cover=picture("JPEG", (1280, 720)))
    return whole_site(process_recording=processor)


def prepare(site: WholeSite) -> None:
    """What waits is prepared now."""
    site.parts[RecordingProcessor].busy = False
    later = site.parts[Clock]() + timedelta(minutes=1)
    with site.parts[UnitOfWorkFactory]() as uow:
        tasks = uow.outbox.claim(now=later, lease_until=later, limit=100)
        uow.commit()
    for task in tasks:
        assert site.parts[React](task=task)
