"""What is no article is refused with the reason; short real articles about such things are not."""

from __future__ import annotations

import pytest

from lanzhou_news import NotAnArticle, extract_article

MENU = "<ul class=nav>" + "".join(f"<li><a href=/{i}>频道{i}</a></li>" for i in range(12)) + "</ul>"
FOOT = "<div class=footer>Copyright 某网 版权所有</div>"
META = "<p>2024-05-01 08:30 来源：兰州晚报</p>"
SUMMARIES = "".join(
    f"<div class=r><h3><a href=/{i}>搜索到的第{i}条新闻标题</a></h3><p>摘要写在这里，有一句话那么长。</p></div>"
    for i in range(10)
)
SPACED = SUMMARIES.replace("</p></div>", "</p></div><div class=r></div><div class=r></div>")
BOXES = "".join(
    f"<div class=box><h3>栏目{k}</h3><ul>"
    + "".join(f"<li><a href=/{k}{i}>第{k}{i}条新闻的标题在这里</a></li>" for i in range(8))
    + "</ul></div>"
    for k in range(6)
)

CHAPTERS = "<dl>" + "".join(f"<dd><a href=/{i}.html>第{i}章 江湖路远</a></dd>" for i in range(20)) + "</dl>"


def page(body: str, title: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("reason", "title", "body"),
    [
        ("error-page", "404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>"),
        ("error-page", "404 - 找不到文件或目录。", "<h2>404 - 找不到文件或目录。</h2><h3>资源可能已被删除。</h3>"),
        ("error-page", "502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center>"),
        ("error-page", "某网", f"{MENU}<p>您访问的文章已被删除或者正在审核中。</p><p><a href=/>返回首页</a></p>{FOOT}"),
        ("error-page", "提示", f"{MENU}<h3>很抱歉，内容已下线</h3><p>去看看其他精彩内容吧</p>{FOOT}"),
        ("error-page", "", "<div class=weui-msg><h2>该内容已被发布者删除</h2></div>"),
        ("error-page", "", "<h2>此内容因违规无法查看</h2><p>由用户投诉并经平台审核，涉嫌违反相关规则</p>"),
        ("error-page", "系统维护中", "<h1>系统维护中</h1><p>网站正在升级维护，给您带来的不便敬请谅解。</p>"),
        ("error-page", "提示信息 - 某论坛", "<p>抱歉，指定的主题不存在或已被删除</p><p>没有自动跳转请点此</p>"),
        ("login-wall", "提示信息 - 某论坛", "<p>抱歉，您没有权限访问该帖子，请先登录后继续。</p>"),
        ("error-page", "提示", f"{MENU}<p>您要看的网页不存在。</p>{FOOT}"),
        ("error-page", "您请求的文章已删除", f"{MENU}{META}<p>去看看其他精彩内容吧，这里还有许多。</p>{FOOT}"),
        ("login-wall", "用户登录_某网", f"{MENU}<form><input type=password></form><p>登录后可查看全文。</p>"),
        ("login-wall", "登录 - 某网", f"{MENU}{META}<form><input type=password></form><p>欢迎来到金城网，请输入。</p>"),
        ("login-wall", "登录 - 某网", "<form><p>用户名：<input></p><p>密码：<input type=password></p>记住我</form>"),
        ("login-wall", "谁在买房_某网", f"{MENU}<h1>谁在买房</h1><p>本文为付费内容，订阅后阅读全文。</p>"),
        ("login-wall", "谁在买房_某网", f"{MENU}<h1>谁在买房</h1>{META}<p>房价在涨，请登录后阅读全文。</p>{FOOT}"),
        ("login-wall", "谁在买房_某网", f"{MENU}<h1>谁在买房</h1>{META}<p>房价在涨。本文为付费内容。</p>{FOOT}"),
        ("login-wall", "谁在买房_某网", f"<h1>谁在买房</h1><p>房价在涨。登录后查看。</p>{FOOT}"),
        ("block-page", "403 Forbidden", "<h1>403 Forbidden</h1><p>You don't have permission. Powered by Tengine</p>"),
        ("block-page", "网站防火墙", "<h1>当前访问疑似黑客攻击，已被拦截</h1><p>2024-05-01 08:30:12</p>"),
        ("block-page", "提示", "<p>您的访问过于频繁，请稍后再试。</p>"),
        ("block-page", "安全验证", "<p>为了您的账号安全，请完成下方验证后继续访问</p><div id=nc></div>"),
        ("block-page", "Just a moment...", "<h1>Checking your browser before accessing example.com.</h1>"),
        ("block-page", "", "<script>location.href='/m/'</script>"),
        ("list-page", "搜索：黄河_某网", f"{MENU}<p>共找到 12,345 条结果</p>{SUMMARIES}{FOOT}"),
        ("list-page", "搜索：黄河_某网", f"{MENU}{SPACED}{FOOT}"),
        ("list-page", "某网首页", MENU + BOXES + FOOT),
        ("login-wall", "统一认证", "<form><input type=password></form><p>初始密码为身份证号后六位，请及时修改。</p>"),
        ("list-page", "某医院", f"{MENU}<h3>简介</h3><p>本院是一所综合医院…… <a href=/a>[详细]</a></p>{BOXES}"),
        ("list-page", "某医院", f"<h3>简介</h3><p>本院是一所综合医院，建于五十年代，床位八百张。（详情）</p>{FOOT}"),
        ("list-page", "某网首页", f"<p><a href=/x>2024-05-01 兰州发布</a></p><p>欢迎来到本站。</p>{MENU}{BOXES}{FOOT}"),
        ("list-page", "某书", f"<p>更新：2016-02-11</p><p>少年踏入江湖，卷入一场持续百年的恩怨之中。</p>{CHAPTERS}"),
        ("no-body", "联系我们-某公司", f"{MENU}<h1>联系我们</h1><p>地址：飞雁街118号</p><p>电话：0931-12345</p>"),
        ("no-body", "example.com", "<h1>该域名已过期</h1><p>This domain may be for sale.</p>"),
        ("no-body", "某网", "<frameset><frame src=a><frame src=b></frameset>"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused(reason: str, title: str, body: str) -> None:
    with pytest.raises(NotAnArticle) as caught:
        extract_article(page(body, title))
    assert caught.value.reason == reason, body


@pytest.mark.parametrize(
    "text",
    [
        '{"code": 0, "data": {"title": "黄河楼亮灯", "content": "<p>市民在黄河楼前拍照。</p>"}}',
        '[{"title": "黄河楼亮灯"}]',
        '<?xml version="1.0"?>\n<rss><channel><item><title>黄河楼亮灯</title></item></channel></rss>',
        "<!-- made by us --><urlset><url><loc>http://news.example.com/1.html</loc></url></urlset>",
    ],
)
def test_data_and_feeds_are_no_pages(text: str) -> None:
    with pytest.raises(NotAnArticle) as caught:
        extract_article(text.encode())
    assert caught.value.reason == "not-html"


def test_a_text_that_begins_with_a_bracket_is_no_data() -> None:
    text = "[金城晚报] 市民在黄河楼前拍照，孩子们在滑梯旁追逐，老人坐在长椅上晒太阳，一派热闹景象。"
    assert "市民在黄河楼前拍照" in extract_article(text.encode()).body


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("黄河楼亮灯", "<p><img src=/res/a.jpg width=600 height=400></p><p>市民在黄河楼前拍照。</p>"),
        ("组图：铁桥晚霞", "<p><img src=/res/a.jpg width=600 height=400></p><p>铁桥晚霞</p>"),
        ("兰州发布大风预警", "<p>兰州市气象台8时发布大风蓝色预警信号。</p>"),
        ("12306网站无法访问 铁路部门回应", "<p>有网友反映12306网站无法访问。铁路部门称，系统繁忙，稍后恢复。</p>"),
        ("视频平台：违规内容已被删除", "<p>某平台2日通报，一批虚假信息内容已被删除，相关账号被封禁。</p>"),
        ("医保局：登录后即可查询", "<p>市医保局介绍，市民登录后即可查询个人账户，不必再到窗口排队。</p>"),
        ("404航班今起停飞", "<p>航空公司3日宣布，404航班今起停飞，旅客可免费改签。</p>"),
        ("网站防火墙怎么选", "<p>专家说，网站防火墙能拦住多数攻击，小单位选云上的就够。</p>"),
        ("网购要先过滑动验证", "<p>记者试用发现，下单前要完成滑动验证，老人觉得麻烦。</p>"),
        ("秋日即景", "铁桥霜重马蹄轻<br>白塔云低雁有声<br>一水东流归不得<br>满城黄叶送秋行"),
    ],
)
def test_a_short_article_is_an_article_whatever_it_tells_of(title: str, text: str) -> None:
    article = extract_article(page(f"{MENU}<h1>{title}</h1>{META}<div class=c>{text}</div>{FOOT}", f"{title}_某网"))
    assert article.title == title
    assert article.body or article.images
    assert "频道" not in article.body


def test_among_many_lines_a_text_without_a_date_is_no_error_page() -> None:
    text = "<p>某平台通报，一批虚假信息内容已被删除，相关账号被封禁。</p>"
    lines = "".join(f"<p>第{i}期</p>" for i in range(40))
    markup = f"<h1>平台通报</h1><div>{text}</div><div>{lines}</div>"
    assert "账号被封禁" in extract_article(page(markup, "平台通报")).body


def test_a_text_among_many_links_needs_no_date() -> None:
    text = "滨河路的公园今天开放，市民可以免费入园，孩子们在滑梯旁追逐，老人坐在长椅上晒太阳。园内种了三千株牡丹，"
    text += "花期约有二十天，管理处提醒大家错峰前往，自驾的市民可以停在东门外的停车场，乘公交的市民在滨河路站下车。"
    markup = f"{MENU}<h1>公园开放</h1><div><p>{text}</p></div>{BOXES}"
    assert "免费入园" in extract_article(page(markup, "公园开放")).body


def test_a_text_that_tells_of_logging_in_needs_no_date() -> None:
    text = "市医保局介绍，新的平台今天上线，市民登录后即可查询个人账户和缴费记录，不必再到窗口排队等候。"
    text += "平台还开通了异地就医备案，老人可以由子女代为办理，全程只要三五分钟，"
    text += "结果用短信通知到本人，原来的窗口照常开放。"
    assert "异地就医" in extract_article(page(f"<h1>医保平台上线</h1><div><p>{text}</p></div>", "医保平台上线")).body


def test_the_chapters_of_a_regulation_are_no_table_of_contents() -> None:
    rules = "".join(f"<h3>第{i}章</h3><p>本办法自公布之日起施行。</p>" for i in "一二三四五六七八九十")
    links = "".join(f"<a href=/{i}>公告{i}</a><br>" for i in range(8))
    text = extract_article(page(f"{MENU}<h1>市容管理办法</h1>{META}<div>{rules}</div>{links}", "市容管理办法")).body
    assert "第三章" in text


def test_a_notice_that_asks_to_log_in_elsewhere_is_an_article() -> None:
    text = "<p>2024年4月15日</p><p>抽签结果已公布，请登录报名平台查询。</p><p>选手须于4月20日前缴费。</p>"
    assert "请登录报名平台查询" in extract_article(page(f"<h1>抽签结果公告</h1><div>{text}</div>", "抽签结果公告")).body
