"""The store knows every story it has seen, on any site, in any run."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.notices import notice
from lanzhou_news.items import Article
from lanzhou_news.store.dedup import Member, canonical, cluster_of, place
from lanzhou_news.store.migrations import migrate
from tests.text.prose import story

MAINTENANCE = "站点维护\n您访问的页面暂时无法打开，可能是服务器正在升级，请稍候刷新，或返回首页继续浏览其他栏目。"
ORIGINAL = "http://www.lzbs.com.cn/lanzhounews/2025-01/02/content_507000001.htm"


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    yield connection
    connection.close()


def article(
    number: int, text: str, *, day: int = 2, site: str | None = "lanzhou", source: str | None = None
) -> Article:
    title, _, body = text.partition("\n")
    url = ORIGINAL.replace("507000001", str(number)) if site == "lanzhou" else f"http://news.example.com/{number}.htm"
    return Article(
        id=f"{site or 'url'}:{number}",
        url=url,
        canonical_url=url,
        site=site,
        title=title,
        body=body,
        source=source,
        published_at=f"2025-01-{day:02d}T08:00:00+08:00",
        published_precision="second",
    )


def mirror(number: int, text: str) -> Article:
    copy = article(number, text, site=None)
    copy.canonical_url = ORIGINAL.replace("507000001", str(number))
    copy.url = copy.canonical_url.replace("www.lzbs.com.cn", "www.fcgxiehui.com")
    return copy


def test_a_story_of_its_own_is_no_duplicate(db: sqlite3.Connection) -> None:
    rng = random.Random(1)
    for number in range(507000001, 507000041):
        new = article(number, story(rng))
        place(db, new)
        assert (new.duplicate_of, new.similarity) == (None, None)
        assert cluster_of(db, new.id) == (new.id, 1)


def test_a_copy_names_the_canonical_article_and_how_alike_they_are(db: sqlite3.Connection) -> None:
    text = story(random.Random(2))
    first, copy = article(507000001, text), article(507000002, f"{text}\n责任编辑：周晓明", day=3)
    place(db, first)
    place(db, copy)
    assert (copy.duplicate_of, copy.similarity) == (first.id, 1.0)
    assert cluster_of(db, copy.id) == cluster_of(db, first.id) == (first.id, 2)


def test_copies_are_found_over_two_runs(tmp_path: Path) -> None:
    text, file = story(random.Random(3)), tmp_path / "store.db"
    for number in (507000001, 507000002):
        with sqlite3.connect(file, isolation_level=None) as connection:
            migrate(connection)
            new = article(number, text, day=number % 10)
            place(connection, new)
        connection.close()
    assert new.duplicate_of == "lanzhou:507000001"


def test_the_original_takes_over_from_a_mirror_that_came_first(db: sqlite3.Connection) -> None:
    text = story(random.Random(4))
    copy, original = mirror(507000001, text), article(507000001, text, day=9)
    copy.id = "url:0123456789abcdef"
    place(db, copy)
    place(db, original)
    assert (copy.duplicate_of, original.duplicate_of) == (None, None)
    assert cluster_of(db, copy.id) == (original.id, 2)


def test_a_damaged_mirror_copy_is_known_by_its_address(db: sqlite3.Connection) -> None:
    rng = random.Random(5)
    text = story(rng)
    broken = "".join(char if rng.random() > 0.22 else "?" for char in text)
    copy, original = mirror(507000001, broken), article(507000001, text)
    copy.id = "url:0123456789abcdef"
    place(db, original)
    place(db, copy)
    assert copy.duplicate_of == original.id
    assert copy.similarity is not None
    assert 0.3 <= copy.similarity < 0.8


def test_another_text_under_the_same_address_is_no_copy(db: sqlite3.Connection) -> None:
    rng = random.Random(6)
    original, error_page = article(507000001, story(rng)), mirror(507000001, MAINTENANCE)
    error_page.id = "url:0123456789abcdef"
    place(db, original)
    place(db, error_page)
    assert error_page.duplicate_of is None


def test_a_revision_stays_in_its_cluster_and_is_compared_anew(db: sqlite3.Connection) -> None:
    rng = random.Random(7)
    text, rewritten = story(rng), story(rng)
    first, copy = article(507000001, text), article(507000002, text, day=3)
    place(db, first)
    place(db, copy)
    place(db, article(507000001, rewritten))
    late = article(507000003, rewritten, day=4)
    place(db, late)
    assert late.duplicate_of == first.id
    assert cluster_of(db, copy.id) == (first.id, 3)
    assert db.execute("SELECT count(*) FROM fingerprints").fetchone() == (3,)
    known = {doc for (doc,) in db.execute("SELECT DISTINCT doc FROM anchors")}
    assert known == {1, 2, 3}


def test_placing_an_article_again_changes_nothing(db: sqlite3.Connection) -> None:
    text = story(random.Random(8))
    for number in (507000001, 507000002):
        place(db, article(number, text, day=number % 10))
    before = list(db.iterdump())
    again = article(507000002, text, day=2)
    place(db, again)
    assert again.duplicate_of == "lanzhou:507000001"
    assert list(db.iterdump()) == before


def test_a_round_up_does_not_join_the_stories_it_holds(db: sqlite3.Connection) -> None:
    rng = random.Random(9)
    items = [story(rng, paragraphs=8) for _ in range(2)]
    for number, text in enumerate(items, 507000001):
        place(db, article(number, text))
    place(db, article(507000009, "\n".join(items), day=5))
    assert cluster_of(db, "lanzhou:507000001") != cluster_of(db, "lanzhou:507000002")


def test_notices_of_one_form_are_stories_of_their_own(db: sqlite3.Connection) -> None:
    rng = random.Random(10)
    notices = [article(number, notice("power", rng)) for number in range(507000001, 507000201)]
    for new in notices:
        place(db, new)
    assert sum(new.duplicate_of is not None for new in notices) <= 4


def test_a_late_copy_of_a_crowded_form_is_still_found(db: sqlite3.Connection) -> None:
    rng = random.Random(11)
    texts = ["居民楼突发火情\n" + notice("fire", rng) for _ in range(400)]
    for number, text in enumerate(texts, 507000001):
        place(db, article(number, text))
    missed = 0
    for number, text in enumerate(texts[300:], 508000001):
        copy = article(number, f"{text}\n来源：兰州晚报", day=9)
        place(db, copy)
        missed += copy.duplicate_of is None
    assert missed <= 5


def test_pictures_with_the_same_short_caption_are_not_copies(db: sqlite3.Connection) -> None:
    first, second = article(507000001, "图片新闻\n黄河风光"), article(507000002, "图片新闻\n黄河风光")
    place(db, first)
    place(db, second)
    assert second.duplicate_of is None


def test_signatures_of_another_version_are_not_compared(db: sqlite3.Connection) -> None:
    text = story(random.Random(12))
    place(db, article(507000001, text))
    db.execute("UPDATE fingerprints SET version = version - 1")
    later = article(507000002, text)
    place(db, later)
    assert later.duplicate_of is None


def member(name: str, **told: object) -> Member:
    known = {
        "doc": 1,
        "outlet": "兰州新闻网",
        "source": None,
        "mirror": False,
        "length": 1000,
        "published": "2025-01-02",
    }
    return Member(id=name, **{**known, **told})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("why", "best", "other"),
    [
        ("known site", member("lanzhou:2", published="2025-01-09"), member("url:1", outlet=None)),
        ("no mirror", member("url:2", outlet=None, doc=2), member("url:1", outlet=None, mirror=True)),
        ("complete", member("lanzhou:2", published="2025-01-09"), member("lanzhou:1", length=600)),
        ("earlier", member("lanzhou:2"), member("lanzhou:3", published="2025-01-03", length=1100)),
        (
            "first of a day by number",
            member("lanzhou:99", published="2025-01-02T09:00:00"),
            member("lanzhou:100", published="2025-01-02T00:00:00"),
        ),
        (
            "first of a day by number, not by hour",
            member("lanzhou:99", published="2025-01-02T10:00:00"),
            member("lanzhou:100", published="2025-01-02T09:00:00"),
        ),
        (
            "by hour where nobody knows the site's numbers",
            member("url:100", outlet=None, published="2025-01-02T09:00:00"),
            member("url:99", outlet=None, published="2025-01-02T10:00:00"),
        ),
        (
            "named as the source",
            member("a:1", outlet="兰州晚报", published="2025-01-09"),
            member("b:1", source="兰州晚报"),
        ),
        ("dated", member("lanzhou:9"), member("lanzhou:1", published=None)),
    ],
)
def test_the_canonical_article_is_chosen_by_rule(why: str, best: Member, other: Member) -> None:
    assert canonical([best, other]) == canonical([other, best]) == best, why


def test_who_names_no_source_is_no_repost_of_an_unknown_site() -> None:
    first = member("lanzhou:1", published="2025-01-02T08:00:00")
    later = member("a:1", outlet="兰州晚报", source="兰州晚报", published="2025-01-02T09:00:00")
    assert canonical([later, first, member("url:1", outlet=None)]) == first


def test_web_and_newspaper_stand_in_one_order_whoever_was_read_first() -> None:
    """The day first, then the hour where one is named, then the web; a repost names the other as its source."""

    def told(order: int, outlet: str, published: str, source: str | None = None) -> Member:
        return Member(outlet, order, outlet, source, False, 100, published)

    web, paper = "兰州新闻网", "兰州日报"
    for first, second in ((1, 2), (2, 1)):

        def original(web_time: str, source: str | None = None, at: tuple[int, int] = (first, second)) -> str:
            printed = told(at[1], paper, "2024-05-20T00:00:00+08:00", paper)
            return canonical([told(at[0], web, web_time, source), printed]).id

        assert original("2024-05-19T18:00:00+08:00") == web
        assert original("2024-05-20T09:30:00+08:00") == web
        assert original("2024-05-20T00:00:00+08:00") == web
        assert original("2024-05-21T07:00:00+08:00") == paper
        assert original("2024-05-20T09:30:00+08:00", paper) == paper
