from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.clean.repair import run
from lanzhou_news.extract.raw import Line, RawArticle


def repaired(title: str, *body: str) -> Draft:
    draft = Draft([Fetched(b"")])
    draft.raw = RawArticle(title=Line(title), body=[Line(text) for text in body])
    run(draft)
    return draft


def test_the_whole_article_is_one_document_and_every_line_keeps_its_place() -> None:
    draft = repaired("推進(jìn)強(qiáng)省會(huì)行動(dòng)", "大力推行", "以實(shí)打?qū)嵉墓ぷ鞒尚苿?dòng)發(fā)展")
    assert draft.raw.title is not None
    assert draft.raw.title.text == "推進強省會行動"
    assert [line.text for line in draft.raw.body] == ["大力推行", "以實打實的工作成效推動發展"]


def test_what_the_page_said_stays_in_raw() -> None:
    draft = repaired("標題", "推進(jìn)強(qiáng)省會(huì)行動(dòng)")
    assert draft.raw.body[0].raw == "推進(jìn)強(qiáng)省會(huì)行動(dòng)"


def test_each_shifted_run_has_a_note_and_all_glosses_share_one() -> None:
    draft = repaired("標題", "以實(shí)打?qū)嵉墓ぷ鞒尚苿?dòng)發(fā)展")
    rules = [note.rule for note in draft.article.cleaning]
    assert rules.count("gloss") == 1
    assert rules.count("shifted-bytes") == 1


def test_a_clean_article_gets_no_note() -> None:
    draft = repaired("兰州召开会议", "“重(chóng)庆和重(zhòng)量”是两个音。", "你去不去?")
    assert draft.article.cleaning == []


def test_a_line_that_holds_a_line_break_does_not_disturb_the_others() -> None:
    draft = repaired("推進(jìn)強(qiáng)省會(huì)行動(dòng)", "第一行\n第二行", "第三行")
    assert [line.text for line in draft.raw.body] == ["第一行\n第二行", "第三行"]
