"""Values of command-line options."""

from __future__ import annotations

from datetime import datetime

import click


def iso_time(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    """Option callback: an ISO 8601 day or time; naive values are Asia/Shanghai, as everywhere in this program.

    Raises :class:`click.BadParameter` that shows the expected form.
    """
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no ISO time; write 2025-01-03 or 2025-01-03T08:00:00+08:00") from None


def name_values(ctx: click.Context, param: click.Parameter, texts: tuple[str, ...]) -> dict[str, str]:
    """Callback of a repeatable ``NAME=VALUE`` option.

    Raises :class:`click.BadParameter` that shows the expected form.
    """
    pairs = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{text}: write NAME=VALUE")
        pairs[name] = value
    return pairs
