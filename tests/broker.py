"""Which queue tasks go through. What starts in a moment may import this: no driver is here."""

from attrs import frozen


@frozen
class Broker:
    """What `MICROBLOG_TASKS`, `_BROKER` and `_BROKER_PREFIX` say. `deaf` is a queue that loses every nudge."""

    tasks: str
    url: str = ""
    prefix: str = "test"


DEAF = Broker("deaf")
