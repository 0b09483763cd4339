"""The generated references are current, and nothing a user can give or read is missing from them."""

from __future__ import annotations

import dataclasses

import click
import pytest
from scrapy.settings import default_settings

from lanzhou_news import settings
from lanzhou_news.items import Article
from lanzhou_news.monitor.thresholds import Thresholds
from lanzhou_news.spiders.arguments import NAMES
from tests.docs.pages import read
from tools.build_reference import Setting, assignments, commands, render_commands, render_settings

AGAIN = "run: make schema"
COMMANDS = dict(commands())
OPTIONS = [(name, spelling) for name, command in COMMANDS.items() for param in command.params
           if isinstance(param, click.Option) for spelling in (*param.opts, *param.secondary_opts)]  # fmt: skip


def test_the_settings_in_the_repository_are_the_generated_ones() -> None:
    assert read("settings.md") == render_settings(), AGAIN


def test_the_commands_in_the_repository_are_the_generated_ones() -> None:
    assert read("commands.md") == render_commands(), AGAIN


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_documented_under_its_command(command: str, option: str) -> None:
    _, _, section = read("commands.md").partition(f"\n## {command}\n")
    rows = [line for line in section.partition("\n## ")[0].splitlines() if line.startswith("| `")]
    spellings = [word.strip("`,") for row in rows for word in row.split(" | ")[0].split()]
    assert option in spellings


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command: str) -> None:
    assert COMMANDS[command].help, command


def test_every_argument_of_a_crawl_is_documented() -> None:
    assert [name for name in NAMES if name not in read("commands.md")] == []


def test_every_setting_of_our_own_is_documented_with_a_meaning() -> None:
    rows = {line.split("`")[1]: line for line in read("settings.md").splitlines() if line.startswith("| `")}
    own = [name for name in vars(settings) if name.isupper() and not hasattr(default_settings, name)]
    own.remove("STEP_NAMES")  # imported for the wiring, no setting
    assert [name for name in own if name not in rows or rows[name].endswith("|  |")] == []


def test_every_threshold_is_documented() -> None:
    names = [f"`LN_{field.name.upper()}`" for field in dataclasses.fields(Thresholds)]
    assert [name for name in names if name not in read("settings.md")] == []


def test_every_field_of_the_record_is_documented() -> None:
    assert [name for name in Article.__dataclass_fields__ if f"| `{name}` |" not in read("codebook.md")] == []


def test_a_comment_counts_for_the_settings_right_below_it_and_a_section_line_for_none() -> None:
    source = "# --- Part ---\nA = 1\n\n# Two.\n# Lines.\nB = 2\nC = 3\n\nD = 4  # behind\n"
    assert list(assignments(source)) == [
        Setting("A", "1", ""),
        Setting("B", "2", "Two. Lines."),
        Setting("C", "3", "Two. Lines."),
        Setting("D", "4", "behind"),
    ]
