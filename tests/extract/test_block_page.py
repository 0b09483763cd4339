"""Block pages are known by what they say and by being short; news about firewalls is news."""

from __future__ import annotations

import pytest

from lanzhou_news.extract.block_page import block_reason

BLOCKED = [
    ("too-often", "<title>提示</title><body>您的访问过于频繁，请稍后再试</body>"),
    ("too-often", "<h1>Too Many Requests</h1>"),
    ("firewall", "<title>网站防火墙</title><p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>"),
    ("blocked", "<title>405</title><p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p>"),
    ("captcha", "<title>安全验证</title><div>请完成下方验证后继续访问</div>"),
    ("captcha", "<p>请输入图片中的验证码</p>"),
    ("browser-check", "<title>Just a moment...</title><body></body>"),
    ("denied", "<title>403 Forbidden</title><center>nginx</center>"),
    ("challenge", "<html><script>document.cookie='__jsl_clearance=1';location.reload()</script></html>"),
    ("challenge", "<html><body><script>var arg1='A1';eval(function(p){})</script></body></html>"),
]
FREE = [
    "",
    "<p>404</p>",
    "<title>黄河楼开放_兰州新闻网</title><p>" + "游客可以登楼远眺黄河，开放时间为每天九点到十八点。" * 8 + "</p>",
    "<title>警方提醒：勿向他人透露验证码_兰州新闻网</title><p>" + "市民张先生收到短信，要求输入验证码，" * 40 + "</p>",
    "<title>国产网站防火墙发布</title><p>" + "这款云盾产品可以阻断攻击，访问过于频繁的地址会被限制。" * 30 + "</p>",
    "<html><frameset><frame src=a.htm></frameset></html>",
]


@pytest.mark.parametrize(("reason", "page"), BLOCKED)
def test_a_block_page_is_known(reason: str, page: str) -> None:
    assert block_reason(page) == reason, page


@pytest.mark.parametrize("page", FREE)
def test_other_pages_are_not(page: str) -> None:
    assert block_reason(page) is None, page[:80]


def test_a_long_page_is_never_one() -> None:
    assert block_reason("<p>访问过于频繁</p>" + "<p>x</p>" * 5000) is None
