"""``lanzhou-news browse``: read the collection in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from urllib.parse import quote

import click

from lanzhou_news.cli.changes import changes_option, output_dir

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command()
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, path_type=Path),
    help="A store, a folder or a .jsonl file instead of the crawl's folder.",
)
@changes_option
@click.option("--refresh", is_flag=True, help="Export again before browsing, to see what came since.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; others can then read it.")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True)
@click.option("--open/--no-open", "open_", default=False, help="Open the browser as well.")
def command(source: Path | None, changes: dict[str, str], refresh: bool, host: str, port: int, open_: bool) -> None:
    """Search and filter the collection in the browser: full text, section, author, source, year.

    \b
    lanzhou-news browse --open
    lanzhou-news browse --from records.jsonl --port 8002

    Serves the SQLite export with Datasette, read-only and on this machine only unless --host says otherwise. The export
    stands in export/sqlite of the folder; it is written at the first call, and again with --refresh.
    Needs an optional library:

    \b
    pip install 'lanzhou-news[browse]'
    """
    from lanzhou_news.cli.slips import check_port
    from lanzhou_news.export.browser import application
    from lanzhou_news.export.run import export
    from lanzhou_news.export.selection import Selection
    from lanzhou_news.export.source import open_source
    from lanzhou_news.export.sqlite import FILE, VIEW

    check_port(host, port)
    source = source or output_dir(changes)
    folder = (source if source.is_dir() else source.parent) / "export" / "sqlite"
    if refresh or not (folder / FILE).exists():
        tally = export(open_source([source]), "sqlite", Selection(latest=True), folder)
        click.echo(f"{tally.written:,} articles exported to {folder}")
    served = application(folder / FILE)
    address = f"http://{host}:{port}/{Path(FILE).stem}/{quote(VIEW)}"
    if host not in LOOPBACK:
        click.echo(f"warning: everybody who reaches {host} can read this collection", err=True)
    click.echo(f"{address}   (Ctrl-C ends)")
    if open_:
        webbrowser.open(address)
    import uvicorn

    uvicorn.run(served, host=host, port=port, log_level="warning", lifespan="on")
