import math
import time

import pytest

from lanzhou_news.text.language_model import LanguageModel, load, symbol_of


@pytest.mark.parametrize(
    ("char", "symbol"), [("國", "国"), ("国", "国"), (",", "，"), ("７", "0"), ("K", "a"), ("著", "着")]
)
def test_scripts_widths_digits_and_letters_are_one_symbol(char: str, symbol: str) -> None:
    assert symbol_of(char) == symbol


def cost(text: str) -> float:
    model = load()
    numbers = [model.boundary] * 2 + [model.number(char) for char in text]
    return sum(model.cost(*numbers[at - 2 : at + 1]) for at in range(2, len(numbers)))


@pytest.mark.parametrize(("better", "worse"), [("市政府召开会议", "市府政召会开议"), ("經濟社會發展", "經濟社會癹展")])
def test_news_costs_less_than_shuffled_news(better: str, worse: str) -> None:
    assert cost(better) < cost(worse)


def test_probabilities_after_a_common_context_sum_to_about_one() -> None:
    model = load()
    first, second = model.number("兰"), model.number("州")
    total = sum(math.exp(-model.cost(first, second, third)) for third in range(model.size))
    assert total == pytest.approx(1.0, abs=0.1)


def test_the_file_opens_within_a_third_of_a_second() -> None:
    load.cache_clear()
    start = time.process_time()
    load()
    assert time.process_time() - start < 0.3


def test_another_file_is_refused(tmp_path) -> None:
    wrong = tmp_path / "wrong.bin"
    wrong.write_bytes(b"x" * 64)
    with pytest.raises(ValueError, match="no language model"):
        LanguageModel(wrong)
