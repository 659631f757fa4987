"""The search above the drawers: what it finds, and what it says where no block does what was looked for."""

import json
import re

import pytest

from sunmao.blocks.blockly_definitions import make_vocabulary
from tests.support.paths import ROOT

pytestmark = pytest.mark.process  # a Node for each

FIND = """import { defineVocabulary } from './canvas/blocks/definitions';
import { findBlocks } from './canvas/toolbox/find_blocks';
const vocabulary = VOCABULARY;
defineVocabulary(vocabulary);
const offer = (drawer: any, level: number) => drawer.contents.filter((item: any) => item.level <= level);
const types = (item: any) => [item.type, ...Object.values(item.inputs ?? {}).map((one: any) => one.block?.type)];
const find = (written: string) => {
  const { items, wish } = findBlocks(written, vocabulary.drawers, 1, offer);
  return [items.flatMap(types).filter(Boolean), wish?.said ?? '', wish?.ways ?? []];
};
"""
SPEECH = ("wish_speech", "sound_say", [])
SMALLER = ("wish_smaller", "deploy_prune", ["models"])
SHARE = ("wish_share", None, ["tablet", "export"])
BOARD = ("wish_board", "board_use", [])
WISHES = {
    "说话": SPEECH,
    "让它朗读": SPEECH,
    "语音": SPEECH,
    "speak": SPEECH,
    "voice": SPEECH,
    "Read Aloud": SPEECH,
    "say it": SPEECH,
    "变小": SMALLER,
    "太大了": SMALLER,
    "smaller": SMALLER,
    "compress": SMALLER,
    "给奶奶看": SHARE,
    "分享": SHARE,
    "share": SHARE,
    "show it to grandma": SHARE,
    "手机": SHARE,
    "micro:bit": BOARD,
}
PLAIN = {
    "声音": "sound_say",
    "sound": "sound_say",
    "播放": "sound_play",
    "录音": "sound_record",
    "microphone": "sound_each",
    "拍照": "data_collect",
    "photo": "data_collect",
    "collect": "data_collect_classes",
    "导出": "deploy_convert",
    "export": "deploy_convert",
    "剪枝": "deploy_prune",
    "servo": "board_servo",
    "舵机": "board_servo",
    "蜂鸣器": "board_output",
    "print": "text_print",
    "size": "image_size",
    "saying": None,
    "essay": None,
}


@pytest.fixture(scope="module", params=["zh", "en"])
def found(request, node):
    """The results of the search for each of the words: block types, the sentence's key, ways on the page."""
    written = [*WISHES, *PLAIN]
    code = FIND.replace("VOCABULARY", json.dumps(make_vocabulary(request.param)), 1)
    return dict(zip(written, node(f"{code}said.push(...{json.dumps(written)}.map(find));"), strict=True))


@pytest.mark.parametrize("written", WISHES)
def test_a_wish_is_answered(found, written):
    key, block, ways = WISHES[written]
    types, said, led = found[written]
    assert (said, led) == (key, ways)
    assert block is None or block in types


@pytest.mark.parametrize("written", PLAIN)
def test_what_a_block_does_is_found_without_a_word(found, written):
    types, said, _ = found[written]
    assert said == ""
    assert PLAIN[written] in types if PLAIN[written] else types == []


def test_blocks_of_the_level_come_before_those_of_all_levels(node):
    code = FIND.replace("VOCABULARY", json.dumps(make_vocabulary("en")), 1)
    [nothing, near] = node(f"{code}said.push(find('  '), find('convert'));")
    assert nothing == [[], "", []]
    assert near[0] and "deploy_quantize" not in near[0]


@pytest.mark.parametrize("written", [written for written, wish in WISHES.items() if wish is SPEECH])
def test_for_speech_only_blocks_that_speak_are_offered(found, written):
    types, _, _ = found[written]
    assert {"sound_say"} <= set(types) <= {"sound_say", "stage_say", "text"}


def test_a_block_of_two_drawers_is_found_once(found):
    types, _, _ = found["collect"]
    assert types.count("data_collect_classes") == 1


@pytest.mark.parametrize(("lang", "written"), [("zh", "数据集"), ("en", "data set")])
def test_blocks_that_set_one_variable_are_all_found(node, lang, written):
    code = FIND.replace("VOCABULARY", json.dumps(make_vocabulary(lang)), 1)
    [[types, _, _]] = node(f"{code}said.push(find('{written}'));")
    assert {"data_sample", "data_open", "data_collect_classes"} <= set(types)
    assert types.count("data_collect_classes") == 1


def test_a_block_is_offered_for_the_thing_that_was_looked_for(node):
    code = FIND.replace("VOCABULARY", json.dumps(make_vocabulary("en")), 1)
    [kinds] = node(
        f"{code}const {{ items }} = findBlocks('buzzer', vocabulary.drawers, 1, offer);\n"
        "said.push(items.map((item: any) => item.inputs?.VALUE?.block?.fields?.kind).filter(Boolean));"
    )
    assert kinds == ["Buzzer"]


def test_every_wish_has_a_sentence_of_short_lines():
    canvas = ROOT / "static" / "src" / "canvas"
    keys = re.findall(r"said: '(\w+)'", (canvas / "toolbox" / "wishes.ts").read_text(encoding="utf-8"))
    texts = (canvas / "texts.ts").read_text(encoding="utf-8")
    assert set(keys) == {key for key, _, _ in WISHES.values()}
    for key in keys:
        said = re.search(rf"  {key}: \[(.*?)\],\n", texts, re.DOTALL)[1]
        lines = [line for text in re.findall(r"'([^']*)'", said) for line in text.split("\\n")]
        assert len(lines) == 4 and max(map(len, lines)) <= 56, lines
