"""What stands round the article on every page: head, navigation, sidebars, share bars, comment box, footer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape

from lanzhou_news.replica.corpus import CHANNELS, Channel
from lanzhou_news.replica.markup.assets import head_script, style_sheet, tail_script

Link = tuple[str, str]
"""(href, text)"""

# Top navigation, in the site's order (SITE_FACTS, grade A); the paths are invented.
NAVIGATION = (
    ["首页", "兰州", "新闻", "政务", "房产", "旅游", "汽车", "教育", "财经", "健康", "公益", "女性", "商业", "企业", "兰州日报", "兰州晚报", "全媒体矩阵"]
)


def head(title: str, *, meta: str | None, late: bool, description: str, keywords: str, modern: bool) -> str:
    """The page's head up to ``<body>``; ``late`` moves the charset behind 6 KB of style."""
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}" />' if meta else ""
    if modern and meta and not late:
        declared = f'<meta charset="{meta}">'
    doctype = (
        "<!DOCTYPE html>"
        if modern
        else '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
    )
    early = "" if late else declared
    style = f'<style type="text/css">\n{style_sheet()}\n</style>'
    return (
        f'{doctype}\n<html xmlns="http://www.w3.org/1999/xhtml">\n<head>\n{early}\n'
        f"{style if late else ''}{declared if late else ''}\n<title>{escape(title)}</title>\n"
        f'<meta name="keywords" content="{escape(keywords)}" />\n<meta name="description" content="{escape(description)}" />\n'
        '<meta http-equiv="X-UA-Compatible" content="IE=edge" />\n<meta name="renderer" content="webkit" />\n'
        '<link rel="stylesheet" type="text/css" href="/res/css/base_v3.css" /><script src="/res/js/jquery-1.8.3.min.js"></script>\n'
        f'{"" if late else style}\n<script type="text/javascript">\n{head_script()}\n</script>\n</head>\n'
    )


@cache
def top() -> str:
    """Mobile link, logo, search box and navigation."""
    items = []
    for index, name in enumerate(NAVIGATION):
        channel = CHANNELS[index % len(CHANNELS)]
        menu = "".join(
            f'<dd><a href="/{c.directory}/" target="_blank" title="{c.section.rpartition(">")[2]}">{c.section.rpartition(">")[2]}</a></dd>'
            for c in CHANNELS[index % 7 : index % 7 + 4]
        )
        items.append(
            f'<li class="nav_{index}"><a href="/{channel.directory}/index.htm" target="_blank">{name}</a><dl>{menu}</dl></li>'
        )
    return (
        '<div class="top"><div class="app"><a href="http://m.lzbs.com.cn/" target="_blank">手机兰州新闻网</a>'
        '<a href="javascript:void(0)" onclick="SetHome(this)">设为首页</a><a href="#">加入收藏</a></div>\n'
        '<div class="logo"><a href="/"><img src="/res/images/logo_2020.png" alt="兰州新闻网" width="260" height="70" /></a></div>\n'
        '<form class="search" action="/founder/SearchServlet.do" method="post" target="_blank"><input type="hidden" name="siteID" value="2" />'
        '<input type="text" name="content" value="请输入关键字" /><input type="submit" value="搜索" /></form></div>\n'
        f'<div class="nav"><ul>{"".join(items)}</ul></div>\n<div class="banner"><!-- 通栏广告 1200*90 -->'
        '<a href="/ad/20200315.htm" target="_blank"><img src="/res/ad/tl_1200x90.gif" alt="广告" /></a></div>\n'
    )


_ARROWS = (" > ", ">", "> ", " >", "&nbsp;&gt;&nbsp;", " &gt; ")


