"""One width policy, applied once and for all."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.text.punctuation import normalize_punctuation

CHANGED = [
    ("共1，234，567人", "共1,234,567人"),
    ("他说(未完", "他说（未完"),
    ("1)兰州", "1）兰州"),
    ("他说──好", "他说——好"),
    ("　　他说,2023年10月:增长３.５％,共1,000人(记者 张明)。", "他说，2023年10月：增长3.5%，共1,000人（记者 张明）。"),
    ("１０：３０开始，共1，000人", "10:30开始，共1,000人"),
    ("比分3:2,结束", "比分3:2，结束"),
    ("Ａ４纸ｋｇ", "A4纸kg"),
    ("选项(A)正确", "选项（A）正确"),
    ("Plan（A）is", "Plan(A)is"),
    ("GDP(国内生产总值)", "GDP（国内生产总值）"),
    ("本报讯(记者 张明)1月2日,", "本报讯（记者 张明）1月2日，"),
    ("1)提高认识", "1）提高认识"),
    ('他说"你好",又说"再见"。', "他说“你好”，又说“再见”。"),
    ('"引大引强"行动', "“引大引强”行动"),
    ("他'好'吗?", "他‘好’吗？"),
    ("等等...后来。。。。再说…", "等等……后来……再说……"),
    ("明天--后天", "明天——后天"),
    ("买买提．江 阿里•汗", "买买提·江 阿里·汗"),
    ("结束.", "结束。"),
    ("他说“来吧.”随后离开", "他说“来吧。”随后离开"),
    ("一．项目概况", "一.项目概况"),
    ("网址http：//www.a.cn", "网址http://www.a.cn"),
    ("标题　　副题", "标题 副题"),
    ("记者 张明　\u00a0李华", "记者 张明 李华"),
    ("新闻 ,来了 。", "新闻，来了。"),
    ("责任编辑: 张明", "责任编辑：张明"),
    ("a\u200bb\ufeff兰\u00ad州\u0007", "ab兰州"),
    ("项目\uf0b7内容\ue004", "项目内容"),
    ("第一行 \r\n\t第二行\n　第三行", "第一行\n第二行\n第三行"),
    ("中､文｡", "中、文。"),
    ("增长5%,同比", "增长5%，同比"),
    ("增长5%, 同比", "增长5%，同比"),
    ("OK?好的!", "OK？好的！"),
    ("真的?!", "真的？！"),
    ("“你好,”他说", "“你好，”他说"),
    ("他说:\"我说'好'。\"", "他说：“我说‘好’。”"),
    ("《日报》,《晚报》", "《日报》，《晚报》"),
    ("时间：10：30", "时间：10:30"),
    ("iPhone 15,华为", "iPhone 15，华为"),
    ("…好…", "……好……"),
]  # fmt: skip
KEPT = [
    "他说｡ﾃｽﾄ",
    "ﾃｽﾄ｡他说",
    "编号1，0000号",
    "得分1，234，56分",
    "他说，2023年10月：增长3.5%，共1,000人（记者 张明）。",
    "见 http://a.cn/?a=1,b;c:d 了解",
    'text, with (latin) "quotes" only: ok? it\'s fine...',
    "10:30、3.5、1,000、A/B、F(x)=1、a@b.cn",
    "记者 张明 李华",
    "他说“你好”——不，是“您好”……",
    "「臺灣」『引文』《书名》【标签】〈篇〉",
    "3～5天，5—7日",
    "ｶﾀｶﾅ｡",
    "家庭👨\u200d👩\u200d👧合影",
    '他身高5"的说法有误',
    "真的！真的？",
    "兰州",
    "",
    "1:30:00、2023-10-01 10:00:00、比例1:1000、比分0:0",
    "12,345,678元，100%，10,5",
    "IP 192.168.1.1:8080，端口",
    'He said, "Hi!" (yes); Mr. Li: no, really...',
    "C++, Java、Python",
    "买买提·艾力说：“他说‘好’。”",
    "“他说‘看《日报》’”……——",
    "第3:1条",
]


@pytest.mark.parametrize(("printed", "normal"), CHANGED)
def test_printed_text_becomes_normal(printed, normal):
    assert normalize_punctuation(printed) == normal


@pytest.mark.parametrize("text", KEPT + [normal for _, normal in CHANGED])
def test_normal_text_comes_back_as_the_same_object(text):
    assert normalize_punctuation(text) is text


ALPHABET = st.sampled_from(
    list("兰州，。：；？！（）“”‘’、…—·,:;?!()\"'.-  　\u00a0\u200b\nAb12％Ａ１．～｡､《》「」é%/\ue001")
)


@given(st.text(ALPHABET, max_size=30))
def test_normalizing_twice_changes_nothing_more(text):
    once = normalize_punctuation(text)
    assert normalize_punctuation(once) == once


@given(st.text(ALPHABET, max_size=30))
def test_no_letter_digit_or_character_is_lost_and_lines_stay(text):
    def kept(line):
        return "".join(char for char in unicodedata.normalize("NFKC", line) if char.isalnum())

    fixed = normalize_punctuation(text)
    assert kept(fixed) == kept(text)
    assert fixed.count("\n") == text.count("\n")


@given(st.text(max_size=100))
def test_any_text_is_safe_and_normal_after_one_pass(text):
    fixed = normalize_punctuation(text)
    assert normalize_punctuation(fixed) is fixed
    assert not re.search("[\x00-\x08\x0b-\x1f\u200b\ufeff\ud800-\udfff\ue000-\uf8ff]", fixed)


def test_normal_text_costs_next_to_nothing():
    article = "兰州日报社记者报道，今天的新闻（第一部分）：3.5%。\n" * 150
    normalize_punctuation(article)
    best = 1.0
    for _ in range(10):
        start = time.perf_counter()
        normalize_punctuation(article)
        best = min(best, time.perf_counter() - start)
    assert best < 0.001, f"{best * 1000:.3f} ms for {len(article)} characters"


@pytest.mark.parametrize("mark", ["?", ";", "-", ".", "…", "·", "("])
def test_a_very_long_run_of_one_mark_between_latin_words_is_no_work(mark: str) -> None:
    text = f"a {mark * 200_000} b"  # quadratic patterns took minutes
    assert normalize_punctuation(text) == text
