"""The e-papers' hosts: from a path to a page of an issue or an article, and the gold records of the week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import escape

from lanzhou_news.replica.epaper import Issues, Paper, Placed
from lanzhou_news.replica.gold import Record, iso, story_fields
from lanzhou_news.replica.markup.body import content
from lanzhou_news.replica.markup.templates import render
from lanzhou_news.replica.site import Reply, Site, page_reply
from lanzhou_news.replica.story import Story
from lanzhou_news.replica.width import style_for

# Classic: page index and articles in one directory; new: two directories (SITE_FACTS §3).
_DAY = {"classic": "%Y-%m/%d", "new": "%Y%m/%d"}
_INDEX = {"classic": "/html/{day}/node_{page}.htm", "new": "/lzwb/pc/layout/{day}/node_{page:02d}.html"}
_ARTICLE = {"classic": "/html/{day}/content_{id}.htm", "new": "/lzwb/pc/content/{day}/content_{id}.html"}
_START = ("/", "/index.htm", "/index.html", "/paperindex.htm")
_ADVERT = '<p align="center"><img src="/images/advert.jpg" width="340" height="120"></p>'


class PaperHost:
    """One e-paper as a web host."""

    def __init__(self, paper: Paper, site: Site) -> None:
        self.paper = paper
        self.site = site
        self.issues = Issues(paper, site)
        self.published = len(self.issues.days)
        """How many issues of the week have come out so far."""

    @property
    def days(self) -> list[date]:
        """The days whose issues have come out."""
        return self.issues.days[: self.published]

    def index_path(self, day: date, page: int) -> str:
        """Path of the page index."""
        return _INDEX[self.paper.layout].format(day=day.strftime(_DAY[self.paper.layout]), page=page)

    def article_path(self, item: Placed) -> str:
        """Path of an article."""
        day = item.day.strftime(_DAY[self.paper.layout])
        return _ARTICLE[self.paper.layout].format(day=day, id=self.content_id(item))

    def content_id(self, item: Placed) -> int:
        """CMS id of an article; the papers count apart from the web site."""
        return self.paper.first_id + item.number * 3

    def reply(self, path: str) -> Reply | None:
        """A page index, an article, or the start page, which leads to the newest issue."""
        if path in _START:
            return self._front()
        for day in self.days:
            for page in range(1, len(self.paper.page_names) + 1):
                if path == self.index_path(day, page):
                    return self._index(day, page)
        match = re.search(r"content_(\d+)\.html?$", path)
        number = (int(match[1]) - self.paper.first_id) // 3 if match else -1
        if not 0 <= number < len(self.issues.placed):
            return None
        item = self.issues.placed[number]
        if item.day not in self.days:
            return None
        return self._article(item) if path == self.article_path(item) else None

    def _front(self) -> Reply:
        """By redirect or, on classic pages, by a meta refresh in a page without any link."""
        target = self.index_path(self.days[-1], 1)
        if self.paper.layout == "new":
            return Reply(status=302, location=target)
        refresh = f'<meta http-equiv="refresh" content="0;URL={target.removeprefix("/")}">'
        return Reply(f"<html><head>{refresh}<title>{self.paper.title}</title></head><body></body></html>".encode())

    def _relative(self, item: Placed) -> str:
        up = "" if self.paper.layout == "classic" else f"../../../content/{item.day.strftime(_DAY['new'])}/"
        return up + self.article_path(item).rpartition("/")[2]

    def _areas(self, items: list[Placed]) -> str:
        """Areas of the page picture; an article with two polygons is linked twice, as ``?div=0`` and ``?div=-1``."""
        out = []
        for item in items:
            for index, coords in enumerate(item.areas):
                query = f"?div={-index}" if self.paper.layout == "classic" else ""
                out.append(f'<Area coords="{coords}" shape="polygon" href="{self._relative(item)}{query}">')
        return "".join(out)

    def _frame(self, day: date, page: int) -> dict[str, str]:
        names, here = self.paper.page_names, self.index_path(day, page)
        before = max((other for other in self.days if other < day), default=None)
        after = min((other for other in self.days if other > day), default=None)
        header = self.issues.staff(day, page)[0] if self.paper.layout == "classic" else ""
        rows = []
        for number, name in enumerate(names, 1):
            node = self.index_path(day, number)
            link = f"<a id=pageLink href={node.rpartition('/')[2]}>第{number:02d}版：{name}</a>"
            rows.append(f"<TR><TD>{link}</TD></TR>" if self.paper.layout == "classic" else f"<li>{link}</li>")
        return {
            "paper": self.paper.title,
            "day": f"{day:%Y-%m-%d}",
            "long": f"{day:%Y年%m月%d日}",
            "number": f"{page:02d}",
            "name": names[page - 1],
            "pdf": self.pdf_path(day, page),
            "previous": self.index_path(before, 1) if before else here,
            "next": self.index_path(after, 1) if after else here,
            "header": header,
            "areas": self._areas(self.issues.on_page(day, page)),
            "pages": "\n".join(rows) + "\n",
        }

    def pdf_path(self, day: date, page: int) -> str:
        """Path of the page's PDF."""
        return f"/images/{day:%Y-%m/%d}/{page:02d}/{self.paper.name}{day:%Y%m%d}{page:02d}.pdf"

    def _index(self, day: date, page: int) -> Reply:
        rows = []
        for item in self.issues.on_page(day, page):
            title = "广告" if item.advert else escape(self.issues.story(item).title, quote=False)
            inner = f'<div style="display:inline" id=mp{self.content_id(item)}>{title}</div>'
            row = f"<a href={self._relative(item)}>{inner}</a>"
            rows.append(f"<TR><TD>{row}</TD></TR>" if self.paper.layout == "classic" else f"<li>{row}</li>")
        values = {**self._frame(day, page), "titles": "\n".join(rows) + "\n"}
        return self._page(render(f"paper_{self.paper.layout}_index", values), day)

    def _page(self, html: str, day: date) -> Reply:
        moment = self.issues.moment(day)
        return page_reply(html.encode("utf-8-sig"), "text/html", moment)

    def _article(self, item: Placed) -> Reply:
        values = self._frame(item.day, item.page)
        common = {"id": str(self.content_id(item)), "node": str(item.page), "url": self.url(item)}
        empty = {"title": "广告", "kicker": "", "subtitle": "", "body": _ADVERT, "foot": ""}
        parts = empty if item.advert else self._parts(self.issues.story(item))
        html = render(f"paper_{self.paper.layout}_article", {**values, **common, **parts})
        return self._page(html, item.day)

    def _parts(self, story: Story) -> dict[str, str]:
        style = style_for(self.issues.seed, story.n)
        foot = f'<div class="staff">{story.credits.staff}</div>\n' if self.paper.layout == "new" else ""
        return {
            "title": escape(story.title, quote=False),
            "kicker": escape(story.kicker or "", quote=False),
            "subtitle": escape(story.subtitle or "", quote=False),
            "body": content(story, 0, style),
            "foot": foot,
        }

    def url(self, item: Placed) -> str:
        """Canonical URL: the hosts speak https."""
        return f"https://{self.paper.host}{self.article_path(item)}"

    def gold_records(self) -> Iterator[Record]:
        """Gold of the issues that have come out, in reading order; adverts are no articles."""
        out = (item for item in self.issues.placed if not item.advert and item.day in self.days)
        return (self._gold(item, self.issues.story(item)) for item in out)

    def _gold(self, item: Placed, story: Story) -> Record:
        web = self.issues.web_article(item)
        host = f"https://{self.paper.host}"
        return {
            "id": f"{self.paper.name}:{self.content_id(item)}",
            "url": self.url(item),
            "canonical_url": self.url(item),
            "site": self.paper.name,
            "section": None,
            "published_at": iso(story, "day"),
            "published_precision": "day",
            **story_fields(story),
            "kind": "epaper",
            "images": [],
            "duplicate_of": None if web is None else f"lanzhou:{self.site.corpus.content_id(web)}",
            "encoding": {"plan": "bom", "codec": "utf-8-sig", "header": None, "meta": "utf-8"},
            "generation": f"paper-{self.paper.layout}",
            "print": {
                "paper": self.paper.title,
                "issue_date": item.day.isoformat(),
                "page_no": f"{item.page:02d}",
                "page_name": self.paper.page_names[item.page - 1],
                "area": item.areas[0],
                "pdf_url": host + self.pdf_path(item.day, item.page),
            },
        }
