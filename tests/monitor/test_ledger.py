"""The counts carried from run to run are those that counting everything anew gives."""

from __future__ import annotations

import dataclasses
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from weakref import finalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.items import Note, Person
from lanzhou_news.monitor import ledger as ledgers
from lanzhou_news.monitor.collection import Collection
from lanzhou_news.monitor.figures import collect
from lanzhou_news.monitor.ledger import Ledger, load, save
from lanzhou_news.monitor.report import write_report
from lanzhou_news.monitor.thresholds import Thresholds
from lanzhou_news.store.migrations import migrate
from tests.export.records import article
from tests.monitor.stores import History

FIRST = date(2025, 1, 1)
CHANGES = st.fixed_dictionaries(
    {
        "published_at": st.sampled_from([None, "2025-01-01T00:00:00+08:00", "2025-01-02T00:00:00+08:00"]),
        "section": st.sampled_from([None, "政务", "教育"]),
        "source": st.sampled_from([None, "兰州晚报"]),
        "authors": st.sampled_from([[], [Person("李晓明")], [Person("李晓明"), Person("王芳", None, "兰州晚报")]]),
        "cleaning": st.sampled_from([[], [Note("repair", "gloss-run")]]),
        "status": st.sampled_from(["live", "gone"]),
    }
)


def in_memory() -> History:
    history = History.__new__(History)
    history.db, history.runs = sqlite3.connect(":memory:", isolation_level=None), 0
    finalize(history, history.db.close)
    migrate(history.db)
    return history


@given(st.lists(st.lists(st.tuples(st.integers(1, 4), CHANGES), max_size=5), max_size=4))
def test_counts_carried_on_equal_those_made_anew(runs: list[list[tuple[int, dict[str, object]]]]) -> None:
    history, carried = in_memory(), Ledger()
    revisions: dict[int, int] = {}
    for back, written in enumerate(runs):
        batch = []
        for number, changes in written:
            revisions[number] = revisions.get(number, 0) + 1
            batch.append(article(number, revision=revisions[number], **changes))
        history.run((FIRST + timedelta(days=back)).isoformat(), batch)
        anew = Collection()
        anew.advance(history.db)
        assert carried.held(history.db) == anew
    assert carried.collection.articles == len(revisions)
    history.db.close()


def test_a_second_report_reads_only_what_is_new_and_shows_the_same(tmp_path: Path) -> None:
    history = History(tmp_path)
    for number in range(3):
        history.run(f"2025-03-0{number + 1}", [article(number * 10 + one) for one in range(5)])
    write_report(tmp_path, Thresholds())
    history.run("2025-03-04", [article(99), article(1, revision=2, source=None)])
    read: list[str] = []
    history.db.set_trace_callback(read.append)
    figures = collect(history.db, Thresholds(), load(tmp_path))
    runs_read = {line.split("'")[1] for line in read if line.startswith("SELECT line FROM articles WHERE run_id")}
    assert runs_read == {figures.runs[0].run_id}, "only the new run was read"
    whole = collect(history.db, Thresholds())
    assert dataclasses.replace(figures, made="") == dataclasses.replace(whole, made="")
    history.db.close()


def test_the_counts_of_another_store_or_of_other_code_are_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = History(tmp_path / "a"), History(tmp_path / "b")
    first.run("2025-03-01", [article(1), article(2)])
    second.run("2025-03-01", [article(3)])
    ledger = Ledger()
    assert ledger.held(first.db).articles == 2
    assert ledger.held(second.db).articles == 1
    (tmp_path / "a" / "reports").mkdir()
    save(ledger, tmp_path / "a")
    assert load(tmp_path / "a").collection.articles == 1
    monkeypatch.setattr(ledgers, "_code", lambda: "newer")
    assert load(tmp_path / "a") == Ledger()
    (tmp_path / "a" / ledgers.FILE).write_bytes(b"rubbish")
    assert load(tmp_path / "a") == Ledger()
    first.db.close()
    second.db.close()
