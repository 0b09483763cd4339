"""Words by which Chinese pages mark their parts: class names, borders, meta lines, notices. Data for the readers."""

from __future__ import annotations

import re
from functools import lru_cache

from lanzhou_news.extract.both_scripts import in_both, in_either

GOOD_HINT = re.compile(
    r"artibody|article[-_]?(?:body|content|text|con\b|cont\b|detail)|post[-_]?(?:body|content|text|con)|entry[-_]?content"
    r"|news[-_]?(?:body|content|text|detail|con\b)|trs_editor|trs_preappend|rm_txt_con|content[-_]?(?:area|text|main|body|box)"
    r"|main[-_]?content|detail[-_]?(?:content|body|text)|left_zw|js_content|rich_media_content|endtext|cont(?:ent)?txt"
    r"|\bozoom\b|\bzoom\b|\bp-detail\b|\bucap-content\b|\bview\b|\bartical|\barticle\b|\btext\b|\bcontent\b|fontzoom|l17\b"
)
"""class/id words of body containers on Chinese sites and CMSs.

新浪 artibody, 网易 endText/post_body, 搜狐 fontzoom, 人民网 rm_txt_con, 中新网 left_zw, 新华网 p-detail,
微信 js_content, TRS trs_editor, 政府网 ucap-content, WordPress entry-content."""
BAD_HINT = re.compile(
    r"comment|reply|review|footer|\bfoot|copyright|sidebar|side[-_]?(?:bar|box|nav)|aside|related|relat|recommend|\bnav|menu"
    r"|breadcrumb|crumb|\bhot|rank|share|\btop(?:bar|nav|ic)?\b|banner|advert|\bads?\b|\blogin|\bpage(?:r|s|bar|nav)?\b|links?\b"
    r"|tool(?:bar|s)?\b|\btags?\b|pinglun|xgxw|xgwz|tuijian|paihang|disclaimer|statement|promo|widget|qrcode|subscribe"
    r"|author[-_]?(?:intro|bio|desc|profile|card)"
)
"""class/id words of furniture."""

KICKER_HINT = re.compile(
    r"pre[-_]?title|intro[-_]?title|shoulder|jian[-_]?ti|yin[-_]?ti|kicker|eyebrow|\bpre\b|\bytitle|\bjbt\b"
)
"""人民网 h3.pre, Founder pretitle and introtitle, pinyin of 肩题 and 引题."""
SUBTITLE_HINT = re.compile(
    r"sub[-_]?(?:title|head)|fu[-_]?(?:title|bt|biaoti|ti\b)|second[-_]?title|vice[-_]?title|\bsub\b|\bfbt\b|deck\b"
)
"""人民网 h4.sub, Founder subtitle, 新浪 second-title, pinyin of 副标题."""
DASH = re.compile(r"^(?:—|―|－{2}|-{2})")
"""A 副题 begins with a dash in print."""

