from microblog.domain.model.addresses import Addresses

HERE = Addresses("http://127.0.0.1:8000")


def test_where_things_are() -> None:
    assert HERE.account_uri(7) == "http://127.0.0.1:8000/users/7"
    assert HERE.account_url("anna") == "http://127.0.0.1:8000/@anna"
    assert HERE.post_uri(7, 9) == "http://127.0.0.1:8000/users/7/posts/9"
    assert HERE.post_url("anna", 9) == "http://127.0.0.1:8000/@anna/9"
    assert HERE.page("/about") == "http://127.0.0.1:8000/about"


def test_a_hashtag_of_any_script_is_an_address_in_ascii() -> None:
    assert HERE.hashtag_url("stra\u00dfe") == "http://127.0.0.1:8000/tags/stra%C3%9Fe"
    assert HERE.hashtag_url("a/b?c#d") == "http://127.0.0.1:8000/tags/a%2Fb%3Fc%23d"


def test_the_host_has_its_port_where_that_is_not_the_schemes_own() -> None:
    assert HERE.host == "127.0.0.1:8000"
    assert Addresses("https://example.org").host == "example.org"
