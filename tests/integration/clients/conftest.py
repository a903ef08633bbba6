from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen
from mastodon import Mastodon

from tests.integration.clients.consent import PASSWORD
from tests.integration.site_processes import Site
from tests.own_servers import free_port
from tests.push_receiver import PushReceiver, push_receiver


@frozen
class Server:
    """A site that runs, with a worker beside it."""

    url: str
    push: PushReceiver

    def join(self, name: str) -> Mastodon:
        """Somebody new, who signs up through Mastodon.py."""
        client_id, secret = Mastodon.create_app("Tests", api_base_url=self.url)
        app = Mastodon(client_id=client_id, client_secret=secret, api_base_url=self.url)
        app.create_account(name, PASSWORD, f"{name}@example.org", agreement=True)
        return app

    def token(self, name: str) -> str:
        """The access token of somebody new."""
        return str(self.join(name).access_token)


@pytest.fixture(scope="module", params=["flask", "quart"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    directory: Path = tmp_path_factory.mktemp("clients")
    port = free_port()
    url = f"http://localhost:{port}"
    site = Site(
        directory,
        f"sqlite:///{directory}/microblog.db",
        WEB=str(request.param),
        TASKS="inline",
        BASE_URL=url,
        TRUSTED_HOSTS=f"localhost:{port}",
        PUSH_TO_PRIVATE="on",
    )
    site.command("db", "upgrade")
    with push_receiver(directory) as push, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(push.certificate))  # by which the site trusts it
        with site.running("web", port=port):
            yield Server(url, push)
