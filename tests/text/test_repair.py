import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lanzhou_news import repair_text
from lanzhou_news.replica.corruption import MirrorSite, make_site, mangle, traditional
from lanzhou_news.text.mirror.gate import weigh
from lanzhou_news.text.mirror.search import Walk
from tests.cases_dir import CASES, needs_cases

OWN_CASES = json.loads((Path(__file__).parents[1] / "cases" / "repair.json").read_text(encoding="utf-8"))

SENTENCES = [
    "全市经济社会发展取得更大成效。",
    "会议强调，要确保各项任务落到实处。",
    "记者从市应急管理局了解到，黄河兰州段水位平稳。",
    "“这条路终于修好了！”居民李大爷高兴地说。",
    "市交通运输局局长王强介绍，今年将新建公交专用道二十公里。",
    "志愿者们为老人送去了米、面、油等生活用品。",
    "各县区要抓紧推进项目建设，力争早日投产。",
    "学校组织学生参观博物馆，了解家乡历史。",
    "医院开设了夜间门诊，方便上班族就医。",
    "据统计，游客数量比去年增长三成。",
]
TABLE = make_site("full", 1).table


def ids(case: dict[str, str]) -> str:
    return case["label"]


@pytest.mark.parametrize("case", OWN_CASES["damaged"], ids=ids)
def test_damaged_text_comes_back_right_with_a_note(case: dict[str, str]) -> None:
    repaired = repair_text(case["original"])
    assert repaired.text == case["fixed"], case["original"]
    assert repaired.notes
    assert 0 < repaired.confidence < 1


@pytest.mark.parametrize("case", OWN_CASES["negative"], ids=ids)
def test_clean_text_comes_back_as_the_identical_object(case: dict[str, str]) -> None:
    text = case["original"]
    repaired = repair_text(text)
    assert repaired.text is text
    assert repaired.notes == ()
    assert repaired.confidence == 1.0


@pytest.mark.parametrize("case", OWN_CASES["known_failures"], ids=ids)
def test_known_failures_still_fail_or_move_to_the_damaged_cases(case: dict[str, str]) -> None:
    assert repair_text(case["original"]).text != case["fixed"], "repaired now: move the case to damaged"


def test_what_reads_well_only_for_its_digits_and_commas_is_no_text() -> None:
    """（6） is half of ，并 here, and the comma before the lone lead byte is the author's."""
    seen = "市里并聯(lián)辦理6項業(yè)務,整合資金8279萬元,??顚S茫(6)滋鬃罡呖少J額度提高到79萬元。"
    assert repair_text(seen).text.startswith("市里并聯辦理6項業務，整合資金8279萬元，專款專用，并")


@pytest.mark.parametrize(("comma", "stray"), [("萬元,、物資", True), ("萬元,??顚S茫", False)])
def test_a_comma_before_a_lone_lead_byte_is_no_sign_of_stray_ones(comma: str, stray: bool) -> None:
    assert weigh(f"推進(jìn)強(qiáng)省會(huì)行動(dòng){comma}").commas is stray


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("folds", [True, False])
def test_a_mangled_page_comes_back_whole(seed: int, folds: bool) -> None:
    site = make_site("full", seed, fold="nfkc" if folds else "none")
    mangled = mangle("\n".join(SENTENCES), site)
    assert repair_text(mangled).text == traditional("\n".join(SENTENCES)), mangled


@settings(max_examples=40, deadline=None)
@given(
    chosen=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4),
    table=st.lists(st.sampled_from(TABLE), max_size=40, unique=True),
    marks=st.sets(st.sampled_from("、，。！？；")),
)
def test_repair_is_idempotent_and_keeps_the_number_of_lines(
    chosen: list[str], table: list[str], marks: set[str]
) -> None:
    mangled = mangle("\n".join(chosen), MirrorSite(tuple(table), "".join(sorted(marks))))
    once = repair_text(mangled).text
    assert once.count("\n") == mangled.count("\n")
    assert repair_text(once).text == once


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("強(qiáng)省會?！。,、”€a1\n實產業ńＷ 　鍏板\ufffd\x00"), max_size=60))
def test_no_string_raises_or_changes_the_number_of_lines(text: str) -> None:
    assert repair_text(text).text.count("\n") == text.count("\n")


