"""Stories of the replica: different where they should be, alike where they should be, the same for the same seed."""

from __future__ import annotations

import itertools

from lanzhou_news.replica.articles import Newsroom
from lanzhou_news.replica.corpus import Corpus
from lanzhou_news.replica.topics import frames, topics

ARTICLES = 600
UNRELATED_MOST = 0.2
"""Largest character-3-gram Jaccard that two stories of different topics may reach."""


def trigrams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))


def jaccard(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / len(one | two)


def bodies(kind: str) -> dict[int, frozenset[str]]:
    corpus = Corpus(11, ARTICLES)
    newsroom = Newsroom(corpus)
    return {
        n: trigrams("".join(newsroom.story(n).paragraphs)) for n in range(ARTICLES) if newsroom.corpus.kind(n) == kind
    }


def test_there_are_dozens_of_topics_and_hundreds_of_clauses() -> None:
    assert len(topics()) >= 35
    assert sum(len(topic.acts) + len(topic.facts) + len(topic.sayings) for topic in topics()) >= 500
    assert sum(map(len, frames().values())) >= 100


def test_unrelated_stories_share_few_trigrams() -> None:
    corpus, own = Corpus(11, ARTICLES), bodies("own")
    pairs = [(m, n) for m, n in itertools.combinations(own, 2) if corpus.topic(m) is not corpus.topic(n)]
    worst = max(pairs[:: max(1, len(pairs) // 20_000)], key=lambda pair: jaccard(own[pair[0]], own[pair[1]]))
    assert jaccard(own[worst[0]], own[worst[1]]) < UNRELATED_MOST, worst


def test_stories_of_one_topic_are_still_different_stories() -> None:
    corpus, own = Corpus(11, ARTICLES), bodies("own")
    pairs = [(m, n) for m, n in itertools.combinations(own, 2) if corpus.topic(m) is corpus.topic(n)]
    shares = sorted(jaccard(own[m], own[n]) for m, n in pairs)
    assert shares[int(len(shares) * 0.99)] < UNRELATED_MOST
    assert shares[-1] < 0.35


def test_notices_of_one_family_share_most_words_and_are_never_equal() -> None:
    notices = list(bodies("template").values())
    shares = [jaccard(one, two) for one, two in itertools.combinations(notices, 2)]
    assert max(shares) < 1.0
    assert sum(share > 0.4 for share in shares) > len(notices) / 4


def test_reposts_share_their_text_with_the_original() -> None:
    corpus = Corpus(11, ARTICLES)
    newsroom = Newsroom(corpus)
    reposts = [n for n in range(ARTICLES) if corpus.kind(n) in ("repost", "truncated")]
    assert len(reposts) > 20
    for n in reposts:
        copy, original = newsroom.story(n), newsroom.story(corpus.origin(n))
        assert copy.n != original.n
        assert set(copy.paragraphs[1:]) <= set(original.paragraphs), n


def test_article_does_not_depend_on_the_ones_before_it() -> None:
    one, two = Newsroom(Corpus(3, 500)), Newsroom(Corpus(3, 500))
    for n in range(499):
        one.story(n)
    assert one.story(499) == two.story(499)


def test_corrections_change_something_each_time() -> None:
    newsroom = Newsroom(Corpus(3, 100))
    for n in range(100):
        first, second, third = (newsroom.story(n, revision) for revision in (1, 2, 3))
        assert first != second != third
        assert newsroom.story(n, 1) == first


def test_a_hundred_thousand_articles_are_found_by_id_without_a_table() -> None:
    corpus = Corpus(2, 100_000)
    for n in (0, 1, 777, 50_000, 99_998, 99_999):
        assert corpus.find(corpus.content_id(n)) == n
        assert len(str(corpus.content_id(n))) == 9
    assert corpus.find(corpus.content_id(99_999) + 1) is None
    ids = [corpus.content_id(n) for n in range(0, 100_000, 97)]
    assert ids == sorted(ids)


def test_published_articles_come_after_all_others_and_move_nothing() -> None:
    corpus = Corpus(2, 100)
    before = [corpus.url(n) for n in range(100)]
    corpus.size += 20
    assert [corpus.url(n) for n in range(100)] == before
    assert corpus.moment(119) > corpus.moment(100) > corpus.moment(99)