def breadcrumb(channel: Channel, variant: int) -> str:
    """``您的位置:网站首页 > 新闻中心>兰州新闻> 正文`` with the irregular spacing of the site."""
    parts = ["网站首页", *channel.section.split(">"), "正文"]
    linked = [f'<a href="/{channel.directory}/" class="c">{part}</a>' for part in parts[1:-1]]
    text = ['<a href="/">网站首页</a>', *linked, parts[-1]]
    joined = text[0]
    for index, part in enumerate(text[1:]):
        joined += _ARROWS[(variant + index) % len(_ARROWS)] + part
    return f'<div class="crumb">您的位置:{joined}</div>'


def link_list(title: str, links: Sequence[Link], css: str) -> str:
    """A sidebar box of headlines."""
    rows = "".join(
        f'<li class="{css}_{index % 2}"><em>{index + 1}</em><a href="{href}" target="_blank" title="{escape(text)}">{escape(text)}</a></li>\n'
        for index, (href, text) in enumerate(links)
    )
    return f'<div class="{css}"><h3><a href="/{css}/">{title}</a><span class="more"><a href="/{css}/">更多&gt;&gt;</a></span></h3>\n<ul>{rows}</ul></div>\n'


@cache
def share_bar() -> str:
    """Share buttons and the prompt to scan a code."""
    names = ("分享到：", "QQ空间", "新浪微博", "微信", "人人网", "豆瓣网")
    buttons = "".join(
        f'<a class="bds_{index}" data-cmd="c{index}" title="分享到{name}">{name}</a>'
        for index, name in enumerate(names)
    )
    return (
        f'<div class="share">{buttons}</div>\n<div class="code"><img src="/res/images/qr.png" alt="二维码" />'
        "<p>扫一扫在手机打开当前页</p></div>\n"
        '<div class="tools">【<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> '
        '<a href="javascript:doZoom(12)">小</a>】 【<a href="javascript:window.print()">打印</a>】 【<a href="javascript:window.close()">关闭</a>】</div>\n'
    )


@cache
def comment_box() -> str:
    """An empty comment form."""
    return (
        '<div class="comment"><h3>网友评论</h3><p>网友评论仅供其表达个人看法，并不表明兰州新闻网立场。</p>'
        '<form action="/comment/post.do" method="post"><textarea name="c" rows="4" cols="60">我来说两句</textarea>'
        '<input type="text" name="u" value="用户名" /><input type="submit" value="发表评论" /></form>'
        '<div class="none">暂无评论，快来抢沙发吧！</div></div>\n'
    )


@cache
def footer() -> str:
    """Links, licence numbers, counters."""
    friends = "".join(
        f'<a href="http://{host}/" target="_blank">{name}</a> | '
        for host, name in (
            ("www.people.com.cn", "人民网"), ("www.xinhuanet.com", "新华网"), ("www.gscn.com.cn", "中国甘肃网"),
            ("www.gansudaily.com.cn", "每日甘肃网"), ("www.lanzhou.gov.cn", "兰州市人民政府"), ("www.gmw.cn", "光明网"),
            ("www.cnr.cn", "央广网"), ("www.china.com.cn", "中国网"), ("www.chinanews.com.cn", "中国新闻网"),
        )
    )  # fmt: skip
    return (
        f'<div class="footer"><div class="links">友情链接：{friends}</div>\n'
        '<p><a href="/about/">关于我们</a> | <a href="/ad/">广告服务</a> | <a href="/job/">诚聘英才</a> | <a href="/law/">法律声明</a> | '
        '<a href="/map/">网站地图</a></p>\n<p>互联网新闻信息服务许可证：62120190000 信息网络传播视听节目许可证：0000000</p>\n'
        "<p>违法和不良信息举报电话：0931-0000000 举报邮箱：jubao@example.com</p>\n"
        "<p>兰州日报社主办 兰州新闻网版权所有 未经书面授权禁止复制或建立镜像</p>\n<p>陇ICP备00000000号-1 甘公网安备 62010000000000号</p>"
        f"</div>\n{tail_script()}\n</body>\n</html>\n"
    )
