"""原标题：… in one paragraph with the text: the title goes, the text stays."""

from __future__ import annotations

import pytest

from lanzhou_news import extract_article

TITLE = "黄河岸边添新绿"
TEXT = "市民来到黄河岸边，看到新栽的柳树已经发芽。园林部门说，今年春天共栽树三千株，都由志愿者认养。"


def body_of(first: str, last: str = "他们还要种花。") -> list[str]:
    """Paragraphs of a page with this first and last paragraph."""
    page = f"<title>{TITLE}</title><h1>{TITLE}</h1><div><p>{first}</p><p>{TEXT}之后，</p><p>{TEXT}{last}</p></div>"
    article = extract_article(page.encode())
    assert "original-title" in [note.rule for note in article.cleaning] or TITLE not in f"{first}{last}"
    return article.body.split("\n")


@pytest.mark.parametrize("form", ["（原标题：{}）", "(原题：{})", "【原标题：{}】 ", "原标题：{}"])
def test_the_text_behind_a_former_title_stays(form: str) -> None:
    assert body_of(form.format(TITLE) + TEXT + TEXT)[0] == TEXT + TEXT


def test_a_former_title_at_the_end_of_the_text_is_cut_off() -> None:
    assert body_of(TEXT, f"他们还要种花。（原标题：{TITLE}）")[-1].endswith("他们还要种花。")


def test_text_is_kept_where_nobody_can_say_where_the_title_ends() -> None:
    first = "原标题：别的标题也很好" + TEXT + TEXT
    assert body_of(first)[0] == first


def test_one_paragraph_with_text_and_disclaimer_is_an_article() -> None:
    notice = "【免责声明】本站内容转载自互联网，不代表本站立场。如有版权问题，请与我们联系。"
    page = f"<title>{TITLE}</title><h1>{TITLE}</h1><div><p>{TEXT * 6}{notice}</p></div>"
    assert extract_article(page.encode()).body.startswith(TEXT)
