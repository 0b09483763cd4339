"""Bytes lost in the middle of two-byte text."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.text.decode import decode
from lanzhou_news.text.resync import resynchronise

TEXT = (
    "记者从市应急管理局了解到，黄河兰州段水位平稳，各县区要抓紧推进项目建设，力争早日投产。"
    "学校组织学生参观博物馆，了解家乡历史；地铁1号线的开通方便了市民出行，APP也能买票。"
)
NEAR = 5
"""Characters round the place that may be misread: the orphaned half can pair with a neighbour by chance."""


def page(body: bytes) -> bytes:
    return b"<html><head><meta charset=gb2312></head><body><p>" + body + b"</p><p>" + TEXT.encode("gbk") + b"</p>"


@pytest.mark.parametrize("at", range(1, 120))  # from there on too little is misread before the next ASCII letter
def test_after_any_lost_byte_the_text_goes_on(at):
    body = TEXT.encode("gbk")
    if body[at] < 0x80:
        pytest.skip("a lost ASCII byte leaves two-byte text in step")
    found = decode(page(body[:at] + body[at + 1 :])).text.split("<p>")[1].removesuffix("</p>")
    lost = len(body[:at].decode("gbk", "ignore"))
    assert found.startswith(TEXT[: max(0, lost - NEAR)])
    assert found.endswith(TEXT[lost + 1 + NEAR :])


@given(st.integers(0, 10_000))
def test_several_lost_bytes_are_each_one_mark(seed):
    chance = random.Random(seed)
    sentences = [TEXT.encode("gbk") for _ in range(4)]
    damaged = []
    for sentence in sentences:
        at = 2 * chance.randrange(3, 17) + 1  # inside the first clause, which is all two-byte
        damaged.append(sentence[:at] + sentence[at + 1 :])
    found = decode(page("。".encode("gbk").join(damaged)))
    assert found.used == "gb18030"
    assert 1 <= found.replaced <= 4
    assert found.text.count("地铁1号线的开通方便了市民出行") == 5


def test_what_no_byte_was_lost_from_is_left_to_the_decoder():
    intact = TEXT.encode("gbk")
    assert resynchronise(intact, "gb18030") is None
    assert resynchronise(intact + b"\xb0", "gb18030") is None
    assert resynchronise("他说\ue000和\ue001".encode("gb18030"), "gb18030") is None
    assert resynchronise(b"\x80 5 " + intact, "gb18030") is None


def test_big5_is_read_on_too():
    text = "記者從市政府了解到，黃河水位平穩，各縣區要抓緊推進項目建設。"
    body = text.encode("big5")
    found = resynchronise(body[:23] + body[24:] + b"\xff", "big5hkscs")
    assert found is not None
    assert found.startswith("記者從市政府了解到，")
    assert "水位平穩，各縣區要抓緊推進項目建設。" in found


@given(st.binary(max_size=400), st.sampled_from(["gb18030", "big5hkscs"]))
def test_any_bytes_are_read(body, codec):
    found = resynchronise(body, codec)
    assert found is None or isinstance(found, str)


def test_a_huge_damaged_page_costs_little():
    sentence = TEXT.encode("gbk")
    body = b"".join(b"<p>" + sentence[:7] + sentence[8:] + b"</p>" for _ in range(20_000))
    start = time.process_time()
    resynchronise(body, "gb18030")
    assert time.process_time() - start < 5
