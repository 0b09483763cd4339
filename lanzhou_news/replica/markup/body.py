"""The article's own content as HTML: paragraphs, pictures, credits, in the seven paragraph fashions of the pages."""

from __future__ import annotations

from html import escape

from lanzhou_news.replica.story import Picture, Story
from lanzhou_news.replica.width import Style

_OPEN_CLOSE = (
    ("<p>", "</p>\n"),
    ('<p style="TEXT-INDENT: 30px; MARGIN: 0px 3px 15px">', "</p>\n"),
    ("<P align=justify>", "</P>\r\n"),
    ('<p><span style="font-size: 16px; font-family: 宋体, SimSun;">', "</span></p>"),
    ("", "<br /><br />\n"),
    ('<div class="p">', "</div>\n"),
    ('<p class="MsoNormal" style="text-indent:2em;line-height:1.75em"><span lang="zh-CN">', "<o:p></o:p></span></p>\n"),
)
_PADDING = ("", "", "", "<p>&nbsp;</p>\n", "<p> </p><p>　</p>\n")


def printed_paragraphs(story: Story, page: int) -> list[tuple[int, str]]:
    """(number, text) of one page's paragraphs with the credits where they are printed, in canonical width.

    The number is the paragraph's own, -1 for a credit line.
    """
    numbers, credits = story.page_range(page), story.credits
    rows = [(number, story.paragraphs[number]) for number in numbers]
    opens, ends = 0 in numbers, len(story.paragraphs) - 1 in numbers
    if opens and credits.dateline:
        rows[0] = (0, credits.dateline + rows[0][1])
    if ends and credits.end:
        rows[-1] = (rows[-1][0], rows[-1][1] + credits.end)
    if opens and credits.first:
        rows.insert(0, (-1, credits.first))
    if ends:
        rows += [(-1, line) for line in credits.last]
    return rows


def _paragraph(text: str, style: Style, *, strong: bool) -> str:
    before, after = _OPEN_CLOSE[style.paragraph]
    inner = escape(style.text(text), quote=False)
    if strong:
        inner = f"<strong>{inner}</strong>"
    return f"{before}{style.indent}{inner}{after}"


def _picture(picture: Picture, fashion: int, style: Style) -> str:
    size = f'width="{picture.width}" height="{picture.height}"'
    text = escape(style.text(" ".join(part for part in (picture.caption, picture.credit) if part)), quote=False)
    if fashion == 0:
        caption = f"<figcaption>{text}</figcaption>" if text else ""
        return f'<figure><img src="{picture.path}" {size} />{caption}</figure>\n'
    if fashion == 1:
        row = f'<tr><td align="center" class="pictext">{text}</td></tr>' if text else ""
        image = f'<tr><td><img src="{picture.path}" {size} border="0"></td></tr>'
        return f'<table align="center" border="0">{image}{row}</table>\n'
    shown = (
        f'<p style="text-align: center; color: #666;"><span style="font-family: 楷体, KaiTi;">{text}</span></p>\n'
        if text
        else ""
    )
    return f'<p style="text-align: center;"><img src="{picture.path}" {size} alt="" /></p>\n{shown}'


def content(story: Story, page: int, style: Style) -> str:
    """Everything between the content markers of one page."""
    out = [_PADDING[(story.n + style.paragraph) % len(_PADDING)]]
    pictures = [picture for picture in story.pictures if picture.before in story.page_range(page)]
    for number, text in printed_paragraphs(story, page):
        out += [_picture(picture, story.n % 4, style) for picture in pictures if picture.before == number]
        short = number >= 0 and len(text) < 16 and text[-1] not in "。”！？；："
        out.append(_paragraph(text, style, strong=short and story.n % 2 == 0))
    return "".join(out)
