"""Spam copies of www.lzbs.com.cn. Grades: A seen on the site, B on copies, C inferred from the CMS, D unknown."""

from lanzhou_news.sites import lanzhou
from lanzhou_news.sites.base import SiteProfile, Template

PROFILE = SiteProfile(
    name="lanzhou_mirrors",
    title=lanzhou.PROFILE.title,  # B: copies print the original's words, so 本报 and inferred sources mean the original
    publisher=lanzhou.PROFILE.publisher,  # B
    copies=lanzhou.PROFILE.name,
    hosts=tuple(lanzhou.PROFILE.mirrors),  # B
    start_urls=tuple(f"http://{host}/" for host in lanzhou.PROFILE.mirrors),  # D: what the pages hold
    article_url=lanzhou.PROFILE.article_url,  # B: copies keep the original path
    list_url=lanzhou.PROFILE.list_url,  # D
    templates=(Template(version="1", shapes=()),),  # B: copies lost the markers of the CMS, the generic reader decides
    boilerplate=lanzhou.PROFILE.boilerplate,  # C
)
