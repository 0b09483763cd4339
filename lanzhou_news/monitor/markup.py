"""HTML that cannot be broken by what it shows: plain text is escaped wherever it enters."""

from __future__ import annotations

from html import escape


class Html(str):
    """Markup that was built here; any other ``str`` is text and gets escaped."""

    __slots__ = ()


def tag(name: str, *children: str, **attributes: object) -> Html:
    """One element. A trailing underscore of an attribute is dropped, other underscores become hyphens.

    >>> tag("td", "<script>", class_="n", data_run=1)
    '<td class="n" data-run="1">&lt;script&gt;</td>'
    """
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value), quote=True)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{shown}>{join(*children)}</{name}>")


def join(*children: str) -> Html:
    """Children one after the other, text among them escaped."""
    return Html("".join(child if isinstance(child, Html) else escape(child, quote=True) for child in children))


def both(zh: str, en: str) -> Html:
    """A text in both languages; the page shows one of them.

    >>> both("篇", "articles")
    '<span lang="zh">篇</span><span lang="en">articles</span>'
    """
    return join(tag("span", zh, lang="zh"), tag("span", en, lang="en"))
