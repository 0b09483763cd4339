"""Where requests may go, judged by the URL alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lanzhou_news.middlewares.guard import is_private, refusal
from lanzhou_news.sites import get

SITE = get("lanzhou")
LOCAL = replace(SITE, hosts=("127.0.0.1",), allow_private=True)


@pytest.mark.parametrize(
    "url",
    ["http://www.lzbs.com.cn/", "https://lzbs.com.cn/a", "http://www.lzbs.com.cn:80/", "https://lzbs.com.cn:443/"],
)
def test_the_sites_own_hosts_are_allowed(url: str) -> None:
    assert refusal(SITE, url) is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://evil.example/", "not a host"),
        ("http://sub.www.lzbs.com.cn/", "not a host"),
        ("http://www.lzbs.com.cn.evil.example/", "not a host"),
        ("http://www.lzbs.com.cn@evil.example/", "credentials"),
        ("http://user:pw@www.lzbs.com.cn/", "credentials"),
        ("http://:pw@www.lzbs.com.cn/", "credentials"),
        ("http://www.lzbs.com.cn:6379/", "port 6379"),
        ("http://www.lzbs.com.cn:99999/", "no valid port"),
        ("http://127.0.0.1/", "not a host"),
        ("http://[::1/", "no valid address"),
        ("file:///etc/passwd", "scheme file"),
        ("ftp://www.lzbs.com.cn/", "scheme ftp"),
        ("data:text/html,x", "scheme data"),
    ],
)
def test_everything_else_is_refused_with_a_reason(url: str, reason: str) -> None:
    assert reason in (refusal(SITE, url) or "")


def test_a_profile_whose_host_is_private_must_say_so() -> None:
    assert refusal(replace(SITE, hosts=("127.0.0.1",)), "http://127.0.0.1/") == "a private address"
    assert refusal(LOCAL, "http://127.0.0.1:8700/") is None


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("192.168.0.1", True),
        ("169.254.169.254", True),
        ("100.64.0.1", True),
        ("0.0.0.0", True),
        ("::1", True),
        ("fe80::1", True),
        ("::ffff:127.0.0.1", True),
        ("localhost", True),
        ("db.internal", True),
        ("intranet", True),
        ("printer.local", True),
        ("www.localhost", True),
        ("8.8.8.8", False),
        ("www.lzbs.com.cn", False),
    ],
)
def test_private_hosts_are_known_by_their_form(host: str, private: bool) -> None:
    assert is_private(host) is private, host