COMMENTS = in_both(
    r"(?:^\W{0,3}|我要|我来|网友|请|快速|匿名|登录后?|立即|[位人])发表评论|(?:^\W{0,3}[\u4e00-\u9fff]{0,4}|[\d条篇]\s?)网友评论|我要评论|我来说两句|最新评论|评论列表|全部评论|(?:\d|全部|更多|共)\s?[条篇件]评论|^\W{0,3}[条篇件]评论|回复主题|回复线索|发表回复|查看评论"
    r"|^\W{0,3}(?:网友|读者|文章|精彩|热门)?(?:评论|留言|回复|跟[贴帖])\s*[(（]?\d*[)）]?\s*[:：]?$|^#\s?(?i:re)[:：]|阅读\W{0,2}\d+.{0,6}评论"
    r"|(?i:Trackback)|通告引用|主题已经?关闭"
)
"""Short lines after which readers' comments stand."""
POSTED = in_both(
    r"发表于|发布于|回复于|\d{1,4}\s?楼\b|[赞顶踩]\s?[\[(（]\d|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}:\d\d|^(?:沙发|板凳|顶)"
)
"""Signs of a reader's post: when, where in the thread, how many liked it."""
STOP = in_both(
    r"相关(?:阅读|新闻|链接|报道|文章|专题|内容|资讯|推荐|稿件)\s*(?:[:：>]|$)|(?:延伸|推荐|拓展)\W{0,3}(?:阅读|推荐)\s*(?:[:：>]|$)"
    r"|^[【\[(（]?(?:上|下)一(?:篇|条)|猜你喜欢|热门(?:推荐|文章|新闻)|(?:点击|阅读)排行"
    r"|^\W{0,3}[\u4e00-\u9fff]{0,8}排行榜?\W{0,3}$|^\W{0,3}(?:最新|热门|精彩|今日|编辑|本站)推荐\W{0,3}$"
    r"|^\W{0,2}(?:版权|免责|特别)(?:声明|说明)|分享(?:到|至)\s*(?:[:：]|$|微|新浪|[Qq]{2}|朋友)|更多(?:精彩|新闻)\W|友情链接|更多>>"
)
"""Short lines that stand between an article and something else: related links, other posts, the footer."""
_BORDER_SIGN = in_both("[评复留跟句通题#Tt关伸荐拓篇条猜门排明享更友]")
"""Every phrase of these two patterns has one of these characters; most lines have none and need no further look."""
FOOTER = in_both(
    r"(?i:Copyright)|版权所有(?![者人权])|(?i:ICP)\s?[备证]|(?i:All rights? reserved)|网安备"
    r"|许可证\W{0,3}(?:编?号)?\W{0,3}[\w(（]{0,4}\d|主办(?:单位)?[:：].{0,60}(?:网站标识码|技术支持)|网站标识码|(?<!\S)技术支持\s?[:：]"
)
"""Words of the page's footer."""
_FOOTER_START = in_both("[CcIiİıAa版网许主技]")
"""First characters of these words."""
MAX_STOP = 60
"""Longest line taken as such a border."""
MAX_FOOTER = 200
"""Longest line taken as part of the footer."""
_DATED = in_both(
    r"(?:19|20)\d{2}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}日?[\s/]*"
    r"(?:\d{1,2}[:：]\d{2}|.{0,20}(?:来源|作者|编辑|点击|浏览|阅读|人[气氣]|发[布佈](?!(?![于於者人时单机])[一-鿿]{4})|稿源|转自|转载自|摘自))"
    r"|^\d{2}-\d{2}-\d{2} \d{1,2}:\d{2}"
    r"|^(?:(?:Posted )?[Bb]y .{1,20} )?(?:Posted )?(?:[Oo]n )?[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d{2}[ -~·•]{0,40}$"
    r"|^[^，。；！？：|｜]{2,12}\s?[|｜]\s?(?:19|20)\d{2}[-年/.]\d{1,2}[-月/.]\d{1,2}日?$"
)
"""A day followed by a time or by a word of meta lines. Sentences have that too: 2015年12月21日，三人发布新专辑。"""
_LABELLED = in_both(
    r"^(?:[您你]|当前|所在|现在|的)+(?:位置|所在)"
    r"|^(?:发[布佈表]|更新|时间|日期|来源|稿源|作者)(?:时间|日期|[于於])?\s?[:：].{0,40}"
    r"(?:(?:19|20)\d{2}|\d{1,2}[-月/.]\d{1,2}|二[〇○零]..年)"
    r"|^(?:公[告布佈]|建立|修改|修正|張貼|上稿|上[傳版]|最後更新)(?:日期|時間)\s?[:：]\s?1?\d\d"
    r"|^(?:发[布佈表]|更[新改]|修改)(?:时间|日期) "
    r"(?:\d{1,2}-\d{1,2}-(?:19|20)\d\d|(?:19|20)\d\d[-年/. ]\s?\d{1,2}[-月/. ])"
    r"|(?:发[布佈表]|更新|上传|录入|添加)(?:时间|日期)\s?[:：]\s?(?:(?:19|20)\d{2}|1\d\d[-./年]\d)"
    r"|(?:来源|稿源)[:：].{1,30}(?:19|20)\d{2}\W\d{1,2}\W\d{1,2}|字(?:号|体)\s?[:：]"
)
_LABEL_SIGN = in_both("[位所:：]|[间期] ")
"""Every phrase of this pattern has one of these characters."""
_ITEM = r"\W{0,3}(?:[一二三四五六七八九十\d]{1,2}\s?[、.．)）])?\s*"
EVENT_WHEN = re.compile(rf"{_ITEM}(?:时\s{{0,4}}间|日\s{{0,4}}期)\s*[:：]")
EVENT_OTHER = re.compile(
    rf"{_ITEM}(?:[\u4e00-\u9fff]{{0,4}}(?:地\s{{0,4}}点|地\s{{0,4}}址)|人\s{{0,4}}物|嘉\s{{0,4}}宾|主\s{{0,4}}题|对象|主持|主讲|出席|参加|票价|线路|科\s{{0,4}}目|项目|范围|路段)[^:：]{{0,4}}[:：]"
)
"""时间：… beside 地点：… is when something takes place, no publication."""
LABELLED_ENTRY = in_both(
    r"^\W{0,3}(?:文章|本文|稿件|信息)?(?:关键[词字]|标签|来源|稿源|出处|作者|责任编辑|责编|编辑|审核)\s?[:：]|^(?i:tags?)\s?[:：]"
)
"""Openings of lines that name a property of the article: outside the text's own box they are no text."""
_LABEL = in_both(r"(?:来源|作者|编辑|稿源|出处|转自|点击|浏览|阅读|人气)(?:次数|数|量)?\s?[:：]")
MAX_META = 120
"""Longest breadcrumb or line with date and source above the text."""
LEGAL = in_either(
    r"转载|版权|著作权|侵权|免责|法律责任|本[网站报社]|书面|授权|盗用|稿件|与我们联系|本网联系|观点|立场|投稿|举报"
)
LEGAL_MARKS = 4
"""A line with so many different of these words is a legal notice, not text."""
MARK_EVERY = 30
"""Characters to each of them in a notice, at most: a long paragraph with a disclaimer behind it is text."""
LATE = 120
"""Characters before the first of them from which on there is a text that the notice is glued to."""
_SPEAKS_OF_PAGE = in_either(
    "本[网站报社刊台文号平]|我[们司]|凡|如[有果涉需]|若|请|(?<!著)作者|所有|仅供|必究|@|[Cc]opyright|©"
)
"""… when it speaks of the page or to the reader; an article about copyright does not."""

