"""Somebody with a browser who lets an app in."""

import html
import re

import httpx

PASSWORD = "a long enough sentence"
_FORM = re.compile(r'<form [^>]*action="(?P<action>[^"]*)"[^>]*>(?P<body>.*?)</form>', re.DOTALL)
_INPUT = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">')
_CODE = re.compile(r"<code[^>]*>\s*([A-Za-z0-9_-]{20,})\s*</code>|value=\"([A-Za-z0-9_-]{43})\"")


def allow(address: str, name: str) -> str:
    """Open an app's address, log in on the way, say yes; the code that is shown then."""
    with httpx.Client(follow_redirects=True, headers={"Accept-Language": "en"}) as browser:
        page = browser.get(address)
        assert "/login" in str(page.url)
        page = _sent(browser, page, "/login", login=name, password=PASSWORD)
        page = _sent(browser, page, "/oauth/authorize", decision="allow")
    found = _CODE.search(page.text)
    assert found, page.text
    return found[1] or found[2]


def _sent(browser: httpx.Client, page: httpx.Response, action: str, **values: str) -> httpx.Response:
    assert page.status_code == 200, page.text
    forms = [form for form in _FORM.finditer(page.text) if form["action"].startswith(action)]
    assert forms, page.text
    hidden = {name: html.unescape(value) for name, value in _INPUT.findall(forms[0]["body"])}
    origin = f"{page.url.scheme}://{page.url.netloc.decode()}"
    return browser.post(
        page.url.join(html.unescape(forms[0]["action"])), data=hidden | values, headers={"Origin": origin}
    )
