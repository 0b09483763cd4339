"""兰州日报, e-paper lzrb.lzbs.com.cn. Grades: A seen on the site, B on copies, C inferred from the CMS, D unknown."""

from lanzhou_news.sites.base import SiteProfile, Template

PROFILE = SiteProfile(
    name="lzrb",
    title="兰州日报",  # A
    publisher="兰州日报社",  # A
    hosts=("lzrb.lzbs.com.cn", "rb.lzbs.com.cn"),  # B: in use about 2024; the older host second
    scheme="https",  # B
    start_urls=("https://lzrb.lzbs.com.cn/",),  # B (host); the start page redirects to the day's first page: C
    # C: both layouts of Founder e-papers, …/html/2023-11/23/content_123.htm and …/202311/23/content_123.html. Articles
    # have one page here; content_1_2.htm is the second article of page 1 (C), a number unique in its issue only.
    article_url=r"^/(?:[\w-]+/){0,5}(?P<date>\d{4}-?\d{2}/\d{2})/content_(?:(?P<id>\d+)|\d+_\d+)\.html?$",
    # C: the pages of an issue, and the start pages
    list_url=r"^/(?:[\w-]+/){0,7}(?:node_\w+\.html?|(?:paper)?index\.html?)?$",
    issue_page=r"^/(?:[\w-]+/){0,5}(?P<date>\d{4}-?\d{2}/\d{2})/node_\w+\.html?$",  # C
    issue_urls=(  # B for the layouts, D for the folders: what the start page links to is asked first
        "https://lzrb.lzbs.com.cn/html/%Y-%m/%d/node_1.htm",
        "https://lzrb.lzbs.com.cn/html/%Y-%m/%d/node_2.htm",
        "https://lzrb.lzbs.com.cn/lzrb/%Y%m/%d/node_01.html",
        "https://lzrb.lzbs.com.cn/lzrb/pc/layout/%Y%m/%d/node_01.html",
    ),
    templates=(
        Template(version="1", shapes=("founder-epaper",)),  # C: about 75 % sure
    ),
    boilerplate=(
        # B: header line of a page, "2 时 政 2023 年 11 月 23 日 星期四 责任编辑：… 组版：… 校对：…"
        r"^\d{1,2}\s*\S.{0,12}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*星期[一二三四五六日]$",
    ),
)
