"""中国甘肃网 gansu.gscn.com.cn. Grades: A seen on the site, B on copies, C inferred from the CMS, D unknown."""

from lanzhou_news.sites.base import SiteProfile, Template

PROFILE = SiteProfile(
    name="gscn",
    title="中国甘肃网",  # A
    publisher="中国甘肃网",  # A: its dateline is 中国甘肃网5月25日讯; the legal body behind it: D
    hosts=("gansu.gscn.com.cn",),  # A; other channels have hosts of their own: D
    start_urls=("http://gansu.gscn.com.cn/",),  # A (host); what the page holds: D
    # A: /system/2017/05/25/011711956.shtml; following pages _2: C
    article_url=r"^/system/(?P<date>\d{4}/\d{2}/\d{2})/(?P<id>\d+)(?:_(?P<page>\d+))?\.s?html?$",
    # C: channel folders and their index pages
    list_url=r"^/(?:[\w-]+/){0,4}(?:index(?:_\d+)?\.s?html?)?$",
    templates=(
        Template(
            version="1", shapes=("system", "trs")
        ),  # C: no markup of the site was seen, the generic reader decides
    ),
)
