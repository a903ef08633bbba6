"""Where things of this server are found on the web."""

import re
from urllib.parse import quote, urlsplit

from attrs import frozen


@frozen
class Addresses:
    """Builds URIs and URLs. `base_url` has a scheme and a host and no slash at its end.

    An account's URI names its id, so that it stays the same whatever the profile page is called one day.
    """

    base_url: str

    @property
    def host(self) -> str:
        """Host and, where it is not the scheme's own, port."""
        return urlsplit(self.base_url).netloc

    def account_uri(self, account_id: int) -> str:
        """The identifier of an account, for good."""
        return f"{self.base_url}/users/{account_id}"

    def account_url(self, username: str) -> str:
        """The profile page."""
        return f"{self.base_url}/@{username}"

    def post_uri(self, account_id: int, post_id: int) -> str:
        """The identifier of a post, for good."""
        return f"{self.base_url}/users/{account_id}/posts/{post_id}"

    def post_url(self, username: str, post_id: int) -> str:
        """The page of a post."""
        return f"{self.base_url}/@{username}/{post_id}"

    def hashtag_url(self, name: str) -> str:
        """The page of a hashtag."""
        return f"{self.base_url}/tags/{quote(name, safe='')}"

    def tagged_url(self, username: str, name: str) -> str:
        """The page of what somebody writes with a hashtag."""
        return f"{self.base_url}/@{username}/tagged/{quote(name, safe='')}"

    def page(self, path: str) -> str:
        """Any other page; `path` begins with a slash."""
        return f"{self.base_url}{path}"

    def message_id(self, *parts: str | int) -> str:
        """The identifier of a mail about something of this server: the parts, "@" and the host without its port.

        RFC 5322 section 3.6.4, without the angle brackets; the colons of an IPv6 address become hyphens.
        """
        host = re.sub(r"[^A-Za-z0-9.-]", "-", urlsplit(self.base_url).hostname or "localhost")
        return f"{'.'.join(map(str, parts))}@{host}"
