"""A site that changes while it is crawled: growth, corrections, deletions, faults, hostile pages."""

from __future__ import annotations

import gzip
import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from lanzhou_news.replica import hostile
from lanzhou_news.replica.server import RunningReplica, start

HOST = "www.lzbs.com.cn"


@pytest.fixture
def replica() -> Iterator[RunningReplica]:
    with start(articles=60, seed=4, plain=True) as running:
        yield running


def status(replica: RunningReplica, url: str) -> int:
    try:
        replica.fetch(url)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    return 200


def test_published_articles_appear_in_lists_and_gold(replica: RunningReplica) -> None:
    before = {record["id"] for record in replica.gold(f"host={HOST}")}
    home = replica.get("/")
    assert replica.control(publish=7)["articles"] == 67
    after = {record["id"] for record in replica.gold(f"host={HOST}")}
    assert len(after - before) == 7
    assert before < after
    assert replica.get("/") != home


def test_a_correction_gives_the_next_version_to_page_and_gold(replica: RunningReplica) -> None:
    old = list(replica.gold(f"host={HOST}"))[30]
    page = replica.fetch(old["url"])
    assert replica.control(correct=[old["url"]])["corrected"] == {old["id"]: 2}
    new = next(record for record in replica.gold(f"host={HOST}") if record["id"] == old["id"])
    assert new["revision"] == 2
    assert new != old
    assert replica.fetch(old["url"]) != page
    versions = [record for record in replica.gold("versions=all") if record["id"] == old["id"]]
    assert [record["revision"] for record in versions] == [1, 2]


def test_deleted_articles_answer_404_or_410_until_restored(replica: RunningReplica) -> None:
    one, two = list(replica.gold(f"host={HOST}"))[10:12]
    replica.control(delete=[one["id"]], gone=[two["id"]])
    assert (status(replica, one["url"]), status(replica, two["url"])) == (404, 410)
    replica.control(restore=[one["id"], two["id"]])
    assert (status(replica, one["url"]), status(replica, two["url"])) == (200, 200)


def test_with_corrections_articles_change_at_a_later_visit() -> None:
    with start(articles=200, seed=4, corrections=True, plain=True) as replica:
        records = list(replica.gold(f"host={HOST}"))
        assert {record["revision"] for record in records} == {1}
        visits = [[status(replica, record["url"]) for record in records] for _ in range(3)]
        assert set(visits[0]) == {200}
        assert {404, 410} & set(visits[1])
        now = list(replica.gold(f"host={HOST}"))
        assert {record["revision"] for record in now} >= {1, 2}
        assert sum(record.get("status") == "gone" for record in now) == sum(code != 200 for code in visits[2])


def test_rate_limit_names_when_to_come_back_and_lets_the_second_request_pass(replica: RunningReplica) -> None:
    replica.control(weather={"rate_limit": 1.0, "retry_after": 3})
    url = next(replica.gold())["url"]
    with pytest.raises(urllib.error.HTTPError) as error:
        replica.fetch(url)
    with error.value:
        assert error.value.code in (429, 503)
        assert error.value.headers["Retry-After"] == "3"
    assert status(replica, url) == 200


def test_a_block_page_comes_with_status_200(replica: RunningReplica) -> None:
    replica.control(weather={"block": 1.0})
    url = next(replica.gold())["url"]
    assert "验证码" in replica.fetch(url).decode()
    assert "验证码" not in replica.fetch(url).decode("utf-8", "replace")


def test_a_site_that_is_down_answers_nothing_or_503(replica: RunningReplica) -> None:
    url = next(replica.gold())["url"]
    replica.control(weather={"down": "503"})
    assert status(replica, url) == 503
    replica.control(weather={"down": "drop"})
    with pytest.raises((urllib.error.URLError, http.client.HTTPException, ConnectionError)):
        replica.fetch(url)
    replica.control(weather={"down": ""})
    assert status(replica, url) == 200


def test_a_redesign_changes_every_page_and_no_gold(replica: RunningReplica) -> None:
    record = next(replica.gold())
    page = replica.fetch(record["url"])
    replica.control(redesign=True)
    assert replica.fetch(record["url"]) != page
    assert next(replica.gold())["body"] == record["body"]


@pytest.mark.parametrize("orders", [{"dance": 1}, {"weather": {"hail": 1}}, {"delete": ["lanzhou:1"]}])
def test_an_order_that_cannot_be_carried_out_is_refused(replica: RunningReplica, orders: dict[str, object]) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        replica.control(**orders)
    with error.value:
        assert error.value.code == 400
        assert b"error" in error.value.read()


@pytest.fixture(scope="module")
def traps() -> Iterator[RunningReplica]:
    with start(articles=20, seed=4, hostile=True) as running:
        yield running


def test_traps_exist_only_when_asked_for(replica: RunningReplica, traps: RunningReplica) -> None:
    url = next(iter(hostile.gold_records()))["url"]
    assert (status(replica, url), status(traps, url)) == (404, 200)
    assert hostile.EVIL in traps.get("/").decode()


def test_every_hostile_headline_has_its_gold(traps: RunningReplica) -> None:
    records = list(traps.gold("kind=hostile"))
    assert len(records) == len(hostile.TITLES)
    for record in records:
        assert hostile.BODY[0] in traps.fetch(record["url"]).decode()


def test_the_calendar_never_ends(traps: RunningReplica) -> None:
    for path in ("/calendar/2024/06/28/", "/calendar/2031/01/01/", "/calendar/1980/12/31/"):
        assert traps.get(path).count(b"/calendar/") == 6
    assert b"node_77_100000.htm" in traps.get("/pager/node_77_99999.htm")


@contextmanager
def answer(traps: RunningReplica, number: int) -> Iterator[http.client.HTTPResponse]:
    client = http.client.HTTPConnection(urlsplit(traps.base).netloc, timeout=10)
    try:
        client.request("GET", f"/lanzhounews/2024-06/28/content_9000000{number:02d}.htm")
        with client.getresponse() as response:
            yield response
    finally:
        client.close()


@pytest.mark.parametrize(("index", "target"), list(enumerate(hostile.REDIRECTS)))
def test_redirects_lead_out_of_the_site(traps: RunningReplica, index: int, target: str) -> None:
    with answer(traps, 21 + index) as response:
        assert response.headers["Location"] == target


@pytest.mark.slow
def test_the_bomb_is_small_on_the_wire(traps: RunningReplica) -> None:
    with answer(traps, 41) as response:
        body = response.read()
        assert response.headers["Content-Encoding"] == "gzip"
    assert len(body) < 1_000_000
    assert len(gzip.decompress(body)) > 100_000_000


def test_the_endless_page_does_not_end_early(traps: RunningReplica) -> None:
    with answer(traps, 42) as response:
        assert len(response.read(20_000_000)) == 20_000_000


def test_the_cut_off_page_promises_more_than_it_sends(traps: RunningReplica) -> None:
    with answer(traps, 44) as response, pytest.raises((http.client.IncompleteRead, ConnectionError)):
        response.read()
