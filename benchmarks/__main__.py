"""All benchmarks that can run here: ``make bench``, or ``python -m benchmarks [NAME…]``.

python -m benchmarks                     every benchmark; tables also go to benchmarks/RESULTS.md
python -m benchmarks crawl steps         these only; RESULTS.md is left alone
python -m benchmarks crawl --check       options after one name go to that benchmark; its exit code is returned
python -m benchmarks --cases FOLDER      also those that need labelled pages (credits, extract)
"""

from __future__ import annotations

import argparse
import importlib.metadata
import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
ROOT = RESULTS.parents[1]
VERSIONS = ("lanzhou-news", "scrapy", "lxml", "parsel", "msgspec")
BENCHMARKS = {
    "crawl": ["--check"],
    "steps": [],
    "offline": ["--check"],
    "repair": ["--documents", "60"],
    "dedup": ["--docs", "4000"],
    "credits": ["{cases}"],
    "extract": ["{cases}/pages"],
    "replay": [],
    "distributed": [],
}
"""Options of each in a run of all."""
NEEDS_CASES = {"credits", "extract"}
WITH_CASES = {"repair": ["--cases", "{cases}"]}
"""Further options where labelled pages are given."""


def run(name: str, options: Sequence[str]) -> tuple[int, str]:
    """One benchmark in a process of its own: exit code and what it printed, errors included."""
    command = [sys.executable, "-m", f"benchmarks.{name}", *options]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout


def heading() -> str:
    """Title, date and versions of what was measured."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in VERSIONS)
    return (
        f"# Results\n\nPrinted by `make bench` on {date.today().isoformat()}: Python {platform.python_version()}, "
        f"{versions}. Only ratios within one table mean anything: machines and their load differ.\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the chosen benchmarks; the highest of their exit codes."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if len(words) > 1 and words[0] in BENCHMARKS and words[1].startswith("-"):
        code, printed = run(words[0], words[1:])
        print(printed, end="")
        return code
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--cases", type=Path, help="folder of labelled lines and pages")
    options = parser.parse_args(words)
    parts, worst = [heading()], 0
    for name in options.names or BENCHMARKS:
        if name in NEEDS_CASES and not options.cases:
            print(f"## {name}\n\nleft out: needs --cases\n", flush=True)
            continue
        words = BENCHMARKS[name] + (WITH_CASES.get(name, []) if options.cases else [])
        chosen = [word.format(cases=options.cases and options.cases.resolve()) for word in words]
        code, printed = run(name, chosen)
        worst = max(worst, code)
        parts.append(f"## {name}\n\n{printed.strip()}\n")
        print(parts[-1], flush=True)
    if not options.names:
        RESULTS.write_text("\n".join(parts), encoding="utf-8")
    return worst


if __name__ == "__main__":
    sys.exit(main())
