import json

from click.testing import CliRunner

from lanzhou_news.cli.clean import command

DAMAGED = "推進(jìn)強(qiáng)省會(huì)行動(dòng)\n重(chóng)庆和重(zhòng)量\n"


def run(*arguments: str, given: bytes = DAMAGED.encode()) -> bytes:
    result = CliRunner().invoke(command, [*arguments], input=given)
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


def test_each_line_is_a_document_and_clean_lines_pass() -> None:
    assert run().decode() == "推進強省會行動\n重(chóng)庆和重(zhòng)量\n"


def test_two_processes_give_the_same_as_one() -> None:
    assert run("--jobs", "2") == run()


def test_explain_prints_notes_as_json_lines() -> None:
    notes = [json.loads(line) for line in run("--explain").splitlines()]
    assert [(note["document"], note["rule"]) for note in notes] == [(1, "gloss")]


def test_a_whole_file_is_one_document() -> None:
    assert run("--whole", given=DAMAGED.split("\n")[0].encode()).decode() == "推進強省會行動"


def test_lines_in_gb18030_are_read_too() -> None:
    line = "兰州日报社记者报道，全市经济发展\n"
    assert run(given=line.encode("gb18030")).decode() == line


def test_a_missing_file_is_wrong_usage() -> None:
    assert CliRunner().invoke(command, ["no-such-file.txt"]).exit_code == 2
