"""Article ``n`` as a story: deterministic, made on demand, nothing kept but a small cache of headlines."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache

from lanzhou_news.replica import places
from lanzhou_news.replica.bylines import Credits, make_credits
from lanzhou_news.replica.corpus import Corpus
from lanzhou_news.replica.draws import draw, share, stream
from lanzhou_news.replica.notices import make_notice
from lanzhou_news.replica.people import plain_name
from lanzhou_news.replica.phrases import Scene, expand
from lanzhou_news.replica.prose import Clauses, one_line, story_paragraphs
from lanzhou_news.replica.story import Picture, Story

_HEAD, _BODY, _CREDITS, _PICTURES, _REPOST, _RARE, _CORRECTION = range(20, 27)
RARE_SHARE = 0.03
"""Share of articles whose first author has a character outside GBK in the name."""


class Newsroom:
    """Writes the stories of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.headline = lru_cache(maxsize=20_000)(self._headline)

    def has_rare_name(self, n: int) -> bool:
        """Must the page be able to print characters outside GBK?"""
        return share(self.corpus.seed, n, _RARE) < RARE_SHARE

    def scene(self, n: int) -> Scene:
        """The fixed facts of article ``n``."""
        topic = self.corpus.topic(n)
        scene = Scene(stream(self.corpus.seed, n, _HEAD), self.corpus.moment(n))
        scene.thing, scene.place = scene.pick(topic.things), scene.pick(places.DISTRICTS)
        scene.org = expand(topic.organs[scene.number(0, len(topic.organs) - 1)], scene)
        scene.official = plain_name(scene.rng)
        scene.clause = Clauses(topic, scene)
        return scene

    def _headline(self, n: int) -> str:
        origin = self.corpus.origin(n)
        if self.corpus.kind(origin) == "template":
            return self._notice(origin)[0]
        scene, bank = self.scene(origin), self.corpus.topic(origin).headlines
        title = expand(bank[scene.number(0, len(bank) - 1)], scene)
        if origin != n and share(self.corpus.seed, n, _REPOST) < 0.3:
            return f"{scene.thing}：{title.rpartition('：')[2]}"
        return title

    def _notice(self, n: int) -> tuple[str, list[str]]:
        return make_notice(Scene(stream(self.corpus.seed, n, _BODY), self.corpus.moment(n)))

    def story(self, n: int, revision: int = 1) -> Story:
        """Article ``n`` in its first or a corrected version."""
        story = self._first_version(n)
        for number in range(2, revision + 1):
            story = self._corrected(story, number)
        return story

    def _first_version(self, n: int) -> Story:
        origin, kind = self.corpus.origin(n), self.corpus.kind(n)
        if origin != n:
            return self._repost(n, kind, self._first_version(origin))
        if kind == "template":
            title, paragraphs = self._notice(n)
            return Story(n, kind, title, self.corpus.moment(n), paragraphs, self.credits(n, "nobody"))
        return self._own(n, kind)

    def credits(self, n: int, form: str | None = None) -> Credits:
        """Credits of article ``n`` as its web page prints them."""
        rng = stream(self.corpus.seed, n, _CREDITS)
        return make_credits(rng, self.corpus.moment(n), rare=self.has_rare_name(n), form=form)

    def _own(self, n: int, kind: str) -> Story:
        scene = self.scene(n)
        scene.rng = rng = stream(self.corpus.seed, n, _BODY)
        size = 22 + int(rng.random() * 16) if kind == "multipage" else 3 + int(rng.random() ** 1.6 * 12)
        paragraphs = story_paragraphs(scene, size)
        story = Story(n, kind, self.headline(n), scene.moment, paragraphs, self.credits(n))
        topic = self.corpus.topic(n)
        if rng.random() < 0.4:
            story.keywords = list(topic.keywords)
        if rng.random() < 0.18:
            story.kicker = one_line("kicker", scene)
        if rng.random() < 0.16:
            story.subtitle = one_line("subtitle", scene).rstrip("。")
        if kind == "multipage":
            third = len(paragraphs) // (2 + int(rng.random() * 2))
            story.breaks = list(range(third, len(paragraphs) - 2, third))
        story.pictures = self._pictures(n, scene, len(paragraphs))
        return story

    def _pictures(self, n: int, scene: Scene, paragraphs: int) -> list[Picture]:
        scene.rng = rng = stream(self.corpus.seed, n, _PICTURES)
        count = (0, 0, 0, 1, 1, 2, 3)[int(rng.random() * 7)]
        made: list[Picture] = []
        for spot in sorted(int(rng.random() * paragraphs) for _ in range(count)):
            name = hashlib.sha256(f"{self.corpus.seed}/{n}/{len(made)}".encode()).hexdigest()
            day = f"{scene.moment:%Y-%m/%d}"
            uuid = "_".join((name[:8], name[8:12], name[12:16], name[16:20], name[20:32]))
            path = f"/res/{day}/{uuid}.jpg" if rng.random() < 0.7 else f"/images/{day}/{name[:9]}.JPG"
            caption = one_line("caption", scene) if rng.random() < 0.7 else ""
            person = plain_name(rng)
            credit = ("", "", f"兰州日报社全媒体记者 {person} 摄", f"{person} 摄", "图片由受访者提供")[
                int(rng.random() * 5)
            ]
            width = (600, 640, 800, 1080)[int(rng.random() * 4)]
            made.append(Picture(spot, path, caption, credit if caption else "", width, width * 2 // 3))
        return made

    def _repost(self, n: int, kind: str, source: Story) -> Story:
        """The same story under another number: with a lead, another byline, or cut short."""
        rng = stream(self.corpus.seed, n, _REPOST + 100)
        moment = self.corpus.moment(n)
        story = replace(source, n=n, kind=kind, moment=moment, title=self.headline(n), breaks=[], pictures=[])
        story.paragraphs = list(source.paragraphs)
        if kind == "truncated":
            keep = max(2, len(story.paragraphs) * (5 + int(rng.random() * 3)) // 10)
            story.paragraphs = story.paragraphs[:keep]
            story.credits = self.credits(n, "nobody")
        elif rng.random() < 0.5:
            story.credits = self.credits(n)
        if kind == "repost" and rng.random() < 0.4:
            story.paragraphs.insert(
                0, f"编者按：{self.corpus.topic(n).things[0]}关系千家万户，本网今天转发这篇报道，供读者参考。"
            )
        return story

    def _corrected(self, story: Story, number: int) -> Story:
        """The next version: a changed figure, an added note, a new byline or another headline."""
        pick = draw(self.corpus.seed, story.n * 64 + number, _CORRECTION)
        changed = replace(story, revision=number, paragraphs=list(story.paragraphs))
        if pick % 4 == 0:
            changed.title = f"{story.title}（更新）"
        elif pick % 4 == 1:
            changed.credits = make_credits(stream(self.corpus.seed, story.n * 64 + number, _CREDITS), story.moment)
        else:
            changed.paragraphs.append(f"更正：本文第{number}次发布时补充，相关数字以{pick % 900 + 100}为准。")
        return changed
