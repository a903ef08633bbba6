"""Requests to real servers, some of which mean no good."""

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from microblog.adapters.outbound.guarded_http import GuardedHttp
from microblog.ports.outbound_http import AddressRefused, NoAnswer
from tests.push_receiver import PushReceiver, push_receiver


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[PushReceiver]:
    with push_receiver(tmp_path) as receiver:
        yield receiver


def _trusting(receiver: PushReceiver) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(receiver.certificate))


def test_a_request_comes_as_it_was_made(receiver: PushReceiver) -> None:
    http = GuardedHttp(may_be_private=True, tls=_trusting(receiver))
    assert http.post(f"{receiver.url}/a/b?c=d", headers={"TTL": "7"}, body=b"\0\xff") == 201
    received = receiver.received.get(timeout=5)
    assert (received.path, received.body, received.headers["ttl"]) == ("/a/b?c=d", b"\0\xff", "7")


def test_a_redirect_is_an_answer_like_others(receiver: PushReceiver) -> None:
    receiver.statuses = [307]
    http = GuardedHttp(may_be_private=True, tls=_trusting(receiver))
    assert http.post(f"{receiver.url}/", headers={}, body=b"x") == 307
    assert receiver.received.qsize() == 1


def test_a_name_of_this_machine_is_not_connected_to(receiver: PushReceiver) -> None:
    http = GuardedHttp(tls=_trusting(receiver))
    for url in (receiver.url, receiver.url.replace("localhost", "127.0.0.1")):
        with pytest.raises(AddressRefused, match="no public address"):
            http.post(url, headers={}, body=b"x")
    assert receiver.received.empty()


def test_who_cannot_prove_a_name_gets_nothing(receiver: PushReceiver) -> None:
    with pytest.raises(NoAnswer, match="localhost: SSLCertVerificationError"):
        GuardedHttp(may_be_private=True).post(receiver.url, headers={}, body=b"secret")
    assert receiver.received.empty()


def _trickle(connection: socket.socket) -> None:
    connection.recv(65536)
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X-Slow: yes\r\n" * 1000:
        connection.sendall(bytes([byte]))
        time.sleep(0.05)


def _say_nothing(connection: socket.socket) -> None:
    connection.recv(65536)
    time.sleep(5)


def _babble(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(b"\0" * 100_000 + b"\r\n")


@contextmanager
def _peer(receiver: PushReceiver, behave: Callable[[socket.socket], None]) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(receiver.certificate)

    def serve(listening: socket.socket) -> None:
        try:
            with context.wrap_socket(listening.accept()[0], server_side=True) as connection:
                behave(connection)
        except OSError:  # the other side has had enough
            return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=serve, args=(listening,), daemon=True).start()
        yield f"https://localhost:{listening.getsockname()[1]}/"


@pytest.mark.parametrize("behave", [_trickle, _say_nothing, _babble])
def test_who_is_slow_or_talks_nonsense_is_left(receiver: PushReceiver, behave: Callable[[socket.socket], None]) -> None:
    with _peer(receiver, behave) as url:
        began = time.monotonic()
        with pytest.raises(NoAnswer, match="localhost"):
            GuardedHttp(may_be_private=True, tls=_trusting(receiver), seconds=0.5).post(url, headers={}, body=b"x")
        assert time.monotonic() - began < 3


class _Slow(ssl.SSLContext):
    """Comes to the end of a handshake just when there is no time left."""

    def wrap_socket(self, *arguments: Any, **options: Any) -> ssl.SSLSocket:
        wrapped = super().wrap_socket(*arguments, **options)
        time.sleep(0.6)
        return wrapped


def test_who_draws_the_handshake_out_gets_no_more_time(receiver: PushReceiver) -> None:
    slow = _Slow(ssl.PROTOCOL_TLS_CLIENT)
    slow.load_verify_locations(str(receiver.certificate))
    with _peer(receiver, _trickle) as url:
        began = time.monotonic()
        with pytest.raises(NoAnswer, match="localhost: TimeoutError"):
            GuardedHttp(may_be_private=True, tls=slow, seconds=0.5).post(url, headers={}, body=b"x")
        assert time.monotonic() - began < 3


def test_who_is_not_there_is_told_apart(receiver: PushReceiver) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    http = GuardedHttp(may_be_private=True, tls=_trusting(receiver))
    for url in (f"https://localhost:{port}/", "https://nowhere.invalid/"):
        with pytest.raises(NoAnswer):
            http.post(url, headers={}, body=b"x")
