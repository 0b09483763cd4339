import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from threadpoolctl import threadpool_info, threadpool_limits

from lanzhou_news.text.sentence_model import Question, SentenceModel, Sentences, load, shared_start

WORDS = st.text("兰州市政府召开会议，。讨论黄河水位和5项工程A座", min_size=0, max_size=12)


@pytest.mark.parametrize(
    ("before", "right", "wrong", "after"),
    [
        ("年过五十，她觉得自己的教", "师生涯", "师生的", "很快就要告一段落了"),
        ("这家工厂去年的产", "值超过", "侄超过", "三亿元"),
        ("市公安局交", "警支队", "景支队", "民警介绍"),
        ("他在会上强", "调，", "吊，", "要抓好落实"),
        ("", "勇擔使命、", "勇摴醚、", "勇挑重擔"),
        ("經過兩年訴訟，法官判決當", "地公司", "帝公司", "賠償"),
    ],
)
def test_the_reading_that_fits_its_sentence_costs_less(before: str, right: str, wrong: str, after: str) -> None:
    good, bad = load().costs(before, [right, wrong], after)
    assert good < bad


@given(WORDS, WORDS, WORDS, WORDS)
def test_what_readings_share_at_the_front_is_read_as_text_before_them(
    before: str, shared: str, one: str, other: str
) -> None:
    within = load().costs(before, [shared + one, shared + other], "。")
    outside = load().costs(before + shared, [one, other], "。")
    assert within[1] - within[0] == pytest.approx(outside[1] - outside[0], abs=1e-2)


@given(WORDS, st.lists(WORDS, min_size=2, max_size=6, unique=True))
def test_the_order_of_the_readings_does_not_matter(before: str, readings: list[str]) -> None:
    forwards = load().costs(before, readings, "\n")
    backwards = load().costs(before, readings[::-1], "\n")
    assert forwards == pytest.approx(backwards[::-1], abs=1e-2)


def test_the_end_of_a_line_is_told_from_text_that_goes_on() -> None:
    ends = load().costs("会议将于明天召", ["开。", "开，"], "\n")
    goes_on = load().costs("会议将于明天召", ["开。", "开，"], "与会代表")
    assert ends[1] - ends[0] > goes_on[1] - goes_on[0]


def test_the_file_opens_within_a_third_of_a_second() -> None:
    load.cache_clear()
    start = time.process_time()
    load()
    assert time.process_time() - start < 0.3


def test_a_longer_reading_beside_them_does_not_change_what_readings_cost() -> None:
    pair = load().costs("昨天，兰州", ["市", "县的"], "政府")
    three = load().costs("昨天，兰州", ["市", "县的", "新区里面都"], "政府")
    assert three[1] - three[0] == pytest.approx(pair[1] - pair[0], abs=1e-2)


def test_one_thread_computes_and_those_of_other_users_of_numpy_are_left_as_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def threads() -> list[int]:
        return [pool["num_threads"] for pool in threadpool_info()]

    model, during, step = load(), [], SentenceModel._next
    monkeypatch.setattr(SentenceModel, "_next", lambda *given: (during.append(threads()), step(*given))[1])
    with threadpool_limits(limits=2):
        before = threads()
        model.costs("兰州", ["市", "是"], "政府")
        assert threads() == before
    assert {count for counts in during for count in counts} == {1}


def test_clean_text_does_not_import_numpy() -> None:
    code = "import sys; from lanzhou_news import repair_text as r; r('兰州市召开会议。'); print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize(("texts", "count"), [(["ab", "ac"], 1), (["", "ac"], 0), (["ab", "abc", "abd"], 2)])
def test_shared_start(texts: list[str], count: int) -> None:
    assert shared_start(texts) == count


def test_text_that_follows_at_some_distance_is_read() -> None:
    near = load().costs("昨天，七里河区", ["的", "地"], "一些居民小区供水")
    far = load().costs("昨天，七里河区", ["的", "地"], "一些居民小学上课")
    assert near[1] - near[0] != pytest.approx(far[1] - far[0], abs=1e-3)


QUESTIONS = st.builds(Question, WORDS, st.lists(WORDS, min_size=2, max_size=4, unique=True).map(tuple), WORDS)


@given(st.lists(QUESTIONS, min_size=1, max_size=5))
def test_questions_answered_together_have_the_answers_they_have_alone(questions: list[Question]) -> None:
    for question, costs in zip(questions, load().answer(questions), strict=True):
        assert costs == pytest.approx(load().costs(*question), abs=1e-3)


def test_a_question_is_answered_when_it_is_asked_again_or_at_once() -> None:
    question = Question("昨天，兰州", ("市", "是"), "政府")
    sentences = Sentences()
    assert sentences.costs(*question) is None
    sentences.answer()
    known = sentences.costs(*question)
    assert known is not None
    assert (sentences.missed, list(sentences.waiting)) == (1, [])
    sentences.at_once = True
    assert sentences.costs("今天，兰州", question.readings, question.after) is not None


def test_readings_of_the_same_symbols_cost_the_same_to_the_last_bit() -> None:
    # Ties are decided by the text, not by the row of a matrix.
    readings = ("國家", "家", "国家", "国", "國家")
    costs = load().costs("我们的", readings, "，")
    assert costs[0] == costs[2] == costs[4]
