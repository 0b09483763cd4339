"""每日甘肃网 gansu.gansudaily.com.cn. Grades: A seen on the site, B on copies, C inferred from the CMS, D unknown."""

from lanzhou_news.sites.base import SiteProfile, Template

PROFILE = SiteProfile(
    name="gansudaily",
    title="每日甘肃网",  # A
    publisher="甘肃日报社",  # B: the site is 甘肃日报's; its e-papers stand on szb.gansudaily.com.cn
    hosts=("gansu.gansudaily.com.cn",),  # A; other channels have hosts of their own: D
    start_urls=("http://gansu.gansudaily.com.cn/",),  # A (host); what the page holds: D
    # A: /system/2020/11/16/030203652.shtml; following pages _2: C
    article_url=r"^/system/(?P<date>\d{4}/\d{2}/\d{2})/(?P<id>\d+)(?:_(?P<page>\d+))?\.s?html?$",
    # C: channel folders and their index pages
    list_url=r"^/(?:[\w-]+/){0,4}(?:index(?:_\d+)?\.s?html?)?$",
    templates=(
        Template(
            version="1", shapes=("system", "trs")
        ),  # C: no markup of the site was seen, the generic reader decides
    ),
    self_names=("本报", "本网"),
)
