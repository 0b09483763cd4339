"""Reposts, truncated and mirror copies of a replica fall into the clusters its gold names, over any number of runs."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from lanzhou_news.replica.server import RunningReplica, start
from tests.crawling import command, environment, records, rows

MIRRORS = ("www.ifyoulikebooks.com", "www.fcgxiehui.com")


@pytest.fixture(scope="module")
def replica() -> Iterator[RunningReplica]:
    with start(articles=400, seed=7) as running:
        yield running


@pytest.fixture(scope="module")
def output(replica: RunningReplica, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two-runs")
    for spider, more in (
        ("lanzhou", ("-a", "until=2024-05-15")),
        ("lanzhou", ("-a", "full=1")),
        ("lanzhou_mirrors", ()),
    ):
        done = subprocess.run(
            command(folder, *more, spider=spider),
            cwd=Path(__file__).resolve().parents[2],
            env=environment(replica.base),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return folder


def stories(replica: RunningReplica) -> dict[str, str]:
    """Article id → id of the original, of everything the two spiders can reach."""
    hosts = ("www.lzbs.com.cn", *MIRRORS)
    return {line["id"]: line["duplicate_of"] or line["id"] for host in hosts for line in replica.gold(f"host={host}")}


def test_clusters_are_those_of_the_gold(replica: RunningReplica, output: Path) -> None:
    gold = stories(replica)
    ours, expected = defaultdict(set), defaultdict(set)
    for ident, cluster in rows(output, "SELECT id, cluster FROM fingerprints"):
        ours[cluster].add(ident)
    for ident, original in gold.items():
        expected[original].add(ident)
    assert {frozenset(one) for one in ours.values()} == {frozenset(one) for one in expected.values()}


def test_a_written_line_names_a_member_of_its_own_story(replica: RunningReplica, output: Path) -> None:
    gold = stories(replica)
    wrong = [
        (one["id"], one["duplicate_of"])
        for one in records(output)
        if one["duplicate_of"] and gold[one["duplicate_of"]] != gold[one["id"]]
    ]
    assert wrong == []


def test_copies_of_mirrors_come_home_under_ids_of_their_own(replica: RunningReplica, output: Path) -> None:
    copies = {one["id"]: one for one in records(output) if one["site"] == "lanzhou_mirrors"}
    gold = {line["id"]: line for host in MIRRORS for line in replica.gold(f"host={host}")}
    assert set(copies) == set(gold)
    assert {i: one["canonical_url"] for i, one in copies.items()} == {i: g["canonical_url"] for i, g in gold.items()}
    gloss = [g for g in gold.values() if g["kind"] == "mirror-gloss"]
    exact = sum(copies[g["id"]]["body"] == g["body"] for g in gloss) / len(gloss)
    print(f"mirror-gloss: {exact:.4f} of {len(gloss)} bodies exact")
    assert exact >= 0.95
