"""The costs of many candidates are, to the bit, what the models say of one after the other."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from lanzhou_news.text.candidate_costs import CandidateCosts, Choices, cheapest
from lanzhou_news.text.language_model import LanguageModel, load
from lanzhou_news.text.page_model import PageModel
from lanzhou_news.text.plausible import UNSEEN

WORDS = st.text("兰州市政府的召开会议，。“”讨论黄河水位國国5A 㐀\ufffd", min_size=2, max_size=12)
PAGE = "兰州市政府召开会议，讨论黄河水位。兰州市的会议，兰州的水，国家的水。"


def one_by_one(model: LanguageModel | PageModel, first: int, second: int, chars: str) -> list[float]:
    numbers = [model.number(char) for char in chars]
    return [UNSEEN if number == model.unknown else model.cost(first, second, number) for number in numbers]


@given(WORDS, st.text("兰州市政府会议，。“”國国水位的5A㐀\ufffd", max_size=30), st.sampled_from(["", PAGE, PAGE * 9]))
@example("，。", "".join(map(chr, range(0x4E00, 0x5000))), PAGE)
def test_all_at_once_cost_what_one_by_one_do(before: str, chars: str, page: str) -> None:
    first, second = map(load().number, before[-2:])
    model = PageModel(load(), page) if page else load()
    costs = CandidateCosts(model).behind(first, second, Choices(tuple(chars), load()))
    assert costs.tolist() == one_by_one(model, first, second, chars)


@given(st.lists(st.sampled_from([0.0, 1.0, 1.5, 2.0, np.inf]), max_size=12), st.integers(1, 5))
def test_the_cheapest_are_those_a_sort_puts_first_with_their_ties(costs: list[float], most: int) -> None:
    found = cheapest(np.array(costs), most)
    order = sorted((cost, place) for place, cost in enumerate(costs) if cost < np.inf)
    assert sorted(found)[:most] == order[:most]
    assert all(costs[place] == cost for cost, place in found)
    assert (
        len(found) <= max(most, sum(cost <= order[min(most, len(order)) - 1][0] for cost, _ in order)) if order else 1
    )
