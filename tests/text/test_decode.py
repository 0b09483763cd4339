"""Decoding by bytes first, declaration second."""

from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.text.charsets import codec_of, labels
from lanzhou_news.text.decode import decode

NEWS = "兰州日报讯，记者从市气象局获悉：今天夜间到明天，我市大部分地区有小雨。" * 6
TRADITIONAL = "蘭州日報訊，記者從市氣象局獲悉：今天夜間到明天，我市大部分地區有小雨。" * 6


def page(text: str, meta: str | None = None, late: bool = False) -> str:
    declaration = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    padding = '<script src="a.js"></script>' * 300 if late else ""
    return f"<html><head>{padding}{declaration}<title>标题</title></head><body><p>{text}</p></body></html>"


def header(charset: str | None) -> dict[str, str]:
    return {"Content-Type": f"text/html; charset={charset}" if charset else "text/html"}


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("in_header", [None, "utf-8", "gbk", "GB2312", "iso-8859-1", "big5"])
@pytest.mark.parametrize("in_meta", [None, "utf-8", "gb2312", "GBK", "windows-1252", "nonsense"])
@pytest.mark.parametrize(("encoding", "used"), [("utf-8", "utf-8"), ("gbk", "gb18030"), ("gb18030", "gb18030")])
def test_the_bytes_win_over_whatever_header_and_meta_say(encoding, used, in_meta, in_header, late):
    html = page(NEWS, in_meta, late)
    got = decode(html.encode(encoding), header(in_header))
    assert (got.text, got.used, got.replaced) == (html, used, 0)
    assert got.declared == ((in_header or in_meta or "").lower() or None)


@pytest.mark.parametrize(
    ("body", "text", "used"),
    [
        (codecs.BOM_UTF8 + NEWS.encode(), NEWS, "utf-8-sig"),
        (codecs.BOM_UTF16_LE + NEWS.encode("utf-16-le"), NEWS, "utf-16"),
        (codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"), NEWS, "utf-16"),
        (codecs.BOM_UTF16_LE + page(NEWS).encode("utf-16-le"), page(NEWS), "utf-16"),
        (page("abc").encode("utf-16-le"), page("abc"), "utf-16-le"),
        (page(NEWS).encode("utf-16-be"), page(NEWS), "utf-16-be"),
        (codecs.BOM_UTF8 + NEWS.encode("gbk"), NEWS, "gb18030"),
        (codecs.BOM_UTF16_LE + page(NEWS).encode("gbk"), page(NEWS), "gb18030"),
        (codecs.BOM_UTF16_LE + page(NEWS).encode(), page(NEWS), "utf-8"),
        (NEWS.encode("hz"), NEWS, "hz"),
        (page(TRADITIONAL, "big5").encode("big5hkscs", "replace"), None, "big5hkscs"),
        (page(TRADITIONAL).encode("big5hkscs", "replace"), None, "big5hkscs"),
        (page(TRADITIONAL, "gb2312").encode("big5hkscs", "replace"), None, "big5hkscs"),
        (page(NEWS, "big5").encode("gbk"), page(NEWS, "big5"), "gb18030"),
        (b"", "", "utf-8"),
        (b"plain ascii ~ {text}", "plain ascii ~ {text}", "utf-8"),
    ],
)  # fmt: skip
def test_marks_wide_encodings_hz_and_big5(body, text, used):
    got = decode(body)
    assert (got.used, got.replaced) == (used, 0)
    assert got.text == (text if text is not None else body.decode("big5hkscs"))


def test_rare_characters_of_names_survive():
    names = "记者 王喆 李䶮 赵堃 朱镕基 张𬭎 陈㛃 龴"
    assert decode(page(names, "gb2312").encode("gb18030")).text == page(names, "gb2312")


@pytest.mark.parametrize("cut", [1, 2])
def test_a_character_cut_off_at_the_end_is_one_replacement(cut):
    for encoding, used in (("utf-8", "utf-8"), ("gb18030", "gb18030")):
        body = page(NEWS).encode(encoding) + "兰".encode(encoding)[: cut if encoding == "utf-8" else 1]
        got = decode(body)
        assert (got.text, got.used, got.replaced) == (page(NEWS) + "\ufffd", used, 1)


@pytest.mark.parametrize("damage", [b"\xff", b"\x80", b"\xe5\x85", b"\xb0"])
def test_utf8_with_one_bad_place_stays_utf8(damage):
    whole = page(NEWS, "gb2312").encode()
    middle = whole.index("气象局".encode())
    got = decode(whole[:middle] + damage + whole[middle:], header("gbk"))
    assert got.used == "utf-8"
    assert got.replaced == 1
    assert got.text.replace("\ufffd", "") == page(NEWS, "gb2312")


def test_a_damaged_short_line_is_not_read_as_gbk_by_accident():
    assert decode("兰州日报社记者".encode()[1:]).text == "\ufffd\ufffd州日报社记者"


def test_a_lone_80_is_the_euro_sign_of_windows():
    got = decode(page(NEWS + "价格为").encode("gbk") + b"\x80 5")
    assert got.text.endswith("€ 5")
    assert got.replaced == 0


def test_null_bytes_do_not_change_the_choice():
    html = page(NEWS) + "\0\0" + NEWS
    assert decode(html.encode()).text == html


def test_short_gbk_that_is_also_utf8_follows_its_declaration():
    body = "路没".encode("gbk")
    assert decode(body, header("gbk")).text == "路没"
    assert decode(body, header("utf-8")).text == body.decode()


def test_western_and_japanese_pages_keep_their_declared_encoding():
    french = "<p>Le conseil a été créé à Besançon</p>" * 3
    assert decode(french.encode("latin-1"), header("iso-8859-1")).text == french
    japanese = "<p>蘭州の新聞社が発表した記事です</p>" * 3
    assert decode(japanese.encode("cp932"), header("Shift_JIS")).text == japanese


def test_labels_come_from_the_header_then_the_page():
    body = b'<?xml version="1.0" encoding="GBK"?><html>'
    assert list(labels(body, {"CONTENT-TYPE": 'text/html; charset="UTF-8"'})) == ["utf-8", "gbk"]
    assert list(labels(b'<script charset="gbk"></script><META CHARSET=Big5>', None)) == ["big5"]
    assert list(labels(b'<Meta Http-Equiv=Content-Type Content="text/html; CharSet=GBK">', None)) == ["gbk"]


@pytest.mark.parametrize("label", ["rot13", "hex", "idna", "punycode", "none", "unicode_escape2", "zlib"])
def test_a_label_that_names_no_character_encoding_is_ignored(label):
    assert codec_of(label) is None
    assert decode(page(NEWS, label).encode("gbk")).text == page(NEWS, label)


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gbk", "big5", "hz", "utf-16", "shift_jis", "latin-1"]))
def test_any_bytes_decode_and_the_count_of_replacements_is_true(body, charset):
    got = decode(body, header(charset))
    assert got.replaced <= got.text.count("\ufffd")
    assert got.used


@given(st.text(st.characters(codec="gb18030", exclude_categories=["Cs", "Co"]), max_size=100))
def test_what_follows_a_page_of_news_decodes_back(text):
    html = page(NEWS + text, "gb2312").replace("\0", "")
    assert decode(html.encode("gb18030")).text == html
    assert decode(html.encode("utf-8")).text == html


def test_an_ordinary_page_decodes_in_a_fraction_of_a_millisecond():
    body = (page(NEWS * 4) + "<div class=x></div>" * 1200).encode()
    best = 1.0
    for _ in range(20):
        start = time.perf_counter()
        decode(body)
        best = min(best, time.perf_counter() - start)
    assert len(body) > 25_000
    assert best < 0.001, f"{best * 1000:.3f} ms for {len(body)} bytes"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("charset", [None, "utf-16", "utf-8", "gbk"])
def test_utf16_without_a_mark_is_known_by_its_nulls_or_its_chinese(codec, charset):
    for text in (page(NEWS), NEWS, TRADITIONAL):
        got = decode(text.encode(codec), header(charset))
        assert (got.text, got.used, got.replaced, got.declared) == (text, codec, 0, charset)


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF16_LE])
def test_utf16_cut_inside_a_character_loses_that_character_only(mark):
    got = decode(mark + page(NEWS).encode("utf-16-le")[:-1])
    assert (got.text, got.replaced) == (page(NEWS)[:-1] + "\ufffd", 1)


