"""Every rule that a note may name stands in the codebook, and no other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import lanzhou_news
from lanzhou_news.export.note_rules import NOTE_RULES
from lanzhou_news.text.boilerplate import HEAD_AND_TAIL_ONLY
from lanzhou_news.text.credits.tables import read
from lanzhou_news.text.notices import RULES

PACKAGE = Path(lanzhou_news.__file__).parent
KINDS = {kind for kind, _ in RULES} | set(read("furniture.txt", "lanzhou_news.text")) | {"site", "learned"}
FURNITURE = KINDS - HEAD_AND_TAIL_ONLY - {"copyright"}
"""Kinds of lines that leave the text with a note; a notice of rights has a field of its own."""
ELSEWHERE = {
    ("clean/boilerplate.py", "found or 'furniture'"): FURNITURE,
    ("clean/credits.py", "rule"): {"author-disagrees", "from-cms", "from-meta"},
    ("text/mojibake.py", "r.rule"): {"utf8-as-latin1", "gbk-as-latin1", "utf8-as-gbk"},
    ("clean/draft.py", "rule"): set(),
}
"""Calls whose rule is no constant: file and expression → the rules it may have."""


def emitted() -> Iterator[tuple[str, str, ast.expr]]:
    """File, step and rule of each call of ``note(step, rule, …)`` and ``Note(step, rule, …)``."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else None
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                name = node.func.id
            if isinstance(node, ast.Call) and name in ("note", "Note") and len(node.args) >= 2:
                yield path.relative_to(PACKAGE).as_posix(), ast.unparse(node.args[0]), node.args[1]


def rules() -> set[str]:
    found: set[str] = set()
    for file, _, rule in emitted():
        if isinstance(rule, ast.Constant):
            found.add(rule.value)
        else:
            found |= ELSEWHERE[file, ast.unparse(rule)]
    return found


def test_every_rule_of_the_code_is_in_the_codebook_and_every_rule_there_in_the_code() -> None:
    assert sorted(rules() ^ set(NOTE_RULES)) == []


def test_the_rules_that_have_no_constant_at_their_call_are_those_of_their_modules() -> None:
    gathered = (PACKAGE / "clean" / "gather.py").read_text(encoding="utf-8")
    assert 'f"from-{place}"' in gathered
    assert gathered.count(".notes.append((") == gathered.count('(f"from-{place}"') + gathered.count(
        '("author-disagrees"'
    )
    misread = ast.walk(ast.parse((PACKAGE / "text" / "mojibake.py").read_text(encoding="utf-8")))
    named = {
        node.args[0].value
        for node in misread
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "_Repair" and isinstance(node.args[0], ast.Constant)
    }
    assert named == ELSEWHERE["text/mojibake.py", "r.rule"]


def test_a_rule_is_listed_under_the_step_that_notes_it() -> None:
    for _, step, rule in emitted():
        if isinstance(rule, ast.Constant) and step.startswith("'"):
            assert NOTE_RULES[rule.value].step == step.strip("'"), rule.value
    assert all(rule.meaning for rule in NOTE_RULES.values())
