"""A process that cleans for a crawl: tasks come in on the socket that is its standard input, answers go back.

It owns nothing and ends with its parent: when that is gone, however it died, the socket is at its end.
"""

from __future__ import annotations

import contextlib
import signal
import socket
import sys
from datetime import UTC, datetime
from typing import BinaryIO

from lanzhou_news.clean import memory
from lanzhou_news.clean.messages import LENGTH, Learned, Response, Task, answer_to, frame, read_order
from lanzhou_news.text.decode import Decoded

_PAGE = (
    "<html><head><title>兰州新闻</title></head><body><h1>黄河岸边添新绿</h1><p>2024-01-15 来源：兰州日报</p>"
    "<p>本报讯（记者 王娟）兰州市今年新建步道二十公里，市民出门就能走到黄河岸边，沿线种下的树木已经成活。</p>"
    "<p>責任編輯：李華</p></body></html>"
)
SAMPLE = Task(
    "lanzhou",
    [
        Response(
            Decoded(_PAGE, declared=None, used="utf-8", replaced=0),
            "http://www.lzbs.com.cn/lanzhounews/2024-01/15/content_1.htm",
            {},
            200,
            datetime(2024, 1, 15, tzinfo=UTC),
        )
    ],
    [],
    {},
)
"""Cleaned before the first task: tables and models load while the crawl still reads its lists."""


def serve(connection: socket.socket) -> None:
    """Answer the sample, as a sign of being ready, then tasks in their order until the other side is gone."""
    learned: frozenset[str] = frozenset()
    ready = frame(answer_to(SAMPLE, learned))
    memory.settle()
    connection.sendall(ready)
    with connection, connection.makefile("rb") as incoming:
        while data := _next(incoming):
            order = read_order(data)
            if isinstance(order, Learned):
                learned = frozenset(order.lines)
            else:
                connection.sendall(frame(answer_to(order, learned)))


def _next(incoming: BinaryIO) -> bytes:
    head = incoming.read(LENGTH.size)
    return incoming.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM):  # the parent's to answer; it closes the socket
        signal.signal(number, signal.SIG_IGN)
    with contextlib.suppress(ConnectionError):
        serve(socket.socket(fileno=sys.stdin.fileno()))
