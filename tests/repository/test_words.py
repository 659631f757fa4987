"""Words for children: one name for one thing, machines that do not think, numbers in one form (docs/words.md)."""

import re
from collections.abc import Iterator

import pytest

from sunmao.blocks.registry import list_blocks
from sunmao.blocks.spec import Block
from sunmao.codegen.texts import TEXTS as OF_PROBLEMS
from sunmao.server.texts import TEXTS as OF_SERVER
from sunmao.texts import TEXTS as OF_LIBRARY
from tests.support.paths import ROOT

PAGE = ROOT / "static" / "src"
PAIR = re.compile(r"""\[\s*('(?:[^'\\]|\\.)*'|"[^"]*"),\s*('(?:[^'\\]|\\.)*'|"[^"]*"),?\s*\]""")
# The one place where a child learns what textbooks call 小考 and 大考.
EXPLAINED = {"课本里叫验证集", "课本里叫测试集"}
MACHINES = r"(?:model|machine|computer|program|network|teacher|weights|studio|Sunmao|Python|board|tablet|browser|version|it|It)"
FORBIDDEN = {
    "小考, not 验证; 大考, not 测试 or 考试": r"验证集|测试集|训练集|验证图片|测试图片|考试|验证或测试|验证和测试|训练、验证",
    "validation, not check; pictures, not set": r"\bIn practice\b|\bin the check\b|\bCheck (?:loss|mark)|^Check: |(?:validation|test|training) set\b",
    "a machine does not know, think or want": rf"\b{MACHINES} (?:does not |do not |still |may |will |really )?(?:knows?|thinks?|wants?|believes?|remembers?)\b|\bI do not know\b",
    "机器不认识、不觉得、不想": r"(?:模型|机器|电脑|程序|老师|榫卯|它|Python|版本)(?:都|还|一个都)?(?:不|没)?(?:认识|认得|觉得|认为|想要|记得|知道)",
    "49%, without a space": r"[\d}]\s+%",
    "1,000 in English, 1000 in Chinese": r"^(?!.*[\u4e00-\u9fff]).*(?<![\w.,])[1-9]\d?000\b|^(?=.*[\u4e00-\u9fff]).*\d,\d{3}",
}


def list_sentences() -> Iterator[str]:
    """Every sentence and label that a child may read, in both languages."""
    for zh, en in (*OF_LIBRARY.values(), *OF_SERVER.values(), *OF_PROBLEMS.values()):
        yield from (zh, en)
    for file in PAGE.rglob("*texts.ts"):
        yield from (text[1:-1] for pair in PAIR.findall(file.read_text("utf-8")) for text in pair)
    for block in list_blocks():
        if not isinstance(block, Block):
            continue
        yield from (block.zh, block.en, *block.help)
        for hole in (*block.holes, *block.optional_inputs):
            yield from (word for words in (hole.label, hole.about) if words for word in words)
            yield from (str(word) for _, *words in hole.options for word in words)


def find(rule: str, sentence: str) -> bool:
    for explained in EXPLAINED:
        sentence = sentence.replace(explained, "")
    return re.search(FORBIDDEN[rule], sentence) is not None


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_no_sentence_has_a_forbidden_word(rule):
    sentences = list(list_sentences())
    assert len(sentences) > 6000
    assert not [sentence for sentence in sentences if find(rule, sentence)]


@pytest.mark.parametrize(
    "rule, wrong",
    [
        *zip(
            FORBIDDEN,
            (
                "没有验证集。",
                "In practice",
                "The model knows no label.",
                "模型不认识标签",
                "准确率 {percent} %",
                "It names 1000 things.",
            ),
            strict=True,
        )
    ],
)
def test_each_rule_finds_what_was_once_said(rule, wrong):
    assert find(rule, wrong)


# What writes a number beside the page's own functions: `${share * 100}%` outside of a style, a format of its own.
OWN_PERCENT = re.compile(
    r"Math\.(?:round|floor)\(\(?100 \*[^`]*?\)\}? ?%|\} %`|toFixed\(\d\)\}%|style: 'percent'|toLocaleString\(\)"
)


def test_the_page_writes_numbers_by_its_own_functions():
    modules = [path for path in PAGE.rglob("*.ts*") if path.name != "shares.ts"]
    found = [(path.name, hit) for path in modules for hit in OWN_PERCENT.findall(path.read_text("utf-8"))]
    assert len(modules) > 400 and not found