_PROSE = re.compile(r"[，。；]")
_WIDE_DIGIT = re.compile("[０-９]")
_NARROW = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")


@lru_cache(maxsize=4096)
def is_meta_line(text: str) -> bool:
    """Is a line a breadcrumb or one with date, source, reader's tools, as they stand above the text?

    >>> is_meta_line("2024-05-01 08:30 来源：兰州晚报"), is_meta_line("2024年5月1日10:30，市民报警。")
    (True, False)
    """
    if len(text) > MAX_META:
        return False
    if _WIDE_DIGIT.search(text) is not None:
        text = text.translate(_NARROW)
    if _LABEL_SIGN.search(text) and _LABELLED.search(text):
        return True
    return _DATED.search(text) is not None and (_PROSE.search(text) is None or _LABEL.search(text) is not None)


def is_event_time(text: str, *beside: str) -> bool:
    """Is a line when something takes place, told by the lines beside it?

    >>> is_event_time("时间：2024年5月1日", "地点：金城剧院"), is_event_time("时间：2024年5月1日", "来源：兰州晚报")
    (True, False)
    """
    return EVENT_WHEN.match(text) is not None and any(map(EVENT_OTHER.match, beside))


def is_notice(text: str) -> bool:
    """Is a line a legal notice of the page?

    >>> is_notice("凡本网注明来源的稿件，未经授权不得转载，版权归本网所有。")
    True
    """
    first = LEGAL.search(text)
    if first is None or first.start() > LATE:
        return False
    marks = LEGAL.findall(text)
    dense = len(set(marks)) >= LEGAL_MARKS and len(marks) * MARK_EVERY >= len(text)
    return dense and _SPEAKS_OF_PAGE.search(text) is not None


@lru_cache(maxsize=4096)
def names_furniture(hint: str) -> bool:
    """Do class and id of a box name furniture, and nothing that names a text?

    Cached: the pages of one site share their class names.

    >>> names_furniture("sidebar-right")
    True
    """
    return BAD_HINT.search(hint) is not None and GOOD_HINT.search(hint) is None


@lru_cache(maxsize=4096)
def is_border(text: str) -> bool:
    """Does a line stand between an article and something else?

    >>> is_border("相关新闻：")
    True
    """
    if (start := _FOOTER_START.search(text)) and (found := FOOTER.search(text, start.start())):
        told = text.endswith(("。", "！", "？", "”")) and _PROSE.search(text, 0, found.start())
        return not told  # 记者查到，该网站的备案号为…ICP备…号。
    if len(text) > MAX_STOP or _BORDER_SIGN.search(text) is None or _PROSE.search(text):
        return False
    return STOP.search(text) is not None or COMMENTS.search(text) is not None