def test_a_page_teaches_which_characters_it_glosses() -> None:
    repaired = repair_text("強(qiáng)省會(huì)行動(dòng)\n強(qiáng)縣(xiàn)域").text
    assert repaired == "強省會行動\n強縣域"


def test_a_swallowed_digit_is_marked_not_invented() -> None:
    repaired = repair_text("國家一級(jí)?bà)奈?08件")
    assert repaired.text == "國家一級文物?08件"
    assert "lost-character" in [note.rule for note in repaired.notes]


@needs_cases
def test_the_mirror_article_has_nothing_left_of_its_damage() -> None:
    repaired = repair_text((CASES / "mirror_article.txt").read_text(encoding="utf-8"))
    assert not re.search("[?(（]|[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", repaired.text)
    for phrase in ("奮勇爭先", "以實打實的工作成效推動經濟社會", "確保“百項千億工程”", "蘭州日報社"):
        assert phrase in repaired.text


@needs_cases
def test_strings_from_the_wild_reach_the_floor() -> None:
    cases = [json.loads(line) for line in (CASES / "wild_snippets.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong = [case for case in cases if repair_text(case["mangled"]).text.strip() != case["truth_traditional"].strip()]
    assert len(wrong) <= 5, [(case["mangled"], repair_text(case["mangled"]).text) for case in wrong]


@needs_cases
def test_the_text_of_real_pages_is_left_alone() -> None:
    for path in sorted((CASES / "pages").glob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8")).get("text") or ""
        assert repair_text(text).text is text, path.name


def test_a_toneless_page_with_neutral_tones_is_one() -> None:
    repaired = repair_text("我們(men)將(jiang)全(quan)力以(yi)赴爭取積分(fen)，走過(guo)難關")
    assert repaired.text == "我們將全力以赴爭取積分，走過難關"
    assert [note.rule for note in repaired.notes] == ["toneless-gloss"]


def test_stray_commas_go_before_exclamations_and_questions_too() -> None:
    assert repair_text("強(qiáng)省會(huì)行動(dòng)如何持續(xù),？要快,！").text == "強省會行動如何持續？要快！"


def test_a_text_with_stray_commas_loses_those_behind_numbers_and_letters() -> None:
    mangled = "規(guī)模以上工業(yè)增長(zhǎng)6.2%,，山川壯麗,、C1,、B2駕駛員34歲(suì),；今日1.18,。"
    assert repair_text(mangled).text == "規模以上工業增長6.2%，山川壯麗、C1、B2駕駛員34歲；今日1.18。"


@pytest.mark.parametrize(
    ("mangled", "truth"),
    [
        ("問(wèn)：HPV疫苗有貨(huò)嗎(ma)？", "問：HPV疫苗有貨嗎？"),
        ("草魚(yú) 8.8 鯉(lǐ)魚(yú) 7.9 帶(dài)魚(yú) 16", "草魚 8.8 鯉魚 7.9 帶魚 16"),
        ("大蔥蘸醬(jiàng)里的鄉愁", "大蔥蘸醬里的鄉愁"),
        ("龔(gōng)先生與嫿(huà)女士結婚", None),
        ("歐陽脩(xiū)，號醉翁", None),
    ],
)
def test_one_line_tells_by_its_glosses_whether_a_mirror_wrote_them(mangled: str, truth: str | None) -> None:
    assert repair_text(mangled).text == (truth or mangled)


def test_a_list_of_names_with_their_plain_readings_is_what_somebody_wrote() -> None:
    names = "王(wang)、李(li)、张(zhang)、刘(liu)四大姓"
    assert repair_text(names).text is names


def test_doubled_plain_glosses_and_variants_nobody_writes_are_company_of_a_single_one() -> None:
    assert repair_text("衕學(xue)們都昰冠軍").text == "同學們都是冠軍"


def test_a_folded_bracket_in_front_of_a_run_is_open() -> None:
    mangled = "(以上內(nèi)容僅(jǐn)供參(cān)考。股市有風(fēng)險(xiǎn),入市須(xū)謹(jǐn)慎?。?/p>"
    assert repair_text(mangled).text.endswith("謹慎！）")


def test_a_run_right_behind_an_indent_begins_the_line() -> None:
    line = "　?。ㄗ髡呦涤赖强h(xiàn)第一中學(xué)教?chù)煟?/p>"
    assert repair_text(line).text == "　　（作者系永登縣第一中學教師）"


def test_a_run_with_a_close_rival_is_less_sure_than_one_without() -> None:
    clear = repair_text("以實(shí)打?qū)嵉墓ぷ鞒尚苿?dòng)經(jīng)濟(jì)社會(huì)發(fā)展")
    close = repair_text("“年貨節(jié)叫?！钡恼f(shuō)法并不屬(shǔ)實(shí)")
    assert close.confidence < clear.confidence < 1, (close, clear)


def test_a_counted_heading_comes_back_from_two_dropped_pairs() -> None:
    # The indent and the bracket straddle into 。, and （六） leaves the pairs A8C1 and F9A3, which have no character.
    assert repair_text("?。┒ㄎ换鶞实倪x擇;").text == "\u3000（六）定位基準的選擇；"


def test_an_unsure_run_tells_the_reading_that_was_not_taken() -> None:
    text = "“年貨節(jié)叫?！钡恼f(shuō)法并不屬(shǔ)實(shí)"
    repaired = repair_text(text)
    chosen = next(note for note in repaired.notes if note.rule == "shifted-bytes")
    other = next(note for note in repaired.notes if note.rule == "ambiguous-run")
    assert chosen.before == other.before
    assert chosen.after != other.after
    assert chosen.after is not None
    assert chosen.after in repaired.text
    assert chosen.confidence is not None
    assert other.confidence == pytest.approx(1 - chosen.confidence)
    assert repaired.confidence == chosen.confidence


def test_a_sure_run_names_no_other_reading() -> None:
    repaired = repair_text("以實(shí)打?qū)嵉墓ぷ鞒尚苿?dòng)經(jīng)濟(jì)社會(huì)發(fā)展")
    assert [note.rule for note in repaired.notes] == ["gloss", "shifted-bytes"]


TRAPS = [
    "重(zhòng)要、长(cháng)江、行(háng)业、行(xíng)人、乐(lè)和乐(yuè)",
    "【行】xíng(動詞) háng(名詞)",
    "床(chuáng)前(qián)明(míng)月(yuè)光(guāng)",
    "床前明月光\nchuáng qián míng yuè guāng",
    "春(chūn)眠(mián)不(bù)覺(jué)曉(xiǎo)，處(chù)處(chù)聞(wén)啼(tí)鳥(niǎo)",
    "他是單(shàn)縣人，不是單(dān)縣。",
    "長(cháng)城很長，長江也長",
    "這個字念(niàn)",
    "多音字：行(xíng/háng)",
    "敦煌(dūn huáng)、吐(tǔ)魯番",
    "我們到了一個小鎮，名叫長(cháng)灘，風景很好。",
    "我们到了一个小镇，名叫长(cháng)滩，风景很好。",
    "蘭州市(拼音:Lánzhōu),簡稱蘭",
    "兰州市（拼音：Lánzhōu），简称兰",
    "東京(とうきょう)は日本(にほん)の首都です。",
    "서울(首爾)은 대한민국의 수도이다.",
    "Lanzhou (Lánzhōu) is a city; déjà vu (né) à Paris (été)",
    "là một thành phố (thành) ở Việt Nam (bố), Trần Hưng Đạo (陳興道)",
    "http://a.cn/c?a=b&c=d,http://x.cn/?q=(lán)",
    "def f(a): return a ? b : c; x=(yi)",
    "H2O、CO2(aq)、Fe(OH)3、CH3(CH2)nCH3",
    "电话?:0931-8888888,传真?:0931-1111111",
    "?\t?\t?\n1\t?\t2",
    "? 第一点\n? 第二点\n?第三点",
    "f(x)=ax+b, 若 x>0 ? 1 : 0, sin(a)",
    "价格?元,数量?个。",
    "是吗?!怎么会??",
    "他說:「真的?,我不信。」",
]
"""What people write and a mirror's damage resembles."""


@pytest.mark.parametrize("text", TRAPS)
def test_readings_questions_and_foreign_text_are_no_damage(text: str) -> None:
    article = f"记者从市气象局获悉，今天夜间到明天有小雨。\n{text}\n市民出行请注意安全。"
    for whole in (text, article, traditional(article)):
        repaired = repair_text(whole)
        assert repaired.text is whole, (whole, repaired)
        assert repaired.notes == ()


@pytest.mark.parametrize("text", ["?" * 3000, "他说：“" + "?" * 500 + "！”", "勇?lián)姑?、" + "????，" * 300])
def test_text_that_is_gone_is_left_alone_however_long(text: str) -> None:
    repaired = repair_text(text).text
    assert repaired.count("????") == text.count("????")
    assert repaired.endswith(text[-400:])


def test_damage_beyond_the_limit_is_left_as_it_is_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lanzhou_news.text.mirror.restore.MOST_TRIED", 5_000)
    line = "確?！鞍夙?xiàng)千億工程”按期完工。"
    repaired = repair_text("\n".join([line] * 20))
    assert repaired.text.startswith("確保“百項千億工程”")
    assert repaired.text.endswith("千億工程”按期完工。")
    assert "確?" in repaired.text.splitlines()[-1]
    assert [note.rule for note in repaired.notes].count("repair-limit") == 1


def test_one_line_cannot_keep_the_search_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lanzhou_news.text.mirror.restore.MOST_TRIED", 5_000)
    tried = []
    run = Walk.run
    monkeypatch.setattr(Walk, "run", lambda walk, *where: (run(walk, *where), tried.append(walk.tried))[0])
    text = "現(xiàn)場" + "??。" * 500
    repaired = repair_text(text)
    assert sum(tried) < 3 * 5_000  # a step of the walk is finished before it ends
    assert [note.rule for note in repaired.notes].count("repair-limit") == 1
    assert repaired.text.replace("？", "?") == "現場" + "??。" * 500


@pytest.mark.parametrize(("opening", "closing"), ["“”", "「」"])
def test_a_lost_quotation_mark_is_the_one_the_page_writes(opening: str, closing: str) -> None:
    page = f"他說(shuō){opening}好{closing},會(huì)議很及時(shí)。\n以為(wéi)很順(shùn)利?！?/p>"
    assert repair_text(page).text.endswith(f"順利。{closing}")


@pytest.mark.parametrize(
    ("mangled", "truth"),
    [
        ("教?chù)燀f軒擺擺手", "教師韋軒擺擺手"),
        ("換(huàn)了鎖(suǒ),?yíng)Q根管子", "換了鎖，換根管子"),
    ],
)
def test_a_pair_without_a_character_is_never_read_as_a_letter(mangled: str, truth: str) -> None:
    assert repair_text(f"強(qiáng)省會(huì)行動(dòng)\n{mangled}").text.split("\n")[1] == truth, mangled


def test_the_form_that_mirrors_write_wins_over_a_variant_with_the_same_reading() -> None:
    assert repair_text("強(qiáng)省會(huì)行動(dòng)\n教?chù)熍韱?qǐ)超話多了").text.endswith("教師彭啟超話多了")
