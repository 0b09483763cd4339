import pytest

from lanzhou_news.text.mirror.hypothesis import Reading
from lanzhou_news.text.mirror.ranking import CLOSE, rank


def texts(readings: list[Reading]) -> list[str]:
    return [reading.text for reading in readings]


def test_one_reading_is_taken_as_it_is() -> None:
    only = Reading(3.0, "师生涯")
    assert rank([only], "教", "很快") == [only]


def test_a_reading_far_behind_is_not_looked_at() -> None:
    best = Reading(3.0, "师生涯")
    assert rank([best, Reading(3.0 + CLOSE, "师生的")], "教", "很快") == [best]


def test_the_sentence_overrules_the_search_where_they_are_close() -> None:
    close = [Reading(20.0, "師生的"), Reading(21.0, "師生涯")]
    assert texts(rank(close, "年過五十,郭榮梅覺得自己的教", "很快就要告一段落了。\n")) == ["師生涯", "師生的"]


def test_the_search_overrules_the_sentence_where_they_are_far_apart() -> None:
    far = [Reading(20.0, "師生的"), Reading(20.0 + CLOSE - 0.1, "師生涯")]
    assert texts(rank(far, "年過五十,郭榮梅覺得自己的教", "很快就要告一段落了。\n"))[0] == "師生的"


@pytest.mark.parametrize("count", [2, 5, 12])
def test_no_close_reading_is_lost_and_the_best_comes_first(count: int) -> None:
    readings = [Reading(10.0 + at / 4, "市政府的决定和"[at % 7 :] + "很" * (at // 7)) for at in range(count)]
    ranked = rank(readings, "昨天，", "公布。\n")
    assert sorted(texts(ranked)) == sorted(texts(readings))
    assert [reading.cost for reading in ranked] == sorted(reading.cost for reading in ranked)


def test_runs_of_thousands_of_characters_stay_as_the_search_ranked_them() -> None:
    long = "很" * 400
    ends = ("師生的", "師生涯", "師生了", "師生地", "師")
    close = [Reading(20.0 + at / 10, long + end) for at, end in enumerate(ends)]
    assert rank(close, "年過五十,郭榮梅覺得自己的教", "很快就要告一段落了。\n") == close


@pytest.mark.parametrize(("after", "best"), [("2023年03月05日第02版)\n", "（"), ("2023年03月05日第02版\n", "，")])
def test_a_bracket_that_closes_behind_the_run_is_opened_in_it(after: str, best: str) -> None:
    close = [Reading(10.0, "，"), Reading(11.6, "（")]
    assert texts(rank(close, "見《甘肅工人報》", after))[0] == best
