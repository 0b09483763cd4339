"""Pages that a firewall or a rate limit answers with, often with status 200, instead of the article."""

from __future__ import annotations

import re

MAX_SIZE = 20_000
"""Characters. Block pages are small; a real news page with furniture is not."""

_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.I | re.S)
_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]+>", re.I | re.S)
_SPACE = re.compile(r"\s+")

SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # Chinese firewalls and CDNs: Yunsuo, Safedog, 360 (WangZhanBao), Baidu Yunjiasu, Jiasule, Alibaba Cloud, Tencent
    ("firewall", re.compile(r"网站防火墙|云锁|安全狗|网站卫士|云加速|加速乐|知道创宇|创宇盾|云盾|WAF")),
    ("blocked", re.compile(r"(访问|请求|IP)[^。，]{0,16}(被(阻断|拦截|拒绝|禁止|限制|封禁)|存在(威胁|风险|异常))")),
    ("too-often", re.compile(r"(访问|请求|操作)(次数)?[过太](于)?[频快多]|稍后再(试|访问)|too many requests", re.I)),
    ("captcha", re.compile(r"(输入|完成|进行|通过)[^。，]{0,10}(验证|校验)|安全验证|人机(验证|识别)|滑动验证")),
    ("browser-check", re.compile(r"checking your browser|just a moment|enable javascript|正在(进行)?安全检查", re.I)),
    ("denied", re.compile(r"^\W*(403 forbidden|access denied|访问被拒绝|禁止访问)", re.I)),
)
"""Reason → what such pages say. The words stand in news articles too: only a short page is judged by them."""

MAX_WORDS = 400
"""Characters of visible text; an article about firewalls is longer or carries an article's markup."""

_CHALLENGE = re.compile(
    r"document\.cookie\s*=|location\.(reload|href|replace)|eval\(|__jsl_clearance|acw_sc__v2|aliyunwaf", re.I
)
"""A page without text whose script sets a cookie and loads itself again (Jiasule's jsl, Alibaba Cloud's acw)."""


def block_reason(text: str) -> str | None:
    """Why a page is a block page, as a slug, or None for any other page.

    >>> block_reason("<title>提示</title><p>您的访问过于频繁，请稍后再试</p>")
    'too-often'
    """
    if len(text) > MAX_SIZE:
        return None
    match = _TITLE.search(text)
    title = _SPACE.sub(" ", match[1]).strip() if match else ""
    visible = _SPACE.sub(" ", _TAGS.sub(" ", text.replace(match[0], "") if match else text)).strip()
    if len(visible) > MAX_WORDS:
        return None
    for reason, sign in SIGNS:
        if sign.search(title) or sign.search(visible):
            return reason
    if len(visible) < 20 and "<script" in text.lower() and _CHALLENGE.search(text):
        return "challenge"
    return None
