"""Any corpus, line by line."""

from __future__ import annotations

import random

from lanzhou_news.store.stories import Copy, Stories
from tests.text.prose import story


def test_every_line_but_the_complete_one_of_a_story_is_a_duplicate() -> None:
    rng = random.Random(1)
    text = story(rng)
    with Stories() as stories:
        stories.add(1, text[: len(text) // 2], "cut")
        stories.add(2, story(rng), "other")
        stories.add(3, text, "whole")
        stories.add(4, text, "again")
        assert list(stories.duplicates()) == [Copy(1, "cut", 3, "whole", 1.0), Copy(4, "again", 3, "whole", 1.0)]
        assert (stories.count, stories.repeated) == (4, 1)


def test_ids_may_repeat_and_hold_anything() -> None:
    text = story(random.Random(2))
    with Stories() as stories:
        stories.add(1, text, "a:b\tc")
        stories.add(2, text, "a:b\tc")
        assert [copy.id for copy in stories.duplicates()] == ["a:b\tc"]


def test_equal_short_texts_are_duplicates_and_empty_ones_are_not() -> None:
    with Stories() as stories:
        for line, text in enumerate(["今日多云转晴", "今日多云转晴。", "今日多云转阴", "", "", "。"], 1):
            stories.add(line, text, "")
        assert [(copy.line, copy.duplicate_of_line) for copy in stories.duplicates()] == [(2, 1)]
