"""What the core raises. The web maps each class to one answer, in one table."""

from collections.abc import Mapping


class DomainError(Exception):
    """Base of all errors that the core raises on purpose."""


class ValidationError(DomainError):
    """A value that cannot be accepted.

    `field` names the value, `code` the rule that it broke (a stable word such as `too_long`, translated at the
    edge), `params` holds what a sentence about it needs, such as the limit.
    """

    def __init__(self, field: str, code: str, params: Mapping[str, object] | None = None) -> None:
        self.field = field
        self.code = code
        self.params = dict(params or {})
        details = ", ".join(f"{name}={value}" for name, value in self.params.items())
        super().__init__(f"{field}: {code}" + (f" ({details})" if details else ""))


class NotFound(DomainError):
    """There is no such thing, or the viewer may not know that there is."""


class Gone(DomainError):
    """The thing existed and was deleted; it will not come back."""


class AuthenticationRequired(DomainError):
    """The action needs somebody who is signed in."""


class NotPermitted(DomainError):
    """The viewer is known and may not do this. `code` says why, where that is no secret."""

    def __init__(self, code: str = "not_permitted") -> None:
        self.code = code
        super().__init__(code)


class Conflict(DomainError):
    """The thing changed meanwhile, or exists already in a way that excludes this action."""


class TooManyRequests(DomainError):
    """A limit was reached; `retry_after` says in how many seconds it is worth another try."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"try again in {retry_after} seconds")


class StorageUnavailable(DomainError):
    """The storage cannot be reached or is too busy; `retry_after` says in how many seconds it is worth another try.

    `reason` is for those who run the server.
    """

    def __init__(self, retry_after: int, reason: str = "") -> None:
        self.retry_after = retry_after
        self.reason = reason
        super().__init__(f"the storage is unavailable, try again in {retry_after} seconds")
