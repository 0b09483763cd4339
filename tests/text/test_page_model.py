import math

from lanzhou_news.text.language_model import load
from lanzhou_news.text.page_model import PageModel


def numbers(text: str) -> list[int]:
    return [load().number(char) for char in text]


def test_a_word_of_the_page_costs_less_than_in_other_news() -> None:
    page = PageModel(load(), "演員王伍福出場,王伍福說\n導(dǎo)演請王伍福")
    assert page.cost(*numbers("王伍福")) < load().cost(*numbers("王伍福")) - 1


def test_an_empty_page_says_what_the_news_model_says() -> None:
    page = PageModel(load(), "")
    assert page.cost(*numbers("兰州市")) == load().cost(*numbers("兰州市"))


def test_what_stands_behind_a_lone_question_mark_is_not_learned() -> None:
    page = PageModel(load(), "勇?嵉墓ぷ鞒尚苿(dòng)")
    assert page.cost(*numbers("嵉墓ぷ")) == load().cost(*numbers("嵉墓ぷ"))


def test_probabilities_after_a_context_of_the_page_sum_to_about_one() -> None:
    page = PageModel(load(), "兰州市和兰州新区")
    first, second = numbers("兰州")
    assert math.isclose(sum(math.exp(-page.cost(first, second, third)) for third in range(load().size)), 1, abs_tol=0.1)


def test_nor_what_stands_behind_a_folded_mark_that_a_lone_lead_byte_precedes() -> None:
    page = PageModel(load(), "成效?;诖耍恼戮推髽I(yè)")
    assert page.cost(*numbers("诖耍恼")) == load().cost(*numbers("诖耍恼"))
