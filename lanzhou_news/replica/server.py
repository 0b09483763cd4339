"""For tests, demo and benchmarks: start a replica as a process of its own and talk to it.

>>> with start(articles=50, seed=3) as replica:
...     len(list(replica.gold()))
50
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from lanzhou_news.replica.options import Options

START_SECONDS = 30
"""Longest wait for READY, and for the end after SIGTERM."""


class ReplicaFailed(RuntimeError):
    """The process ended before it said READY; the message has what it printed."""


@dataclass(slots=True)
class RunningReplica:
    """A replica that listens. ``base`` is its origin address and, as it stands, the value for ``http_proxy``."""

    base: str
    process: subprocess.Popen[str]

    def get(self, path: str) -> bytes:
        """Body of ``base`` + ``path``; raises ``urllib.error.HTTPError`` for 4xx and 5xx."""
        with urllib.request.urlopen(self.base + path, timeout=60) as response:  # noqa: S310 - loopback only
            return bytes(response.read())

    def fetch(self, url: str) -> bytes:
        """Body of a real URL, asked through the replica as a proxy."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": self.base}))
        with opener.open(url, timeout=60) as response:
            return bytes(response.read())

    def gold(self, query: str = "") -> Iterator[dict[str, Any]]:
        """Gold records; ``query`` such as ``host=www.lzbs.com.cn`` narrows them."""
        with urllib.request.urlopen(f"{self.base}/_gold.jsonl?{query}", timeout=60) as lines:  # noqa: S310 - loopback
            yield from map(json.loads, lines)

    def requests(self) -> list[dict[str, Any]]:
        """Every request answered so far (service paths are not logged)."""
        return [json.loads(line) for line in self.get("/_requests.jsonl").splitlines()]

    def control(self, **orders: object) -> dict[str, Any]:
        """Send orders (see ``control.py``) and return the state after them."""
        data = json.dumps(orders).encode()
        request = urllib.request.Request(self.base + "/_control", data=data, method="POST")  # noqa: S310 - loopback only
        with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310 - loopback only
            state: dict[str, Any] = json.loads(response.read())
            return state

    def stop(self) -> int:
        """End the process with SIGTERM (SIGKILL if that takes too long) and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()
        finally:
            if self.process.stdout is not None:
                self.process.stdout.close()


@contextmanager
def start(port: int = 0, **options: Any) -> Iterator[RunningReplica]:
    """Run a replica with :class:`~lanzhou_news.replica.options.Options` fields as keywords; ends it on leaving.

    Raises :class:`ReplicaFailed` when the process does not come up, TypeError for an unknown option.
    """
    chosen = json.dumps(asdict(Options(**options)))
    command = [sys.executable, "-m", "lanzhou_news.replica", str(port), chosen]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline() if process.stdout is not None else ""
    replica = RunningReplica(line.removeprefix("READY ").strip(), process)
    if not line.startswith("READY "):
        replica.stop()
        raise ReplicaFailed(f"the replica printed {line!r} and ended with {process.returncode}")
    try:
        yield replica
    finally:
        replica.stop()
