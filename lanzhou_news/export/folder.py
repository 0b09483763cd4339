"""A folder that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lanzhou_news.export.errors import ForeignFolder

MANIFEST = "manifest.json"
"""The file by which a folder is recognised as an earlier export, which may be replaced."""


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Give a folder to write into; at the end it stands at ``target``, at an error nothing does.

    An earlier export at ``target`` is replaced (two renames: a reader sees the old one, for an instant none, or the new
    one). Raises :class:`~lanzhou_news.export.errors.ForeignFolder` when something else stands there.

    >>> with whole_folder(Path("output/export/csv")) as folder:
    ...     (folder / "articles.csv").write_text("…")
    """
    _refuse_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(target)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    part.mkdir()
    try:
        yield part
        for path in sorted(part.rglob("*")):
            _sync(path)
        _sync(part)
        _refuse_foreign(target)
        old = target.with_name(f".{target.name}.{os.getpid()}.old")
        if target.exists():
            target.rename(old)
        part.rename(target)
        _sync(target.parent)
        shutil.rmtree(old, ignore_errors=True)
    except BaseException:  # Ctrl-C as well: half an export must not stay behind
        shutil.rmtree(part, ignore_errors=True)
        raise


def _refuse_foreign(target: Path) -> None:
    if target.exists() and not (target / MANIFEST).is_file() and not (target.is_dir() and not any(target.iterdir())):
        raise ForeignFolder(target)


def _clear_leftovers(target: Path) -> None:
    """Remove what exports left that were killed; one that still runs is left alone."""
    for path in target.parent.glob(f".{target.name}.*.part"):
        pid = path.name.removesuffix(".part").rpartition(".")[2]
        if pid.isdigit() and not _alive(int(pid)):
            shutil.rmtree(path, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
