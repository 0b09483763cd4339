"""Mirror hosts of the replica: damaged copies with the truth beside them."""

from __future__ import annotations

import re

import pytest

from lanzhou_news.replica.corruption import traditional
from lanzhou_news.replica.mirror import CONVERTERS
from lanzhou_news.replica.server import RunningReplica

HOSTS = [converter.host for converter in CONVERTERS]
GLOSS = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")


@pytest.mark.parametrize("host", HOSTS)
def test_copies_are_linked_from_the_host_s_own_list(running: RunningReplica, host: str) -> None:
    records = list(running.gold(f"host={host}"))
    assert len(records) >= 5
    home = running.fetch(f"http://{host}/").decode()
    assert host in running.get("/").decode()
    for record in records:
        assert record["url"].removeprefix(f"http://{host}") in home
        assert running.fetch(record["url"])


def test_gloss_only_copies_give_the_traditional_text_when_the_glosses_are_dropped(running: RunningReplica) -> None:
    for record in running.gold("kind=mirror-gloss"):
        page = GLOSS.sub("", running.fetch(record["url"]).decode())
        for paragraph in record["body"].split("\n"):
            assert traditional(paragraph) in page, record["url"]


def test_corrupt_copies_show_the_traces_of_shifted_bytes(running: RunningReplica) -> None:
    pages = [running.fetch(record["url"]).decode() for record in running.gold("host=www.fcgxiehui.com")]
    assert all(GLOSS.search(page) for page in pages)
    assert sum("?" in page for page in pages) > len(pages) / 2


def test_a_copy_is_a_record_of_its_own_that_names_its_original(running: RunningReplica) -> None:
    originals = {record["id"]: record for record in running.gold("host=www.lzbs.com.cn")}
    for record in running.gold("host=www.ifyoulikebooks.com"):
        original = originals[record["duplicate_of"]]
        assert record["id"].startswith("url:")
        assert record["canonical_url"] == original["url"]
        assert record["body"] == original["body"]
        assert record["source"] == "兰州新闻网"
