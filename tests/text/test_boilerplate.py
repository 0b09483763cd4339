"""Furniture is known by how a line begins; text that mentions the same words stays."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lanzhou_news.text.boilerplate import cut_leaks, is_legal, kind
from lanzhou_news.text.notices import RULES

FURNITURE = {
    "copyright": (
        "版权声明:",
        "版权声明：",
        '凡文章来源为"兰州新闻网"的稿件,均为兰州新闻网独家版权所有,未经许可不得转载或镜像。',
        "免责声明：本文仅代表作者个人观点。",
        "凡本网注明来源的作品，未经本网授权不得转载。",
        "未经授权，不得转载或建立镜像，违者依法追究责任。",
        "Copyright © 2024 All Rights Reserved",
        "如涉及版权等问题，请在两周内来电联系。",
        "（本文不代表本网观点）"[1:-1],
        "声明：转载此文是出于传递更多信息之目的，版权归原作者所有。",
    ),
    "share": ("分享到：", "分享到：微信 微博", "QQ空间 新浪微博 微信", "微信", "分享让更多人看到", "【分享】"),
    "print": ("【打印】 【关闭】", "打印本页", "字号：大 中 小", "大 中 小", "[字体：大 中 小]", "关闭窗口"),
    "read-aloud": ("智能朗读：", "点击收听", "语音播报"),
    "qr": (
        "\\n扫描二维码查看新闻视频",
        "扫一扫在手机打开当前页",
        "微信扫一扫，分享到朋友圈",
        "手机看新闻",
        "长按识别二维码关注我们",
    ),
    "app": ("点击下载新甘肃客户端", "欢迎关注兰州发布官方微信", "打开APP，查看更多内容"),
    "related": ("相关阅读：", "【相关新闻】", "■相关链接", "上一篇：黄河岸边", "下一篇 没有了", "猜你喜欢", "推荐阅读"),
    "pager": ("上一页 1 2 3 下一页", "[1] [2] [3]", "全文阅读", "首页 上一页 1 2 下一页 末页"),
    "advert": ("广告", "【广告】"),
    "paywall": (
        "本文为付费内容，您还可阅读剩余80%，请开通会员后继续阅读",
        "登录后继续阅读",
        "试读结束，购买后阅读全文",
    ),
    "original-title": ("原标题：黄河岸边添新绿", "（原标题：黄河）"),
    "correction": ("【纠错】", "[责任编辑]"),
    "comments": ("网友评论仅供其表达个人看法，并不表明本网立场。", "发表评论", "我来说两句", "最新评论（12）"),
    "footer": ("陇ICP备05000000号", "关于我们 | 联系我们 | 网站地图", "返回首页"),
    "meta": ("阅读量：1203", "您的位置：首页 > 新闻"),
}
TEXT = (
    "他说，版权声明制度应当完善。",
    "版权保护宣传周启动",
    "本文记录的是一家付费自习室里的年轻人。",
    "购买门票的市民登录后查看了余票。",
    "分享会现场气氛热烈，读者纷纷提问。",
    "打印店老板告诉记者，生意好了不少。",
    "微信支付在菜市场已经普及。",
    "扫码骑行的市民越来越多，停放秩序也好了。",
    "手机看病让老人少跑了路，医院为此改造了系统。",
    "相关部门表示，将加强监管。",
    "相关阅读活动将持续到月底。",
    "下一页人生，从这里翻开",
    "广告牌坠落砸中车辆",
    "大中小学思政课一体化建设推进会召开",
    "原标题党的做法应当摒弃",
    "评论员：这座城市的温度",
    "首页大图展示了黄河的四季",
    "责任编辑制度改革座谈会召开",
    "打开心扉，才能走得更远。",
    "更多市民走进书店，选择在这里过周末。",
    "下载量突破百万",
    "关注民生，就是关注未来。",
    "如有涉及拆迁的问题，居民可到社区咨询。",
    "收藏家捐出了三百件展品",
    "推荐",
    "兰州",
    "",
)


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, lines in FURNITURE.items() for line in lines])
def test_a_line_of_furniture_is_known_by_kind(name: str, line: str) -> None:
    assert kind(line) == name, line


CASES = json.loads((Path(__file__).parents[1] / "cases" / "furniture.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "line",
    [
        "本帖最后由 山里娃 于 2012-5-13 21:20 编辑",
        "某某网站，版权专有；引用转载，注明出处。",
        "有问题？问名医！10分钟内回复",
        "遇到法律问题，点击咨询在线律师，最快3分钟得到答复",
        "最佳答案",
        "本回答由提问者推荐",
        "该文章对我有帮助 顶(12) 踩(3)",
        "编辑短信“ZX”到1066，下载新歌彩铃，2元/首",
        "web@example.com",
        "以上信息由某某网整理，仅供参考，不作为诊断及医疗依据",
        "如果侵犯了你的权益请来信告知我们删除。邮箱：dg@example.com",
        "目前有 3 条评论",
    ],
)
def test_prompts_and_notices_of_forums_portals_and_answers_are_furniture(line: str) -> None:
    assert kind(line) is not None, line


@pytest.mark.parametrize(
    "line",
    [
        "编辑短信发送到12345，就能查询余额。",
        "最佳答案往往来自群众。",
        "有问题，找律师，这是他常挂在嘴边的话。",
        "如果侵犯了你的名誉权，你可以向法院起诉。",
        "这些资料不作为定案依据，法院认为证据不足。",
    ],
)
def test_sentences_that_begin_like_such_prompts_are_text(line: str) -> None:
    assert kind(line) is None, line


def test_rules_are_written_in_lower_case_and_match_any_case() -> None:
    assert [rule for _, rule in RULES if re.search("[A-Z]", re.sub(r"\\.", "", rule))] == []
    assert [kind(line) for line in ("COPYRIGHT © 2024", "copyright © 2024", "打开App", "打开APP")] == [
        "copyright",
        "copyright",
        "app",
        "app",
    ]


@pytest.mark.parametrize("line", CASES["furniture"])
def test_the_controls_and_notices_of_many_sites_are_furniture(line: str) -> None:
    assert kind(line) is not None, line


@pytest.mark.parametrize("line", CASES["text"])
def test_sentences_and_headlines_with_the_same_words_are_text(line: str) -> None:
    assert kind(line) is None, line


@pytest.mark.parametrize(
    "line", ["1" * 79 + "x", "微信好友" * 19 + "x", "赞 " * 39 + "x", "[1]" * 120 + "x", "分享" * 190]
)
def test_a_line_made_to_be_tried_again_and_again_takes_no_time(line: str) -> None:
    started = time.process_time()
    kind(line)
    assert time.process_time() - started < 0.25


@pytest.mark.parametrize("line", TEXT[:-3])
def test_text_that_mentions_the_words_stays(line: str) -> None:
    assert kind(line) is None, line


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("春天来了。 2024-02-03 2 2 周口晚报 content_100200.html 1 /enpproperty-->", "春天来了。"),
        ("春天来了。<!--enpproperty <articleid>1</articleid>/enpproperty-->", "春天来了。"),
        ("春天来了。【纠错】", "春天来了。"),
        ("春天来了。[打印]", "春天来了。"),
        ("作者：张明 李华返回金城，查看更多", "作者：张明 李华"),
        ("他返回家乡，查看更多资料。", "他返回家乡，查看更多资料。"),
        ("春天来了。", "春天来了。"),
        ("请点击【纠错】按钮提交意见。", "请点击【纠错】按钮提交意见。"),
    ],
)
def test_leaked_markup_is_cut_from_the_end(line: str, kept: str) -> None:
    assert cut_leaks(line)[0] == kept
    assert "".join(cut_leaks(line)).replace(" ", "") == line.replace(" ", "")


def test_a_legal_notice_is_told_from_a_sentence_with_one_legal_word() -> None:
    assert is_legal("授权转载必须注明来源为本网，侵权必究。")
    assert not is_legal("他把来源写在了纸条上。")


@given(st.text(max_size=500))
@settings(max_examples=300, deadline=None)
def test_any_text_is_judged_and_cut_without_loss(line: str) -> None:
    kind(line)
    kept, cut = cut_leaks(line)
    assert line.startswith(kept)
    assert cut in line


@pytest.mark.parametrize("piece", ["打印", "[1]", " ", "大 中 小 ", "<!--enpproperty", "凡", "分享到：", "关于我们 |"])
def test_a_line_of_100_kilobytes_takes_no_time(piece: str) -> None:
    line = piece * (100_000 // len(piece))
    started = time.process_time()
    kind(line)
    cut_leaks(line)
    kind(line[:400])
    cut_leaks(line + "/enpproperty-->")
    assert time.process_time() - started < 0.2
