"""Pictures of the text and their captions; ornaments, adverts and footers that are none."""

from __future__ import annotations

import pytest

from lanzhou_news.extract.article import read_article
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.raw import RawArticle
from lanzhou_news.text.decode import decode

TITLE = "城区供水工程年底通水"
TEXT = (
    "工程今年三月开工，总投资两亿元，建成后可满足周边三万居民的用水需要。市水务局负责人说，年底前一定通水。",
    "施工现场，工人们正在铺设最后一段管道。项目经理介绍，眼下工程已完成八成，剩余部分将在入冬前完工。",
    "家住雁滩的居民说，供水稳定之后，高层住户再也不用半夜接水。社区还将组织志愿者上门检查老旧管线。",
)
IMG = "<img src=/upload/1.jpg>"


def read(inside: str, above: str = "", below: str = "") -> RawArticle:
    first, *rest = (f"<p>{line}</p>" for line in TEXT)
    page = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>2026-09-12 08:10 来源：兰州日报</div>"
        f"{above}<div class=content>{first}{inside}{''.join(rest)}</div>{below}</body></html>"
    )
    return read_article([Page("http://news.example.com/a/1.html", decode(page.encode()))], None)


def urls(raw: RawArticle) -> list[str]:
    return [image.url.removeprefix("http://news.example.com") for image in raw.images]


@pytest.mark.parametrize(
    ("below", "caption"),
    [
        ("<p>图为工人在铺设管道。</p>", "图为工人在铺设管道。"),
        ("<p>▲工人在铺设管道</p>", "▲工人在铺设管道"),
        ("<p>上图：工人在铺设管道</p>", "上图：工人在铺设管道"),
        ("<p>资料图：工人在铺设管道</p>", "资料图：工人在铺设管道"),
        ("<p>资料图</p>", "资料图"),
        ("<p>圖為工人在鋪設管道。</p>", "圖為工人在鋪設管道。"),
        ("<p>图1 管道走向</p>", "图1 管道走向"),
        ("<p>图片来源：兰州市水务局</p>", "图片来源：兰州市水务局"),
        ("<p>工人在铺设管道。视觉中国 资料</p>", "工人在铺设管道。视觉中国 资料"),
        ("<p>工人在铺设管道 兰州市水务局供图</p>", "工人在铺设管道 兰州市水务局供图"),
        ("<p>工人在铺设管道。摄影：张伟</p>", "工人在铺设管道。摄影：张伟"),
        ("<p>工人在铺设管道（资料图片）</p>", "工人在铺设管道（资料图片）"),
        ("<p class=f_center>工人在铺设管道</p>", "工人在铺设管道"),
        ("<p class=text-center>工人在铺设管道</p>", "工人在铺设管道"),
        ("<p style='text-align:center'>工人在铺设管道</p>", "工人在铺设管道"),
        ("<p align=center>工人在铺设管道。</p><p align=center>张伟 摄</p>", "工人在铺设管道。 张伟 摄"),
        (
            "<div class=pic_desc>工人在铺设管道，他们已经连续工作了三个月</div>",
            "工人在铺设管道，他们已经连续工作了三个月",
        ),
        ("<span class=img_descr>工人在铺设管道</span><p></p>", "工人在铺设管道"),
    ],
)
def test_the_line_below_a_picture_is_its_caption(below: str, caption: str) -> None:
    raw = read(f"<div>{IMG}</div>{below}")
    assert [image.caption.text for image in raw.images if image.caption] == [caption]
    assert [line.text for line in raw.body] == list(TEXT)


@pytest.mark.parametrize(
    "below",
    [
        "<p>水务局还公布了供水热线，市民可以随时拨打。</p>",
        "<p>2026年9月12日</p>",
        "<p align=center>2026年9月12日</p>",
        "<p>兰州日报社全媒体记者 张伟 文/图</p>",
        "<p>资料显示，这里曾经缺水。</p>",
        "<p>图书馆就在旁边。</p>",
        "<span class=img_descr></span><p>水务局还公布了供水热线，市民可以随时拨打。</p>",
    ],
)
def test_other_lines_below_a_picture_stay_where_they_are(below: str) -> None:
    raw = read(f"<div>{IMG}</div>{below}")
    assert [image.caption for image in raw.images] == [None]
    assert len(raw.body) == len(TEXT) + 1


def test_a_line_that_is_the_alt_of_the_picture_is_its_caption_the_headline_is_not() -> None:
    line = "工人在铺设管道，旁边是等待安装的阀门"
    raw = read(f"<div><img src=/upload/1.jpg alt='{line}'></div><p>{line}</p>")
    assert raw.images[0].caption is not None
    assert raw.images[0].caption.text == line
    raw = read(f"<div><img src=/upload/1.jpg alt='{TITLE}'></div><p>{TITLE}，居民奔走相告。</p>")
    assert raw.images[0].caption is None


@pytest.mark.parametrize(
    "picture",
    [
        "<img src=https://p9.pstatp.com/large/a1>",
        "<img src=http://static.example.com/2026/1.jpg>",
        "<img src=/blank.gif data-src=/upload/2.jpg>",
        "<img src=/loading.png data-original=/upload/2.jpg>",
        "<img src=data:image/gif;base64,R0lGOD data-lazy-src=/upload/2.jpg>",
        "<img src=/uploads/weixin/2.jpg>",
        "<img src=/upload/2.gif width=420px>",
        "<a href=/big.html><img src=/upload/2.jpg></a>",
    ],
)
def test_pictures_of_any_host_and_loader_are_taken(picture: str) -> None:
    assert len(urls(read(f"<div>{picture}</div>"))) == 1


@pytest.mark.parametrize(
    "picture",
    [
        "<img src=/upload/2.gif>",
        "<img src=/upload/2.gif width=90>",
        "<img src=/upload/2.jpg width=20 height=20>",
        "<img src=/images/logo.png>",
        "<img src=/skin/news/img/bar.jpg>",
        "<img src=/ads/2.jpg>",
        "<img src=/stat.php?id=3>",
        "<img src=/end_news.png>",
        "<img src=/QRCode/8389.png>",
        "<img src=/upload/qr.png>",
        "<img src=''>",
        "<img src='data:image/png;base64,iVBOR'>",
        "<img src='javascript:x'>",
    ],
)
def test_ornaments_counters_and_adverts_are_no_pictures_of_the_text(picture: str) -> None:
    assert urls(read(f"<div>{picture}</div>")) == []


def test_pictures_outside_the_text_belong_to_it_only_when_they_are_not_linked_and_stand_above() -> None:
    assert urls(read("", above="<div><img src=/upload/lead.jpg></div>")) == ["/upload/lead.jpg"]
    assert urls(read("", above="<div><a href=http://shop.example.com><img src=/upload/banner.jpg></a></div>")) == []
    assert urls(read("", below="<div><img src=/upload/gate.jpg></div><div>关于我们</div>")) == []


def test_a_picture_at_the_end_of_the_box_of_the_text_is_taken() -> None:
    page = "".join(f"<p>{line}</p>" for line in TEXT) + f"<p>{IMG}</p><p>图为施工现场。张伟 摄</p>"
    html = f"<html><body><h1>{TITLE}</h1><div class=content>{page}</div><div>相关阅读：</div></body></html>"
    raw = read_article([Page("http://news.example.com/a/1.html", decode(html.encode()))], None)
    assert urls(raw) == ["/upload/1.jpg"]
