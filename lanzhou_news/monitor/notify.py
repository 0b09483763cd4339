"""Tell somebody: run a command of the user's and hand it the summary on standard input."""

from __future__ import annotations

import shlex
import subprocess

from lanzhou_news.errors import LanzhouNewsError

TIMEOUT = 60.0
"""Seconds the command may take."""


class NotifyFailed(LanzhouNewsError):
    """The command of ``--notify-cmd`` could not be run, or ended with an error."""

    def __init__(self, command: str, problem: str) -> None:
        self.command, self.problem = command, problem
        super().__init__(f"--notify-cmd {command!r} did not work: {problem}")


def notify(command: str, text: str) -> None:
    """Run ``command`` with ``text`` on its standard input.

    The command is split like a shell would and started without one; nothing that comes from a page is part of it. For
    pipes write ``sh -c '…'``. Raises :class:`NotifyFailed`.

    >>> notify("mail -s 'lanzhou-news' me@example.org", summary)
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise NotifyFailed(command, str(error)) from None
    if not words:
        raise NotifyFailed(command, "it is empty")
    try:
        done = subprocess.run(words, input=text.encode(), capture_output=True, timeout=TIMEOUT, check=False)
    except OSError as error:
        raise NotifyFailed(command, error.strerror or str(error)) from None
    except subprocess.TimeoutExpired:
        raise NotifyFailed(command, f"it did not end within {TIMEOUT:.0f} seconds") from None
    if done.returncode:
        told = " ".join(done.stderr.decode(errors="replace").split())[:200]
        raise NotifyFailed(command, f"exit code {done.returncode}" + (f", {told}" if told else ""))
