"""Reposts, truncated and mirror copies of a replica fall into the clusters its gold names, within and across runs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from lanzhou_news.replica.server import RunningReplica, start
from tests.crawling import ROOT, environment, records, rows

pytestmark = pytest.mark.slow
MIRRORS = ("www.ifyoulikebooks.com", "www.fcgxiehui.com")
HOSTS = ("www.lzbs.com.cn", *MIRRORS)


@pytest.fixture(scope="module")
def replica() -> Iterator[RunningReplica]:
    with start(articles=280, seed=7) as running:
        yield running


def lanzhou_news(*words: str, proxy: str = "http://127.0.0.1:9") -> str:
    """Run one command to its end; returns what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "lanzhou_news.cli", *words],
        cwd=ROOT,
        env=environment(proxy),
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def crawl(replica: RunningReplica, output: Path, *words: str) -> None:
    quiet = ("-s", "LN_DRY_DAYS_WARN=9999", "-s", "LN_DRY_DAYS_FAIL=9999")
    lanzhou_news("crawl", *words, "--fast", "-s", f"OUTPUT_DIR={output}", *quiet, proxy=replica.base)


@pytest.fixture(scope="module")
def one_run(replica: RunningReplica, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site and its mirrors side by side, by one command."""
    folder = tmp_path_factory.mktemp("one-run")
    crawl(replica, folder, "lanzhou", "lanzhou_mirrors")
    return folder


@pytest.fixture(scope="module")
def two_runs(replica: RunningReplica, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backfill of the older part first, then all that is left, mirrors included."""
    folder = tmp_path_factory.mktemp("two-runs")
    crawl(replica, folder, "lanzhou", "-a", "until=2024-06-12")
    stored = {ident for (ident,) in rows(folder, "SELECT id FROM fingerprints")}
    gold = stories(replica)
    split = {original for ident, original in gold.items() if ident in stored and original != ident}
    assert 80 < len(stored) < 240, "the first run is meant to leave a part"
    assert any(gold[ident] in stored and ident not in stored for ident in gold), "some story must span both runs"
    assert split, "some story must lie in the first run as a whole"
    crawl(replica, folder, "lanzhou", "lanzhou_mirrors")
    return folder


@pytest.fixture(params=["one_run", "two_runs"])
def output(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def stories(replica: RunningReplica) -> dict[str, str]:
    """Article id → id of the original, of everything the spiders can reach."""
    return {line["id"]: line["duplicate_of"] or line["id"] for host in HOSTS for line in replica.gold(f"host={host}")}


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


def test_export_without_duplicates_holds_the_original_of_each_story(
    replica: RunningReplica, output: Path, tmp_path: Path
) -> None:
    lanzhou_news("export", "--format", "jsonl", "--latest", "--duplicates", "drop", *_places(output, tmp_path / "one"))
    kept = [one["id"] for one in exported(tmp_path / "one")]
    assert sorted(kept) == sorted(set(stories(replica).values()))


def test_export_of_clusters_names_the_original_beside_every_copy(
    replica: RunningReplica, output: Path, tmp_path: Path
) -> None:
    lanzhou_news("export", "--format", "jsonl", "--latest", "--duplicates", "cluster", *_places(output, tmp_path / "c"))
    assert {one["id"]: one["cluster"] for one in exported(tmp_path / "c")} == stories(replica)


def test_notices_from_one_form_are_news_of_their_own(replica: RunningReplica, output: Path) -> None:
    notices = {line["id"] for line in replica.gold("kind=template")}
    alone = {
        ident for (ident,) in rows(output, "SELECT min(id) FROM fingerprints GROUP BY cluster HAVING count(*) = 1")
    }
    copied = {original for ident, original in stories(replica).items() if ident != original}
    assert len(notices) > 15
    assert notices - copied <= alone


def test_copies_of_mirrors_come_home_under_ids_of_their_own(replica: RunningReplica, output: Path) -> None:
    copies = {one["id"]: one for one in records(output) if one["site"] == "lanzhou_mirrors"}
    gold = {line["id"]: line for host in MIRRORS for line in replica.gold(f"host={host}")}
    assert set(copies) == set(gold)
    assert {i: one["canonical_url"] for i, one in copies.items()} == {i: g["canonical_url"] for i, g in gold.items()}
    gloss = [g for g in gold.values() if g["kind"] == "mirror-gloss"]
    exact = sum(copies[g["id"]]["body"] == g["body"] for g in gloss) / len(gloss)
    print(f"mirror-gloss: {exact:.4f} of {len(gloss)} bodies exact")
    assert exact >= 0.95


def _places(output: Path, to: Path) -> tuple[str, ...]:
    return ("-s", f"OUTPUT_DIR={output}", "--output", str(to))


def exported(folder: Path) -> list[dict[str, object]]:
    return [
        json.loads(line)
        for file in sorted(folder.rglob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
