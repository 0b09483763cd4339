"""One decoding for everybody who looks at a response."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse, XmlResponse

from lanzhou_news.middlewares.decoding import DecodedResponse, DecodingMiddleware

PAGE = "<html><head><meta charset={}></head><body><h1>兰州黄河</h1></body></html>"
REQUEST = Request("http://www.lzbs.com.cn/")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (PAGE.format("utf-8").encode("gb18030"), "text/html"),
        (PAGE.format("gb2312").encode(), "text/html"),
        (PAGE.format("x").encode("gb18030"), "text/html; charset=utf-8"),
        (PAGE.format("x").encode(), "text/html; charset=gbk"),
        (b"\xef\xbb\xbf" + PAGE.format("gbk").encode(), "text/html"),
    ],
    ids=["meta lies", "meta lies back", "header lies", "header lies back", "bom"],
)
def test_text_and_selectors_are_right_whatever_the_page_declares(body: bytes, content_type: str) -> None:
    response = HtmlResponse(REQUEST.url, body=body, headers={"Content-Type": content_type}, request=REQUEST)
    decoded = DecodingMiddleware().process_response(REQUEST, response)
    assert isinstance(decoded, DecodedResponse)
    assert decoded.css("h1::text").get() == "兰州黄河"
    assert decoded.text.startswith("<html")
    assert decoded.body == body
    assert decoded.request is REQUEST


def test_a_copy_keeps_the_text_and_a_new_body_is_decoded_anew() -> None:
    response = HtmlResponse(REQUEST.url, body=PAGE.format("gbk").encode("gbk"), request=REQUEST)
    decoded = DecodingMiddleware().process_response(REQUEST, response)
    assert decoded.replace(status=404).text == decoded.text
    assert decoded.replace(body="新".encode()).text == "新"


def test_plain_text_is_decoded_and_xml_and_pictures_pass() -> None:
    middleware = DecodingMiddleware()
    text = TextResponse(REQUEST.url, body="兰州".encode("gbk"))
    assert isinstance(middleware.process_response(REQUEST, text), DecodedResponse)
    for other in (XmlResponse(REQUEST.url, body=b"<a/>"), Response(REQUEST.url, body=b"\x89PNG")):
        assert middleware.process_response(REQUEST, other) is other
