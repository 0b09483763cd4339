"""Article pages in the three generations of the Founder markup, and in a redesign without any of its markers.

The property comments follow real pages of other sites (SITE_FACTS §2: old web, new web, e-paper).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from lanzhou_news.replica.corpus import HOST, Channel
from lanzhou_news.replica.encoding import Plan
from lanzhou_news.replica.markup import furniture
from lanzhou_news.replica.markup.body import content
from lanzhou_news.replica.markup.furniture import Link
from lanzhou_news.replica.markup.templates import render, static
from lanzhou_news.replica.story import Story
from lanzhou_news.replica.width import Style

COPYRIGHT = (
    '凡文章来源为"兰州新闻网"的稿件,均为兰州新闻网独家版权所有,未经许可不得转载或镜像;授权转载必须注明来源为'
    '"兰州新闻网",并保留"兰州新闻网"的电头。如本网转载稿涉及版权等问题,请及时与我们联系。'
)
"""The site's copyright paragraph (SITE_FACTS §1)."""

GENERATIONS = ("old", "new", "paper")
_TITLE_SUFFIXES = ("_兰州新闻网", "-兰州新闻网", " - 兰州新闻网", "")


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything besides the story that a page of it shows."""

    channel: Channel
    content_id: int
    page_path: str
    style: Style
    plan: Plan
    aside: str
    """Sidebars, as HTML."""
    related: Sequence[Link]
    full_text: bool
    """Does the pager link to the whole text?"""


def precision(story: Story, generation: str) -> str:
    """What the page says about the time: second, minute or day."""
    if generation == "paper":
        return "day"
    return "minute" if generation == "new" and story.n % 3 == 0 else "second"


def _time(story: Story, generation: str) -> str:
    formats = {"second": "%Y-%m-%d %H:%M:%S", "minute": "%Y-%m-%d %H:%M", "day": "%Y年%m月%d日"}
    return story.moment.strftime(formats[precision(story, generation)])


def meta_line(story: Story, generation: str) -> str:
    """``2023-09-23 01:28:48 智能朗读:``, with or without source and author."""
    credits, colon, gap = story.credits, "：" if story.n % 2 else ":", "　" if story.n % 4 == 0 else " "
    source = f"{gap}来源{colon}{credits.meta_source}" if credits.meta_source else ""
    author = f" 作者{colon}{credits.meta_author}" if credits.meta_author else ""
    return f"{_time(story, generation)}{source}{author} 智能朗读:"


def _property(story: Story, setting: Setting, generation: str) -> str:
    credits = story.credits
    values = {
        "id": str(setting.content_id),
        "time": _time(story, generation)
        + (":0" if generation == "new" and precision(story, "new") == "second" else ""),
        "day": f"{story.moment:%Y-%m-%d}",
        "author": credits.cms_author,
        "title": _plain(story.title),
        "keyword": " ".join(story.keywords),
        "subtitle": _plain(story.subtitle),
        "kicker": _plain(story.kicker),
        "node": str(setting.channel.node),
        "nodename": setting.channel.section.rpartition(">")[2],
        "url": f"http://{HOST}{setting.page_path}",
        "liability": credits.cms_liability,
        "source": credits.cms_source,
    }
    return render(f"property_{generation}", values)


def pager(setting: Setting, story: Story, page: int) -> str:
    """``ul.pages > li.page`` or a centred row of links (SITE_FACTS §2)."""
    if story.page_count == 1:
        return ""
    stem = f"content_{setting.content_id}"
    names = [f"{stem}.htm", *(f"{stem}_{number}.htm" for number in range(2, story.page_count + 1))]
    links = [("上一页", names[page - 2])] if page > 1 else []
    links += [(str(number + 1), name) for number, name in enumerate(names)]
    links += [("下一页", names[page])] if 0 < page < len(names) else []
    links += [("全文阅读", f"{stem}_0.htm")] if setting.full_text else []
    if story.n % 2:
        items = [
            f'<li class="page{" on" if text == str(page) else ""}"><a href="{href}">{text}</a></li>'
            for text, href in links
        ]
        return f'<ul class="pages">{"".join(items)}</ul>\n'
    row = "&nbsp;&nbsp;".join(f'<a href="{href}">{text}</a>' for text, href in links)
    return f'<center class="pg">{row}</center>\n'


def _tail(story: Story, setting: Setting) -> str:
    staff = escape(setting.style.text(story.credits.staff), quote=False)
    values = {
        "staff": f'<div class="editor">{staff}</div>' if staff else "",
        "share": static("share"),
        "copyright": COPYRIGHT,
        "related": "".join(f'<li>· <a href="{href}">{escape(text)}</a></li>' for href, text in setting.related),
        "comment": static("comment"),
    }
    return render("tail", values)


def _plain(text: str | None) -> str:
    return escape(text or "", quote=False)


def _main(story: Story, setting: Setting, page: int, generation: str) -> str:
    kicker, subtitle = _plain(story.kicker), _plain(story.subtitle)
    values = {
        "kicker": kicker,
        "title": _plain(story.title),
        "subtitle": subtitle,
        "kickerbox": f'<p class="introtitle">{kicker}</p>' if kicker else "",
        "subtitlebox": f'<p class="subtitle">{subtitle}</p>' if subtitle else "",
        "meta": _plain(meta_line(story, generation)),
        "padding": "<p>     </p><p>    </p>" * (story.n % 3),
        "body": content(story, page, setting.style),
        "property": "" if generation == "redesign" else _property(story, setting, generation),
        "pager": pager(setting, story, page),
        "share": static("share"),
        "tail": _tail(story, setting),
    }
    return render(generation, values)


def article_page(story: Story, setting: Setting, page: int, generation: str) -> str:
    """HTML of one page (0 = the full text) in ``generation``: old, new, paper or redesign."""
    head = furniture.head(
        story.title + _TITLE_SUFFIXES[story.n % len(_TITLE_SUFFIXES)],
        meta=setting.plan.meta,
        late=setting.plan.late,
        description=story.paragraphs[0][:60],
        keywords=",".join(story.keywords),
        modern=generation in ("new", "redesign"),
    )
    crumb = furniture.breadcrumb(setting.channel, story.n)
    return furniture.page(head, crumb, _main(story, setting, page, generation), setting.aside)
