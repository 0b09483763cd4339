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
from lanzhou_news.replica.story import Story
from lanzhou_news.replica.width import Style

COPYRIGHT = (
    '凡文章来源为"兰州新闻网"的稿件,均为兰州新闻网独家版权所有,未经许可不得转载或镜像;授权转载必须注明来源为"兰州新闻网",'
    '并保留"兰州新闻网"的电头。如本网转载稿涉及版权等问题,请及时与我们联系。'
)
"""The site's copyright paragraph (SITE_FACTS §1)."""

GENERATIONS = ("old", "new", "paper")


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything besides the story that a page of it shows."""

    channel: Channel
    content_id: int
    page_path: str
    style: Style
    plan: Plan
    sidebars: Sequence[tuple[str, Sequence[Link]]]
    related: Sequence[Link]
    full_text: bool
    """Does the pager link to the whole text?"""


def precision(story: Story, generation: str) -> str:
    """What the page says about the time: second, minute or day."""
    if generation == "paper":
        return "day"
    return "second" if generation == "old" or story.n % 3 else "minute"


def meta_line(story: Story, generation: str) -> str:
    """``2023-09-23 01:28:48 智能朗读:``, with or without source and author."""
    moment, credits = story.moment, story.credits
    when = {
        "second": f"{moment:%Y-%m-%d %H:%M:%S}",
        "minute": f"{moment:%Y-%m-%d %H:%M}",
        "day": f"{moment.year}年{moment.month:02d}月{moment.day:02d}日",
    }[precision(story, generation)]
    source = f" 来源{'：' if story.n % 2 else ':'}{credits.meta_source}" if credits.meta_source else ""
    author = f" 作者{'：' if story.n % 2 else ':'}{credits.meta_author}" if credits.meta_author else ""
    gap = "　" if story.n % 4 == 0 else " "
    return f"{when}{source.replace(' ', gap)}{author} 智能朗读:"


def _property(story: Story, setting: Setting, generation: str) -> str:
    credits, title = story.credits, escape(story.title, quote=False)
    url = f"http://{HOST}{setting.page_path}"
    keyword = " ".join(story.keywords)
    common = (
        f"<author>{credits.cms_author}</author><title>{title}</title><keyword>{keyword}</keyword>"
        f"<subtitle>{story.subtitle or ''}</subtitle><introtitle>{story.kicker or ''}</introtitle>"
    )
    node = f"<nodeid>{setting.channel.node}</nodeid><nodename>{setting.channel.section.rpartition('>')[2]}</nodename>"
    if generation == "old":
        return (
            f"<!--enpproperty <articleid>{setting.content_id}</articleid><date>{story.moment:%Y-%m-%d %H:%M:%S}.0</date>{common}"
            f"<siteid>2</siteid>{node}<nodesearchname></nodesearchname>/enpproperty-->"
        )
    if generation == "new":
        date = (
            f"{story.moment:%Y-%m-%d %H:%M:%S}:0"
            if precision(story, "new") == "second"
            else f"{story.moment:%Y-%m-%d %H:%M}"
        )
        return (
            f"<!--enpproperty <articleid>{setting.content_id}</articleid><date>{date}</date>{common}<siteid>2</siteid>{node}"
            f"<nodesearchname></nodesearchname><picurl></picurl><picbig></picbig><picmiddle></picmiddle><picsmall></picsmall>"
            f"<url>{url}</url><urlpad>null</urlpad><liability>{credits.cms_liability}</liability>"
            f"<sourcename>{credits.cms_source}</sourcename><abstract></abstract><channel>1</channel>/enpproperty-->"
        )
    return (
        f"<!--enpproperty <date>{story.moment:%Y-%m-%d} 00:00:00:0</date>{common}<paperarticleid>{setting.content_id}</paperarticleid>"
        f"<channel>1</channel>{node}<url>{url}</url><siteid>2</siteid><paperid>1</paperid>/enpproperty-->"
    )


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
        items = "".join(
            f'<li class="page{" on" if text == str(page) else ""}"><a href="{href}">{text}</a></li>'
            for text, href in links
        )
        return f'<ul class="pages">{items}</ul>\n'
    row = "&nbsp;&nbsp;".join(f'<a href="{href}">{text}</a>' for text, href in links)
    return f'<center class="pg">{row}</center>\n'


def _tail(story: Story, setting: Setting) -> str:
    staff = (
        f'<div class="editor">{escape(setting.style.text(story.credits.staff), quote=False)}</div>\n'
        if story.credits.staff
        else ""
    )
    related = "".join(f'<li>· <a href="{href}">{escape(text)}</a></li>' for href, text in setting.related)
    return (
        f"{staff}{furniture.share_bar()}"
        f'<div class="copyright"><p>版权声明:</p><p>{COPYRIGHT}</p></div>\n'
        f'<div class="relate"><h4>相关阅读：</h4><ul>{related}</ul></div>\n{furniture.comment_box()}'
    )


def _aside(setting: Setting) -> str:
    return "".join(
        furniture.link_list(title, links, css)
        for css, (title, links) in zip(("hot", "rank", "pic"), setting.sidebars, strict=False)
    )


def _shell(story: Story, setting: Setting, main: str, *, modern: bool) -> str:
    head = furniture.head(
        f"{story.title}{('_兰州新闻网', '-兰州新闻网', ' - 兰州新闻网', '')[story.n % 4]}",
        meta=setting.plan.meta, late=setting.plan.late, description=story.paragraphs[0][:60],
        keywords=",".join(story.keywords), modern=modern,
    )  # fmt: skip
    crumb = furniture.breadcrumb(setting.channel, story.n)
    return (
        f'{head}<body>\n{furniture.top()}<div class="main">\n{crumb}\n<div class="left">\n{main}</div>\n'
        f'<div class="right">\n{_aside(setting)}</div>\n</div>\n{furniture.footer()}'
    )


def _plain(text: str | None) -> str:
    return escape(text or "", quote=False)


def _headings(story: Story) -> tuple[str, str, str]:
    return _plain(story.kicker), _plain(story.title), _plain(story.subtitle)


def _old(story: Story, setting: Setting, page: int) -> str:
    kicker, title, subtitle = _headings(story)
    body = content(story, page, setting.style)
    marker = "<!--enpcontent-->" * 2
    return (
        f'<h3 class="intro">{kicker}</h3><h1 class="title">{title}</h1><h3 class="sub">{subtitle}</h3>\n'
        f'<div class="info">{escape(meta_line(story, "old"))}<a href="javascript:void(0)"><img src="/res/images/play.png"></a></div>\n'
        f'<div class="article" id="zoom">{_property(story, setting, "old")}{marker}{body}{marker.replace("<!--", "<!--/")}</div>\n'
        f"{pager(setting, story, page)}{_tail(story, setting)}"
    )


def _new(story: Story, setting: Setting, page: int) -> str:
    kicker, title, subtitle = _headings(story)
    body = content(story, page, setting.style)
    lead = f'<p class="introtitle">{kicker}</p>' if kicker else ""
    sub = f'<p class="subtitle">{subtitle}</p>' if subtitle else ""
    return (
        f'<div class="title">{lead}<h1>{title}</h1>{sub}</div>\n<div class="info"><span>{escape(meta_line(story, "new"))}</span>'
        f'<audio id="tts"></audio></div>\n{furniture.share_bar()}<div id="content" class="article">\n<!--enpcontent-->{body}<!--/enpcontent-->'
        f"{_property(story, setting, 'new')}\n{pager(setting, story, page)}</div>\n{_tail(story, setting)}"
    )


def _paper(story: Story, setting: Setting, page: int) -> str:
    kicker, title, subtitle = _headings(story)
    body = content(story, page, setting.style)
    padding = "<p>     </p><p>    </p>" * (story.n % 3)
    return (
        f'<div class="totalTitle"><p class="introtitle" id="PreTitle">{kicker}</p><h2 id="Title" class="art-title">{title}</h2>'
        f'<p class="subtitle" id="SubTitle">{subtitle}</p></div>\n<div class="info">{escape(meta_line(story, "paper"))}</div>\n'
        f'<div class="attachment" align="center"></div><div id="ozoom" style="zoom:100%;" class="content"><founder-content><!--enpcontent-->{padding}'
        f"{body}<!--/enpcontent-->{_property(story, setting, 'paper')}</founder-content></div>\n{pager(setting, story, page)}{_tail(story, setting)}"
    )


def _redesigned(story: Story, setting: Setting, page: int) -> str:
    kicker, title, subtitle = _headings(story)
    body = content(story, page, setting.style)
    extra = "".join(f'<div class="deck">{text}</div>' for text in (kicker, subtitle) if text)
    return (
        f'<article class="nx-story"><header><h1 class="nx-h">{title}</h1>{extra}<div class="nx-by">{escape(meta_line(story, "old"))}</div></header>\n'
        f'<section class="nx-text">{body}</section>\n{pager(setting, story, page)}</article>\n{_tail(story, setting)}'
    )


def article_page(story: Story, setting: Setting, page: int, generation: str) -> str:
    """HTML of one page (0 = the full text) in ``generation``: old, new, paper or redesign."""
    makers = {"old": _old, "new": _new, "paper": _paper, "redesign": _redesigned}
    return _shell(story, setting, makers[generation](story, setting, page), modern=generation in ("new", "redesign"))
