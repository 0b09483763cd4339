"""Credits that the replica prints, against what its gold says they mean."""

from __future__ import annotations

from datetime import datetime
from random import Random

import pytest

from lanzhou_news.replica.bylines import FORMS, make_credits

MOMENT = datetime(2024, 3, 5, 8, 0)


@pytest.mark.parametrize("form", [form for form, _ in FORMS])
@pytest.mark.parametrize("seed", range(40))
def test_everybody_in_the_gold_is_printed(form: str, seed: int) -> None:
    credits = make_credits(Random(seed), MOMENT, form=form)
    printed = "".join([credits.first, credits.dateline, credits.end, *credits.last, credits.meta_author, credits.staff])
    squeezed = printed.replace(" ", "").replace("\u3000", "")
    for name in [author.name for author in credits.authors] + [name for name, _ in credits.editors]:
        assert name in squeezed, (form, seed, printed)


def test_all_forms_of_the_grammar_occur() -> None:
    lines = [make_credits(Random(seed), MOMENT) for seed in range(3000)]
    printed = "\n".join("".join([c.first, c.dateline, c.end, *c.last, c.staff]) for c in lines)
    for piece in ("首席记者", "见习记者", "通讯员", "实习生", "文/图", "摄影报道", "本报讯", "新华社", "责任编辑：\n"):
        assert piece in printed + "\n", piece
    for piece in ("校对：", "一审：", "丨", "_NBJ", "·", "（兰州日报社全媒体", "文/兰州日报社全媒体"):
        assert piece in printed, piece
    assert any(c.ambiguous for c in lines)
    assert any(not c.authors for c in lines)


def test_correspondents_belong_to_no_newspaper() -> None:
    people = [author for seed in range(500) for author in make_credits(Random(seed), MOMENT).authors]
    assert {person.organization for person in people if person.role == "通讯员"} == {None}


def test_a_named_source_wins_over_an_inferred_one() -> None:
    for seed in range(500):
        credits = make_credits(Random(seed), MOMENT)
        if credits.meta_source:
            assert credits.source == credits.meta_source