@pytest.mark.parametrize("charset", ["big5", "utf-8", "gbk", "gb2312", None])
def test_a_big5_page_is_read_as_big5_whatever_it_declares_and_when_cut(charset):
    body = page(TRADITIONAL).encode("big5hkscs", "replace")
    whole = decode(body, header(charset))
    assert (whole.text, whole.used, whole.replaced) == (body.decode("big5hkscs"), "big5hkscs", 0)
    cut = decode(body + "蘭".encode("big5")[:1], header(charset))
    assert (cut.text, cut.used, cut.replaced) == (whole.text + "\ufffd", "big5hkscs", 1)


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ('"utf-8;"', "utf-8"),
        ("utf-8;", "utf-8"),
        ("'utf-8'", "utf-8"),
        ("utf-8,gbk", "utf-8"),
        ("  UTF-8", "utf-8"),
        ('UTF-8"', "utf-8"),
        ("utf8;charset=gbk", "utf8"),
        ("", None),
        ('"', None),
        ("%00", None),
    ],
)
def test_odd_labels_are_read_or_ignored_and_never_change_the_text(written, label):
    for encoding in ("utf-8", "gb18030"):
        by_header = decode(page(NEWS).encode(encoding), header(written) if written else {"Content-Type": "a; charset="})
        assert (by_header.text, by_header.declared) == (page(NEWS), label), written
        html = f"<meta charset={written}>" + page(NEWS)
        by_meta = decode(html.encode(encoding))
        assert (by_meta.text, by_meta.declared) == (html, label), written


@pytest.mark.parametrize(
    ("body", "text", "used", "replaced"),
    [
        (b"\0", "\0", "utf-8", 0),
        (codecs.BOM_UTF8, "", "utf-8-sig", 0),
        (codecs.BOM_UTF16_LE, "", "utf-16", 0),
        (codecs.BOM_UTF16_BE, "", "utf-16", 0),
        (codecs.BOM_UTF16_LE + b"\0", "\ufffd", "utf-16", 1),
        (codecs.BOM_UTF8[:2], "\ufffd", "utf-8", 1),
        (b"\xff", "\ufffd", "gb18030", 1),
        (NEWS.encode("hz")[:-5], None, "hz", 1),
    ],
)  # fmt: skip
def test_bodies_of_next_to_nothing_name_a_codec_and_count_their_losses(body, text, used, replaced):
    got = decode(body, header("hz-gb-2312") if used == "hz" else None)
    assert (got.used, got.replaced) == (used, replaced)
    assert text is None or got.text == text


def test_entities_are_left_to_the_parser():
    html = page(NEWS + "&#20848;&#x5DDE;&#150;&#xD800;&nbsp;&amp &#9999999999;")
    assert decode(html.encode("gbk")).text == html
