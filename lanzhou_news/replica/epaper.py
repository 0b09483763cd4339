"""Two e-papers, a week of issues each: 兰州日报 in the classic layout of the CMS, 兰州晚报 in the new one.

Paths inside the real hosts are not known (SITE_FACTS §3, grade D); these follow the two layouts of the product.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate, pairwise

from lanzhou_news.replica.articles import Newsroom
from lanzhou_news.replica.bylines import Credits, make_credits
from lanzhou_news.replica.corpus import NEWEST, Corpus
from lanzhou_news.replica.draws import draw, share, stream
from lanzhou_news.replica.site import Site
from lanzhou_news.replica.staff import Staff, page_foot, page_header
from lanzhou_news.replica.story import Story

DAYS = 7
_ISSUE, _SHARED, _STAFF, _BLANK = range(100, 104)
_BLANK_SHARE = 0.08
"""Share of pages that have no areas: printed as one picture."""
_SHARED_SHARE = 0.3
"""Share of articles whose story stands on the web site as well."""
_FORMS = ("first", "first", "dateline", "end", "tail", "none")


@dataclass(frozen=True, slots=True)
class Paper:
    """One e-paper: where it is and how its pages are called."""

    name: str
    title: str
    host: str
    layout: str
    """classic or new."""
    first_id: int
    page_names: tuple[str, ...]
    closed: int | None = None
    """Weekday without an issue, Monday is 0."""


PAPERS = (
    Paper("lzrb", "兰州日报", "lzrb.lzbs.com.cn", "classic", 548001, ("要闻", "时政", "本市", "经济", "文化", "副刊")),
    Paper("lzwb", "兰州晚报", "lzwb.lzbs.com.cn", "new", 226001, ("封面", "城事", "关注", "民生", "体育", "文娱"), 2),
)


@dataclass(frozen=True, slots=True)
class Placed:
    """One article in print; ``number`` counts through the week, adverts included."""

    number: int
    day: date
    page: int
    """1, 2, …"""
    areas: tuple[str, ...]
    """Coordinates of its polygons on the page picture."""
    advert: bool


class _PaperCorpus(Corpus):
    """Own stories only, dated by the issue; numbered apart from the web site's."""

    def __init__(self, seed: int, placed: list[Placed]) -> None:
        super().__init__(seed, len(placed))
        self._placed = placed

    def moment(self, n: int) -> datetime:
        return datetime.combine(self._placed[n].day, time())

    def _drawn_kind(self, n: int) -> str:
        return "own"


class Issues:
    """A week of one paper: which article stands where, and what it says."""

    def __init__(self, paper: Paper, site: Site) -> None:
        self.paper = paper
        self.site = site
        self.seed = site.options.seed * 1000 + PAPERS.index(paper)
        week = [NEWEST.date() - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
        self.days = [day for day in week if day.weekday() != paper.closed]
        self._web: dict[date, list[int]] = {}

    @cached_property
    def placed(self) -> list[Placed]:
        """Every article of the week in reading order."""
        found: list[Placed] = []
        for day in self.days:
            for page in range(1, len(self.paper.page_names) + 1):
                if share(self.seed, day.toordinal() * 100 + page, _BLANK) < _BLANK_SHARE:
                    continue
                rng = stream(self.seed, day.toordinal() * 100 + page, _ISSUE)
                heights = [0, *accumulate(rng.randint(60, 140) for _ in range(rng.randint(3, 5)))]
                for slot, (top, bottom) in enumerate(pairwise(heights)):
                    areas = [f"0,{top},340,{top},340,{bottom},0,{bottom}"]
                    if rng.random() < 0.2:
                        areas.append(f"170,{top},340,{top},340,{bottom},170,{bottom}")
                    advert = slot == len(heights) - 2 and rng.random() < 0.25
                    found.append(Placed(len(found), day, page, tuple(areas), advert))
        return found

    @cached_property
    def _newsroom(self) -> Newsroom:
        return Newsroom(_PaperCorpus(self.seed, self.placed))

    def on_page(self, day: date, page: int) -> list[Placed]:
        """The articles of one page of one issue, in reading order."""
        return [item for item in self.placed if item.day == day and item.page == page]

    def web_article(self, item: Placed) -> int | None:
        """The article of the web site that tells the same story, on the day of the issue or the day before; or None."""
        if item.advert or share(self.seed, item.number, _SHARED) >= _SHARED_SHARE:
            return None
        near = self._web_articles(item.day)
        n = near[draw(self.seed, item.number, _SHARED) % len(near)] if near else None
        corpus, newsroom = self.site.corpus, self.site.newsroom
        return n if n is not None and corpus.kind(n) == "own" and not newsroom.has_rare_name(n) else None

    def _web_articles(self, day: date) -> list[int]:
        if day not in self._web:
            moment, size = self.site.corpus.moment, self.site.options.articles
            days = (day - timedelta(days=1), day)
            reach = range(max(0, size - (DAYS + 2) * self.site.corpus.per_day), size)
            self._web[day] = [n for n in reach if moment(n).date() in days]
        return self._web[day]

    def story(self, item: Placed) -> Story:
        """What an article says, with the credits as the paper prints them."""
        web = self.web_article(item)
        story = self._newsroom.story(item.number) if web is None else self.site.newsroom.story(web)
        story.moment, story.n = datetime.combine(item.day, time()), item.number
        story.keywords, story.pictures, story.breaks = [], [], []
        story.credits = self._credits(item)
        return story

    def _credits(self, item: Placed) -> Credits:
        """A paper has no meta line; its own name is the source that a byline of its publisher implies."""
        rng = stream(self.seed, item.number, _STAFF)
        moment = datetime.combine(item.day, time())
        credits = make_credits(rng, moment, form=rng.choice(_FORMS), home=self.paper.title, online=False)
        credits.staff, credits.editors = self.staff(item.day, item.page)
        return credits

    def staff(self, day: date, page: int) -> Staff:
        """The staff line of a printed page and those it names."""
        rng = stream(self.seed, day.toordinal() * 100 + page, _STAFF)
        if self.paper.layout == "classic":
            return page_header(rng, page, self.paper.page_names[page - 1], day)
        return page_foot(rng)

    def moment(self, day: date) -> datetime:
        """When the pages of an issue were last changed: the morning it came out."""
        return datetime.combine(day, time(6))
