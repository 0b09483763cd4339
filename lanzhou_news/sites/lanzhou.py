"""兰州新闻网 www.lzbs.com.cn. Grades: A seen on the site, B on copies, C inferred from the CMS, D unknown."""

from lanzhou_news.sites.base import SiteProfile, Template

PROFILE = SiteProfile(
    name="lanzhou",
    title="兰州新闻网",  # A
    publisher="兰州日报社",  # A
    hosts=("www.lzbs.com.cn", "lzbs.com.cn"),  # www A, bare host C
    start_urls=(
        "http://www.lzbs.com.cn/",  # A (host); what the page holds: D
        "http://www.lzbs.com.cn/lanzhounews/",  # A (channel directory); that it answers: D
    ),
    # A: /lanzhounews/2023-09/23/content_505014617.htm; _2 and _0 pages: B (seen on another site); .html: C
    article_url=r"^/(?P<section>[\w/-]+?)/(?P<date>\d{4}-\d{2}/\d{2})/content_(?P<id>\d+)(?:_(?P<page>\d+))?\.html?$",
    # C: node_<id>.htm and index.htm, following pages _2, _3 …; plain channel directories: D, so tolerated
    list_url=r"^/(?:[\w-]+/){0,4}(?:node_\d+(?:_\d+)?\.html?|index(?:_\d+)?\.s?html?)?$",
    templates=(
        Template(version="1", shapes=("founder-web",)),  # C: about 75 % sure
    ),
    sections={
        "lanzhounews": "新闻中心>兰州新闻",  # A
    },
    mirrors={
        # B: copies of lzbs articles keep the original path
        "www.ifyoulikebooks.com": r"(?P<path>/[\w-]+/\d{4}-\d{2}/\d{2}/content_\d+\.html?)$",
        "www.fcgxiehui.com": r"(?P<path>/[\w-]+/\d{4}-\d{2}/\d{2}/content_\d+\.html?)$",
    },
    boilerplate=(
        r"^智能朗读[:：]?$",  # A
        r"^手机兰州新闻网$",  # A
    ),
)
