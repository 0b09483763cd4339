"""Misread bytes come back; clean text is not touched."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.text.mojibake import repair_mojibake

CASES = json.loads((Path(__file__).parents[1] / "cases" / "mojibake.json").read_text(encoding="utf-8"))
SUBJECTS = [
    "市委书记",
    "兰州市气象局",
    "七里河区",
    "省教育厅",
    "榆中县农民",
    "西北师范大学",
    "黄河风情线管委会",
    "社区工作者",
    "市第一人民医院",
    "铁路部门",
]
ADVERBS = [
    "昨日",
    "近日",
    "今年以来",
    "1月2日",
    "2023年9月",
    "上半年",
    "截至目前",
    "当天上午10:30",
    "“十四五”期间",
    "据了解",
]
VERBS = ["召开", "推进", "发布", "完成", "启动", "调研", "通报", "部署", "举办", "审议通过"]
OBJECTS = [
    "强省会行动工作例会",
    "招商引资项目",
    "3.5亿元投资计划",
    "老旧小区改造",
    "“百项千亿工程”",
    "冬季供暖保障方案",
    "轨道交通2号线建设",
    "生态修复任务（二期）",
    "《城市更新条例》",
    "全民健身运动会",
]
ENDS = [
    "取得明显成效。",
    "受到群众好评！",
    "预计增长12.6%。",
    "共1,200余人参加。",
    "谁来负责？",
    "记者张明报道。",
    "服务热线：0931-8888888。",
]


def sentences(seed: int, count: int) -> list[str]:
    rng = random.Random(seed)
    return [
        f"{rng.choice(ADVERBS)}，{rng.choice(SUBJECTS)}{rng.choice(VERBS)}{rng.choice(OBJECTS)}，"
        f"{rng.choice(SUBJECTS)}{rng.choice(VERBS)}{rng.choice(OBJECTS)}；{rng.choice(ENDS)}"
        for _ in range(count)
    ]


def short_sentences(seed: int, count: int) -> list[str]:
    """Without marks and numbers: the longer a text, the surer GBK has no character for one of its byte pairs."""
    rng = random.Random(seed)
    return [rng.choice(ADVERBS[:7]) + rng.choice(SUBJECTS) + rng.choice(VERBS) for _ in range(count)]


def as_latin1(data: bytes) -> str:
    return data.decode("latin-1")


def as_cp1252(data: bytes) -> str:
    return "".join(bytes([b]).decode("cp1252") if b not in b"\x81\x8d\x8f\x90\x9d" else chr(b) for b in data)


LOSSLESS = {
    "utf8-as-gb18030": lambda s: s.encode().decode("gb18030"),
    "utf8-as-gbk": lambda s: s.encode().decode("gbk"),
    "utf8-as-latin1": lambda s: as_latin1(s.encode()),
    "utf8-as-cp1252": lambda s: as_cp1252(s.encode()),
    "gbk-as-latin1": lambda s: as_latin1(s.encode("gbk")),
    "gbk-as-cp1252": lambda s: as_cp1252(s.encode("gbk")),
    "utf8-as-latin1-twice": lambda s: as_latin1(as_latin1(s.encode()).encode()),
    "utf8-as-cp1252-twice": lambda s: as_cp1252(as_cp1252(s.encode()).encode()),
    "gbk-as-latin1-as-utf8": lambda s: as_latin1(as_latin1(s.encode("gbk")).encode()),
    "utf8-as-gb18030-twice": lambda s: s.encode().decode("gb18030").encode().decode("gb18030"),
    "utf8-as-gb18030-as-latin1": lambda s: as_latin1(s.encode().decode("gb18030").encode()),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case):
    fixed, notes = repair_mojibake(case["original"])
    if case["fixed"] is None:
        assert fixed is case["original"]
        assert notes == ()
    else:
        assert fixed == case["fixed"]
        assert notes


@pytest.mark.parametrize("kind", LOSSLESS)
def test_what_the_bytes_determine_comes_back_whole(kind):
    tried = 0
    for sentence in sentences(7, 3000) + short_sentences(7, 9000):
        try:
            broken = LOSSLESS[kind](sentence)
        except UnicodeDecodeError:
            continue
        tried += 1
        assert repair_mojibake(broken)[0] == sentence, broken
        if tried == 1000:
            break
    assert tried >= 60, f"{tried} sentences survive {kind} without loss"


@pytest.mark.parametrize("kind", LOSSLESS)
def test_a_damaged_span_between_clean_text_comes_back(kind):
    for sentence in sentences(11, 100):
        try:
            text = f"本报讯 （记者 张明）{LOSSLESS[kind]('今天' + sentence)}\n责任编辑：马和"
        except UnicodeDecodeError:
            continue
        assert repair_mojibake(text)[0] == f"本报讯 （记者 张明）今天{sentence}\n责任编辑：马和", text


@pytest.mark.parametrize("mark", ["\ufffd", "?"])
def test_lost_bytes_are_filled_in_or_marked_and_nothing_else_changes(mark):
    characters = wrong = marked = 0
    for sentence in sentences(13, 300):
        broken = sentence.encode().decode("gbk", "replace").replace("\ufffd", mark)
        fixed, notes = repair_mojibake(broken)
        assert notes
        characters += len(sentence)
        marked += fixed.count("\ufffd")
        if len(fixed) == len(sentence):
            wrong += sum(a != b and a != "\ufffd" for a, b in zip(fixed, sentence, strict=True))
        else:
            wrong += abs(len(fixed) - len(sentence))
        assert ("\ufffd" in fixed) == any(note.rule == "lost-byte" for note in notes), broken
    assert wrong / characters < 0.004, f"{wrong} wrong, {marked} marked of {characters}"


def test_what_is_lost_for_good_is_noted_and_left():
    text = "标题锟斤拷锟斤拷正文"
    fixed, notes = repair_mojibake(text)
    assert fixed is text
    assert [(note.rule, note.before) for note in notes] == [("unrecoverable", "锟斤拷锟斤拷")]


def test_clean_sentences_come_back_as_the_same_object():
    opencc = pytest.importorskip("opencc").OpenCC("s2t")
    for sentence in sentences(17, 500):
        for text in (sentence, opencc.convert(sentence)):
            assert repair_mojibake(text)[0] is text


@given(st.text(max_size=200))
def test_any_text_is_safe_and_keeps_its_lines(text):
    fixed, _ = repair_mojibake(text)
    assert fixed.count("\n") == text.count("\n")


@given(st.sampled_from(sentences(19, 200)), st.sampled_from(sorted(LOSSLESS)))
def test_repairing_twice_changes_nothing_more(sentence, kind):
    try:
        once = repair_mojibake(LOSSLESS[kind](sentence))[0]
    except UnicodeDecodeError:
        return
    assert repair_mojibake(once)[0] is once


def test_the_gate_reads_two_million_characters_a_second():
    text = "\n".join(sentences(23, 4000))
    repair_mojibake(text[:100])
    start = time.process_time()
    repair_mojibake(text)
    assert len(text) / (time.process_time() - start) > 2_000_000


@pytest.mark.parametrize("text", ["贲门两处长癌", "老筏工全凭一支桨", "苏银霞忙厂子"])
def test_rare_words_come_back_when_no_byte_is_missing(text):
    assert repair_mojibake(text.encode().decode("gb18030"))[0] == text


@pytest.mark.parametrize("text", ["剧团平均年龄", "继续过我教书", "大多数人没有这么幸运"])
def test_two_misreadings_with_two_byte_characters_and_euro_signs_come_back(text):
    twice = text.encode().decode("gb18030").encode().decode("gb18030")
    assert repair_mojibake(twice)[0] == text, twice


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
@pytest.mark.parametrize("text", ["口沿处有指印", "够给娃买箱奶", "散煤复烧户从", "居民庞琪顿了顿"])
def test_rare_words_read_as_latin_letters_need_not_read_like_news(text: str, encoding: str) -> None:
    assert repair_mojibake(text.encode(encoding).decode("latin-1"))[0] == text


@pytest.mark.parametrize("text", ["ÎÒÂÅÒÑÒÂÅÍÍÎÑÒÜ", "Ïðåäñåäàòåëüñòâîâàíèå", "目录········12", "陽氣剛"])
def test_what_only_happens_to_fit_another_encoding_stays(text: str) -> None:
    assert repair_mojibake(text)[0] == text
