"""中新网甘肃 www.gs.chinanews.com.cn. Grades: A seen on the site, B on copies, C inferred from the CMS, D unknown."""

from lanzhou_news.sites.base import SiteProfile, Template

PROFILE = SiteProfile(
    name="chinanews_gs",
    title="中新网甘肃",  # A
    publisher="中国新闻社",  # B: 中新网 is the web site of 中国新闻社
    hosts=("www.gs.chinanews.com.cn",),  # A
    scheme="https",  # A
    start_urls=("https://www.gs.chinanews.com.cn/",),  # A (host); what the page holds: D
    # A: /news/2026/03-18/391028.shtml
    article_url=r"^/(?P<section>[\w/-]+?)/(?P<date>\d{4}/\d{2}-\d{2})/(?P<id>\d+)(?:_(?P<page>\d+))?\.s?html?$",
    # C: channel folders and their index pages
    list_url=r"^/(?:[\w-]+/){0,3}(?:index(?:_\d+)?\.s?html?)?$",
    templates=(
        Template(version="1", shapes=("chinanews",)),  # C: the boxes of the national site
    ),
    sections={
        "news": "新闻",  # C
    },
)
