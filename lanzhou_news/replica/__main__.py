"""``python -m lanzhou_news.replica PORT '{"articles": 300}'``: the server as a process of its own, options as JSON."""

from __future__ import annotations

import asyncio
import json
import sys

from lanzhou_news.replica.app import serve
from lanzhou_news.replica.options import Options

if __name__ == "__main__":
    asyncio.run(serve(Options(**json.loads(sys.argv[2])), int(sys.argv[1])))
