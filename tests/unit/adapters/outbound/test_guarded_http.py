import pytest

from microblog.adapters.outbound.guarded_http import GuardedHttp, is_public
from microblog.ports.outbound_http import AddressRefused

PUBLIC = ("8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1")
PRIVATE = (
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1", "fec0::1", "fc00::1", "ff0e::1", "2001:db8::1", "::127.0.0.1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::1"),
)


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_public_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_nobody_else_s_business(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        *("http://8.8.8.8/", "ftp://8.8.8.8/", "https://", "https://a:b@8.8.8.8/"),
        *("https://127.0.0.1/", "https://[::1]:8443/x", "https://169.254.169.254/latest", "https://2130706433/"),
        *("https://0/", "https://0x7f.1/", "https://[::ffff:10.0.0.1]/"),
    ],
)
def test_what_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(AddressRefused):
        GuardedHttp().post(url, headers={}, body=b"")
