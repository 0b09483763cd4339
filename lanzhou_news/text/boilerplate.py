"""Lines that are a page's furniture, by how they begin."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lanzhou_news.text.credits.tables import any_of, read

LONGEST = 400
"""Characters of the longest line a rule looks at, copyright notices excepted."""

SURROUND = 100
"""Blanks at both ends that such a line may have besides."""

_RULES: tuple[tuple[str, str], ...] = (
    # kind, pattern anchored at the start of the folded line; comments tell where the wording was seen
    (
        "copyright",
        r"(?:版权|免责|特别|郑重|法律|转载|侵权|著作权|原创|重要|本网|本站|网站|作品|投稿)(?:声明|说明|提示|须知|申明)\s*(?::|$|!)",
    ),
    ("copyright", r"(?:\W*)声明:.{0,60}(?:转载|版权|观点|立场|侵权|责任|投资|仅供参考)"),
    (
        "copyright",
        r"(?:\d[.、)]|[一二三四][、.]|\(\d\)|[*※①②③])?\s*凡.{0,30}(?:来源|注明|署名|转载|稿件|作品|标注).{0,80}(?:版权|转载|本网|稿件|授权|责任|本报)",
    ),
    (
        "copyright",
        r"(?:\d[.、)]|[*※])?\s*(?:本(?:网|站|报|文|公众号|平台|刊)|以上)?.{0,12}(?:未经.{0,20}(?:许可|授权|同意|允许|书面)).{0,40}(?:转载|使用|复制|镜像|摘编|建立)",
    ),
    (
        "copyright",
        r"(?:如|若)(?:本[网站文报]|有|涉及|您|作者|以上).{0,40}(?:版权|侵权|著作权|来源标注).{0,60}(?:联系|删除|来电|来函|告知|致电)",
    ),
    (
        "copyright",
        r"(?:本[网站文]|此文|该文|以上|文章)(?:的)?(?:内容|文章|信息|观点|图文|图片|所有|转载|刊载|发布|所载|仅|系|为)?.{0,30}(?:不代表|并不意味着?|与本[网站]).{0,12}(?:观点|立场|无关|赞同|意见)",
    ),
    ("copyright", r"(?:copyright|©|\(c\)\s?\d|版权所有|all rights? reserved)"),
    (
        "copyright",
        r"(?:本文|此文|本稿|文章)(?:章|稿|图文|内容)?(?:为|系|由).{0,30}(?:原创|首发|授权|撰写|整理|发布|供稿).{0,12}[,。].{0,60}(?:转载|出处|授权|版权|许可|注明)",
    ),
    ("copyright", r"(?:原创)?版权(?:所有|归|禁止|属于?).{0,30}(?:转载|所有|必究|使用|授权)"),
    (
        "copyright",
        r"转载(?:申请|事宜|请联系|须知)|(?:文中|部分|本文|以上)?(?:图片|图文|内容|文字|素材)?(?:均)?(?:来源于?|来自|转自)(?:于)?(?:网络|互联网).{0,12}(?:侵|删|版权|如有)",
    ),
    (
        "copyright",
        r"(?:如|若)(?:发现|因|有|对).{0,40}(?:侵权|版权|著作权).{0,60}(?:联系|删除|来电|来函|告知|致电|日内)",
    ),
    ("copyright", r"(?:如有)?侵(?:权)?(?:必)?删\W*$"),
    ("copyright", r"(?:授权|转载|引用).{0,10}(?:请|必须|须|务必|应当?)(?:注明|标明|联系|保留|经).{0,40}$"),
    ("copyright", r"(?:本[报网站]|兰州日报社?)(?:所有)?(?:自有)?版权(?:作品|文章)?[,，].{0,60}(?:转载|授权)"),
    (
        "share",
        r"(?:【?\s*)(?:分享(?:到|至|给|本文|按钮|让更多人看到)?|转发(?:到|至)?|一键分享|用微信扫码分享|点击分享|我要分享|推荐给好友|推荐给朋友)\s*(?::|】|$|微信|微博|朋友圈|qq|新浪|按钮)",
    ),
    ("correction", r"[【\[(]\s*(?:纠错|报错|责任编辑|挑错)\s*[】\])]\s*$"),
    ("print", r"[【\[(]?\s*(?:字号|字体|字体大小|文字大小|字体颜色|调整字号|文章字号)\s*(?::|】|$|选择|大|小|\s)"),
    (
        "print",
        r"[【\[(]?\s*大\s*[】\])|/]?\s*[【\[(]?\s*中\s*[】\])|/]?\s*[【\[(]?\s*小\s*[】\])]?(?:\W*(?:打印|关闭|收藏).*)?$",
    ),
    (
        "read-aloud",
        r"(?:智能朗读|语音播报|点击收听|听新闻|收听本文|语音朗读|朗读全文|播放语音|读报|点击播报本文|播报文章)\s*(?::|$|,|约)",
    ),
    (
        "qr",
        r"(?:请|微信|手机|打开微信|用微信|使用微信|点击|长按|扫一扫|扫描|扫码|识别).{0,16}(?:扫一扫|扫描|扫码|二维码|识别).{0,30}$",
    ),
    ("qr", r"(?:扫一扫|扫码|扫描)(?:在手机|分享|关注|下载|阅读|手机|上方|下方|左侧|右侧|二维码|,|$).{0,30}$"),
    ("qr", r"(?:手机(?:看|读|阅读|浏览|扫|查看)|在手机上(?:看|阅读)|手机打开).{0,14}$"),
    ("app", r"(?:点击|立即|马上|欢迎|请)?(?:下载|打开|安装)\W{0,2}.{0,16}(?:客户端|app|应用|手机版).{0,24}$"),
    ("app", r"(?:欢迎)?关注\W{0,3}.{0,20}(?:公众号|官方微信|官方微博|视频号|抖音号|客户端|订阅号|微信号|微博)"),
    ("app", r"(?:请|欢迎)?(?:点击|立即|马上)?下载.{0,16}(?:客户端|app).{0,60}$"),
    ("app", r"[^,。;]{0,30},?[^,。;]{0,10}尽在.{2,20}(?:app|客户端|公众号)\W*$"),
    ("app", r".{0,40}(?:粉丝福利|更多福利|加群|入群).{0,20}(?:扫描|扫码|二维码|关注|微信)"),
    ("app", r"关注.{2,16}\([a-z][a-z0-9_\-]{3,20}\).{0,30}$"),
    ("app", r"(?:喜欢|觉得不错|如果喜欢|点个|点击).{0,12}(?:点赞|在看|转发|右上角|点个)"),
    ("app", r"更多.{0,16}(?:请|敬请|欢迎)?(?:关注|下载|点击|登录|扫).{0,30}$"),
    ("app", r"(?:想要|想|要)?(?:获取|了解|看|查看)?更多(?:精彩|新闻|内容|资讯|详情|相关|>|\.|》).{0,20}$"),
    (
        "related",
        r"[【\[■◆●>》\s]*(?:相关|延伸|推荐|更多|热点|拓展|关联|近期|往期|精彩|热门|今日|编辑|猜你|为您|为你)(?:阅读|新闻|链接|报道|文章|专题|推荐|稿件|资讯|内容|回顾|图集|视频|日志|热点|喜欢|导读|荐读|文档|排行)(?:推荐|专题|回顾)?[】\]\s:>》]*(?:更多.{0,6})?$",
    ),
    ("related", r"(?:上一篇|下一篇|上一条|下一条|前一篇|后一篇|上一版|下一版|上篇|下篇)\s*(?::|>|\s|$|[《【\[(])"),
    (
        "related",
        r"(?:热门|点击|阅读|新闻|本周|本月|今日|周|月|24小时|评论|一周)(?:推荐|排行榜?|热点|新闻|排名|热榜|点击|热文)\s*$",
    ),
    (
        "related",
        r"(?:猜你喜欢|大家都在看|你可能感兴趣|推荐阅读|最新文章|最新资讯|热门标签|本栏目最新|图片新闻|热图推荐|精彩图片)\W*$",
    ),
    ("pager", r"(?>上一页|下一页|[共第]\d+页|\d++|[\[\]<>|.…\s·»«]++)++$"),
    ("footer", r"[^,。:]{0,8}(?:报料|爆料|新闻热线|采编热线)\W{0,2}(?:热线|电话|邮箱)?\s*:?\s*[\d(][\d()\-– ]{6,}\W*$"),
    ("read-aloud", r"\d\d:\d\d\s*/\s*\d\d:\d\d$"),
    ("rule", r"[\W_]*(?:分隔线|分割线)?[\W_]*$"),
    ("related", r"共(?:找到|有)?\s*[\d,]+\s*(?:个|条|篇)相关"),
    ("tags", r"(?:文章)?(?:标签|关键词|关键字|话题|tags?)\s*:.{0,80}$"),
    ("link", r"(?:本文|文章|原文)?(?:来源)?(?:链接|网址|地址|永久链接|来源地址)\s*:\s*(?:https?:|www\.|/).{0,120}$"),
    ("link", r"(?:本文标题|当前网址)\s*:.{0,80}$"),
    ("original-title", r"[(【\[]?\s*原(?:标题|题|文标题|副标题)\s*(?::|为)"),
    (
        "comments",
        r"(?:网友|最新|热门|精彩|全部|我要|发表|查看|参与|用户|文章|读者)(?:评论|留言|跟帖|回复|讨论|点评)\W*(?:\(?\d*\)?(?:条|人参与)?)?.{0,16}$",
    ),
    (
        "comments",
        r"(?:网友评论仅供|评论仅供|文明上网|请遵守|请登录后|登录后|您还没有登录|还可以?输入|发表评论|我来说两句|暂无评论|评论\(?\d*\)?\s*$|已有\d+人|共有?\d+条评论|抢沙发|昵称|用户名|匿名发表|验证码|遵纪守法)",
    ),
    ("comments", r"\d+\s*(?:条)?(?:评论|跟帖|回复)\W*$"),
    ("meta", r"\d*\s*次(?:浏览|阅读|点击)$"),
    (
        "imprint",
        r"(?:主办|承办|主管|协办)(?:单位)?\s*:|(?:技术支持|网站标识码|值班电话|网站管理|邮编|地址)\s*:.{0,60}$",
    ),
    ("meta", r"(?:阅读|浏览|点击|人气|访问)(?:量|数|次数)?\s*(?::|\()?\s*\d[\d,万+]*\)?\s*次?$"),
    ("meta", r"(?:您的?(?:现在|当前)?(?:的)?位置|当前位置|所在位置|您所在的位置|您现在的位置)\s*(?::|是|>)"),
    (
        "footer",
        r".{0,30}(?:icp备|icp证|公网安备|增值电信业务|互联网新闻信息服务许可|广播电视节目制作经营许可|网络文化经营许可)",
    ),
    (
        "footer",
        r"(?:新闻热线|举报电话|(?:网络|网上)?(?:违法和|有害)?不良信息|投稿邮箱|广告热线|客服热线|新闻爆料|报料热线|爆料电话|编辑邮箱|不良信息举报).{0,4}:?.{0,60}$",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _RULES)
_FIRST = re.compile("|".join(f"(?:{pattern})" for _, pattern in _RULES), re.IGNORECASE)
_CMS_TAIL = re.compile(
    r"(?:\s*(?:\d{4}-\d{2}-\d{2}|<!--\s*(?:enp|mp)property))?[^。！？]{0,600}?/(?:enp|mp)property-->\s*$"
)
_NOTICE_END = re.compile(r"\s*[【\[(（]\s*(?:纠错|我要纠错|报错|挑错|关闭|打印)\s*[】\])）]\s*$")
_TEXT_ENDS = ("。", "！", "？", "”", "）", "…", ".")
_LEGAL = re.compile(
    "版权|转载|授权|许可|侵权|著作权|稿件|本网|本站|注明|来源|联系|法律责任|观点|立场|免责|镜像|删除|真实性"
)
_FOLD = str.maketrans("：，；！（）［］｜／＞．　\u00a0“”", ':,;!()[]|/>.  ""')

HEAD_AND_TAIL_ONLY = frozenset({"meta", "imprint"})
"""Kinds that may also be text: they leave head and tail, never the body."""
BORDERS = frozenset(("copyright", "related", "comments"))
"""Kinds after which nothing of the article follows."""


LONGEST_CONTROLS = 80
"""Characters of the longest line that may consist of controls: a row of share buttons has some 60."""


@cache
def _controls() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """A line of controls, its first word, and the kind of each word; the words stand in ``data/furniture.txt``."""
    table = read("furniture.txt", "lanzhou_news.text")
    kinds = {word.lower(): name for name, words in table.items() for word in words}
    word = any_of(kinds)
    line = rf"[\W_]*+(?>(?:{word}|\d+)[\W_]*)++"
    return re.compile(line, re.IGNORECASE), re.compile(rf"[\W\d_]*({word})", re.IGNORECASE), kinds


def _control_kind(text: str) -> str | None:
    """Kind of a line that holds nothing but controls, by its first."""
    line, first, kinds = _controls()
    if len(text) > LONGEST_CONTROLS or line.fullmatch(text) is None:
        return None
    word = first.match(text)
    return kinds[word[1].lower()] if word is not None else None


def kind(line: str) -> str | None:
    """Kind of furniture a line is, or None for anything that may be text.

    Rules look at how a line begins, so a sentence that mentions 版权声明 or 责任编辑 is safe.

    >>> kind("版权声明:"), kind("扫一扫在手机打开当前页"), kind("他说，版权声明制度应当完善。")
    ('copyright', 'qr', None)
    """
    return _kind(line) if len(line) <= LONGEST + SURROUND else None


@lru_cache(maxsize=2048)
def _kind(line: str) -> str | None:
    """Cached: the steps ask several times, and the pages of a site share their furniture."""
    text = line.translate(_FOLD).strip()
    if not text or len(text) > LONGEST:
        return None
    controls = _control_kind(text)
    if controls is not None:
        return controls
    if _FIRST.match(text) is None:
        return None
    return next((name for name, pattern in _COMPILED if pattern.match(text)), None)


def is_legal(line: str) -> bool:
    """Does a line read like a copyright notice (three different legal words)?

    >>> is_legal("授权转载必须注明来源为本网，侵权必究。")
    True
    """
    return len(set(_LEGAL.findall(line))) >= 3


def cut_leaks(line: str) -> tuple[str, str]:
    """A line without a leaked CMS comment or 【纠错】 at its end, and what was cut.

    >>> cut_leaks("春天来了。 2024-02-03 2 2 周口晚报 content_100200.html 1 /enpproperty-->")
    ('春天来了。', '2024-02-03 2 2 周口晚报 content_100200.html 1 /enpproperty-->')
    """
    kept = line
    if "property-->" in kept[-40:]:
        found = _CMS_TAIL.search(kept, max(0, len(kept) - 700))
        if found is not None:
            kept = kept[: found.start()].rstrip()
    found = _NOTICE_END.search(kept[-12:])
    if found is not None:
        text = kept[: len(kept) - (min(12, len(kept)) - found.start())].rstrip()
        kept = text if text.endswith(_TEXT_ENDS) else kept
    return kept, line[len(kept) :].strip()
