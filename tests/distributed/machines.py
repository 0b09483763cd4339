"""Workers and collectors as processes, as many machines would run them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.crawling import ROOT, environment
from tests.distributed.redis_server import RedisServer

SETTINGS = {"LN_DRY_DAYS_WARN": "9999", "LN_DRY_DAYS_FAIL": "9999", "REDIS_LEASE": "2"}


class Machine:
    """One process of ours that can be killed and started again."""

    def __init__(self, proxy: str, redis: RedisServer, log: Path, *words: str, **settings: object) -> None:
        given = {**SETTINGS, **{name: str(value) for name, value in settings.items()}}
        changed = [word for name, value in given.items() for word in ("-s", f"{name}={value}")]
        self._command = [sys.executable, "-m", "lanzhou_news.cli", *words, "--fast", *changed]
        self._environment = {**environment(proxy), "LANZHOU_REDIS_URL": redis.url}
        self.log = log
        self.start()

    def start(self) -> None:
        with self.log.open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=subprocess.DEVNULL, stderr=log
            )

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def ended(self, timeout: float = 100) -> int:
        """Its exit code, once it has ended by itself."""
        return self.process.wait(timeout)
