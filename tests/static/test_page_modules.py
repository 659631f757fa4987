"""The page's logic without a page: bundled by esbuild, run by Node. Skipped where the page's packages are not installed."""

import inspect
import json
import re
import subprocess
from pathlib import Path

import pytest

from sunmao.tasks.image_result import format_percent
from sunmao.tasks.registry import TASKS, make_task
from sunmao.training.train_config import MIN_EPOCHS, fit_epochs
from sunmao.vision import Classification, Detection, ImageRegression, MultiLabel, Segmentation, SemanticSegmentation
from tests.support.paths import ROOT

pytestmark = pytest.mark.process  # a Node for each

STATIC = ROOT / "static"

LOG = "import { LogBuffer } from './state/text_log';\nconst log = new LogBuffer();\nconst lines = () => log.chunks.flatMap((chunk) => chunk.lines);\n"


def test_lines_come_as_they_were_written(node):
    said = node(LOG + "log.write('one\\ntw'); log.write('o\\n\\n'); log.write('end'); said.push(lines(), log.total);")
    assert said == [["one", "two", "", "end"], 4]


def test_a_carriage_return_writes_over_the_line(node):
    said = node(
        LOG + "log.write('10 %\\r20 %'); log.write('\\r100 %\\n'); log.write('abc\\rX\\r\\nend'); said.push(lines());"
    )
    assert said == [["100 %", "Xbc", "end"]]


def test_terminal_commands_are_inert_and_hidden_characters_are_shown(node):
    said = node(
        LOG
        + r"log.write('\x1b[31mred\x1b[0m \x1b]0;title\x07\x1b]8;;http://x\x1b\\link \x00\u202e\ud800 \x1b['); log.write('2Jend'); said.push(lines());"
    )
    assert said == [["red link \\x00\\u202e\\ud800 end"]]


def test_a_long_line_is_cut_and_counted(node):
    said = node(
        LOG
        + "log.write('y'.repeat(9000)); log.write('y'.repeat(1000)); said.push(lines().map((line) => [line.en.length < 5100, line.en.slice(-22)]));"
    )
    assert said == [[[True, "…5,000 more characters"]]]


def test_a_million_lines_are_folded_not_kept(node):
    said = node(
        LOG
        + "for (let i = 0; i < 1e5; i++) log.write(`${i * 10}\\n`.repeat(10)); said.push(log.total, log.folded + lines().length, lines().length < 50_000, lines()[0], lines().at(-1));"
    )
    assert said == [1_000_000, 1_000_000, True, "0", "999990"]


def test_a_line_of_the_page_does_not_join_the_program_s(node):
    said = node(
        LOG
        + "log.write('half'); log.say('said\\ntwice', 'note'); log.write('next'); said.push(lines(), log.chunks[0].styles);"
    )
    assert said == [["half", "said", "twice", "next"], ["", "note", "note", ""]]


CURVE = """import { Curve } from './state/curve';
const point = (step: number, values: object, panel = 'train') => ({ kind: 'metric', seq: 1, t: 0, step, values, total: 10, panel, unit: 'epoch' }) as never;
"""


def test_points_of_one_step_meet(node):
    said = node(
        CURVE
        + "const c = new Curve('plot'); for (const [s, v] of [[1, {a: 1}], [3, {a: 3}], [1, {b: 9}], [2, {a: 2}]] as never[]) c.add(point(s, v)); said.push(c.x, [...c.series]);"
    )
    assert said == [[1, 2, 3], [["a", [1, 2, 3]], ["b", [9, None, None]]]]


def test_a_second_training_begins_anew(node):
    said = node(
        CURVE
        + "const c = new Curve('train'); c.add(point(9, {accuracy: .5})); said.push(c.isPast(point(1, {})), c.isPast(point(10, {})), c.best('accuracy'), c.newest('accuracy'));"
    )
    assert said == [True, False, 9, 0.5]


@pytest.mark.parametrize(
    ("points", "best"),
    [
        ("[{ accuracy: 0, loss: 2 }, { accuracy: 0, loss: 1 }]", 2),
        ("[{ accuracy: 0, loss: 1, val_loss: 2 }, { accuracy: 0, loss: 2, val_loss: 1 }]", 2),
        ("[{ accuracy: 0.5, loss: 1 }, { accuracy: 0.4, loss: 0 }]", 1),
    ],
)
def test_of_equal_epochs_the_best_is_that_of_the_file_that_is_kept(node, points, best):
    said = node(
        CURVE + f"const c = new Curve('train'); {points}.forEach((one, at) => c.add(point(at + 1, one)));"
        "said.push(c.best('accuracy'));"
    )
    assert said == [best]


def test_a_flood_of_points_is_thinned(node):
    said = node(
        CURVE
        + "const c = new Curve('plot'); for (let i = 0; i < 50000; i++) c.add(point(i, {a: i})); said.push(c.x.length < 4001, c.x.length === c.series.get('a').length);"
    )
    assert said == [True, True]


def test_python_is_colored_without_losing_a_character(node):
    code = 'def f(x):  # "no"\n    """two\nlines"""\n    return f"{x}" if 名字 != 0x1F else \'it\\\'s\' + str(1.5e3)\n'
    said = node(
        f"import {{ highlight }} from './features/code/syntax_highlight';\nconst lines = highlight({json.dumps(code)}); said.push(lines.map((line) => line.map((p) => p.text).join('')).join('\\n'), lines.flat().filter((p) => p.paint).map((p) => p.paint + p.text));"
    )
    assert said[0] == code
    assert said[1] == [
        "kdef",
        "ff",
        'c# "no"',
        's"""two',
        'slines"""',
        "kreturn",
        'sf"{x}"',
        "kif",
        "n0x1F",
        "kelse",
        "s'it\\'s'",
        "fstr",
        "n1.5e3",
    ]


def test_numbers_of_curves_are_read_as_children_do(node):
    said = node(
        "import { formatValue, sortNames } from './lib/numbers/metric_format';\nsaid.push(formatValue('accuracy', 0.9444), formatValue('loss', 0.2249), formatValue('light', 0.30000000000000004), formatValue('x', null), sortNames(['loss', 'light', 'accuracy']));"
    )
    assert said == ["94.4%", "0.22", "0.3", "–", ["accuracy", "loss", "light"]]


NEAR = "import { findClosest } from './canvas/toolbox/closest_match';\nconst near = (value: string, ...offered: string[]) => findClosest(value, offered.map((one) => ({ value: one })))?.value ?? null;\n"


def test_the_name_that_was_meant_is_near(node):
    said = node(
        NEAR
        + "said.push(near('data/digit', 'data/cats', 'data/digits'), near('33', '3', '5'), near('a/test/3/17.png', 'a/test_set/3/17.png', 'a/test_set/3/1.png'), "
        "near('3', '5'), near('', 'x'), near('data/whales', 'data/digits'), near('same', 'same'));"
    )
    assert said == ["data/digits", "3", "a/test_set/3/17.png", None, None, None, None]


def test_an_error_is_mended_only_where_it_speaks_of_the_value(node):
    said = node(
        "import { findFix } from './state/quick_fixes';\n"
        "const canvas = { values: () => [{ block: 'b', field: 'value', value: 'data/digit', kind: 'dataset' }], offered: (kind: string) => kind === 'dataset' ? [{ value: 'data/digits', label: 'Digits' }] : [] };\n"
        "const error = (message: string) => ({ message, title: { zh: '', en: '' } }) as never;\n"
        "said.push(findFix(canvas, 'b', error(\"no folder 'data/digit'\")), findFix(canvas, 'b', error('division by zero')));"
    )
    assert said == [
        {"change": {"block": "b", "field": "value", "value": "data/digits", "kind": "dataset"}, "name": "Digits"},
        None,
    ]


def test_what_is_not_plugged_in_is_exchanged_for_the_one_on_the_screen(node):
    said = node(
        "import { findFix } from './state/quick_fixes';\n"
        "const field = (block: string, value: string, kind: string) => ({ block, field: 'value', value, kind });\n"
        "const canvas = (...fields: object[]) => ({ values: (block: string | null) => fields.filter((one: any) => block === null || one.block === block), offered: () => [] }) as never;\n"
        "const change = (where: never, type: string) => { const fix = findFix(where, 'b', { type, message: '', title: { zh: '', en: '' } } as never); return fix && [fix.change.block, fix.change.value, fix.name]; };\n"
        "said.push(change(canvas(field('b', '0', 'camera')), 'CameraMissing'), change(canvas(field('c', 'browser', 'camera')), 'CameraMissing'), "
        "change(canvas(field('c', '0', 'camera'), field('d', '1', 'camera')), 'CameraMissing'), change(canvas(field('b', 'simulated', 'camera')), 'CameraMissing'), change(canvas(field('b', 'arduino-uno', 'board')), 'BoardMissing'));"
    )
    assert said == [
        ["b", "simulated", "屏幕上的模拟摄像头"],
        ["c", "simulated", "屏幕上的模拟摄像头"],
        None,
        None,
        ["b", "simulated", "屏幕上的板子"],
    ]


def test_the_rounds_of_a_training_stay_when_the_results_are_put_away(node):
    said = node(
        "import { Results } from './state/results';\nconst results = new Results();\nconst began = { kind: 'training', parameters: {} } as never;\n"
        "const round = (step: number, values: object, panel = 'train') => results.addMetric({ kind: 'metric', seq: 1, t: 1, panel, unit: 'epoch', total: 2, step, values } as never);\n"
        "results.addTraining(began); round(1, { loss: 2 }); round(1, { accuracy: 0.5 }); round(1, { mine: 4 }, 'plot'); results.clear(); round(2, { loss: 1 });\n"
        "results.addTrained({ kind: 'trained', reason: 'finished' } as never); round(3, { loss: 9 }); said.push(results.trainings[0].points, results.trainings[0].ended?.reason);\n"
        "results.reset(); said.push(results.trainings);"
    )
    assert said == [[{"epoch": 1, "loss": 2, "accuracy": 0.5}, {"epoch": 2, "loss": 1}], "finished", []]


def test_what_was_put_away_comes_back(node):
    said = node(
        "import { Results } from './state/results';\nconst results = new Results();\n"
        "const write = (text: string) => results.write({ kind: 'output', stream: 'stdout', text, seq: 1, t: 1 } as never);\n"
        "const curve = (panel: string) => results.addMetric({ kind: 'metric', seq: 1, t: 1, panel, unit: 'epoch', total: 2, step: 1, values: { a: 1 } } as never);\n"
        "const seen = () => [results.log.chunks.flatMap(({ lines }) => lines), results.curves.map(({ panel }) => panel), results.files.length, results.findTest('marks') !== null];\n"
        "write('one\\n'); curve('train'); results.addFile({ path: 'm.onnx', role: 'model' } as never); results.addTest({ kind: 'marks' } as never);\n"
        "const back = results.clear(); said.push(seen()); write('two\\n'); curve('plot'); back(); said.push(seen());\n"
        "const late = results.clear(); results.reset(); late(); said.push(seen());"
    )
    assert said == [
        [[], [], 0, False],
        [["one", "two"], ["train", "plot"], 1, True],
        [[], [], 0, False],
    ]


def test_a_table_that_grows_stays_one(node):
    said = node(
        "import { Results } from './state/results';\nconst results = new Results();\n"
        "const show = (...values: number[]) => results.addTable({ kind: 'table', seq: 1, t: 1, title: '', columns: ['a'], rows: values.map((one) => [one]) } as never);\n"
        "show(1); show(1, 2); show(1, 2, 3); show(1, 2, 3); show(9, 2, 3, 4);\n"
        "said.push(results.tables.map(({ rows, grows }) => [rows.length, grows]));"
    )
    assert said == [[[3, True], [3, False], [4, False]]]


def test_an_empty_program_becomes_a_training_of_the_right_kind(node):
    said = node(
        "import { makeTrainingProgram } from './features/project/training_program';\n"
        "const types = (block: any): string[] => block ? [block.type, ...types(block.inputs?.VALUE?.block), ...types(block.next?.block)] : [];\n"
        "const chain = (task: string) => { const made: any = makeTrainingProgram('data/手势', task as never); return made && types(made.blocks.blocks[0]); };\n"
        "said.push(...['classification', 'detection', 'instance', 'semantic', 'multi_label', 'regression'].map(chain), JSON.stringify(makeTrainingProgram('data/手势', 'detection')).includes('\"models/手势\"'));"
    )
    begin, end = ["program_start", "variables_set", "data_open", "variables_set"], ["show_content"]
    middle = ["model_load_dataset", "model_save_fold"]
    assert said == [
        [*begin, "model_classification", *middle, "model_quick_train", *end],
        [*begin, "model_detection", *middle, "model_train", *end],
        [*begin, "model_segmentation", *middle, "model_train", *end],
        [*begin, "model_semantic_segmentation", *middle, "model_train", *end],
        [*begin, "model_multi_label", *middle, "model_train", *end],
        [*begin, "model_regression", *middle, "model_train", *end],
        True,
    ]


def test_a_saved_program_names_its_blocks_without_shadows(node):
    inner = {"type": "c", "inputs": {"x": {"shadow": {"type": "shadow"}, "block": {"type": "d"}}}}
    first = {"type": "a", "inputs": {"body": {"block": inner}, "n": {"shadow": {"type": "shadow"}}}}
    saved = {"blocks": {"blocks": [first | {"next": {"block": {"type": "b"}}}, {"type": "e"}]}}
    said = node(
        "import { listPlaced } from './lib/saved_blocks';\n"
        f"said.push(...[{json.dumps(saved)}, {{}}].map((one) => listPlaced(one as never).map((block) => block.type)));"
    )
    assert [sorted(types) for types in said] == [["a", "b", "c", "d", "e"], []]


def test_trainings_begin_with_the_epochs_of_the_library(node):
    kinds = {
        "model_classification": Classification,
        "model_multi_label": MultiLabel,
        "model_regression": ImageRegression,
        "model_detection": Detection,
        "model_segmentation": Segmentation,
        "model_semantic_segmentation": SemanticSegmentation,
    }
    counts = [1, 8, 40, 96, 230, 1000]
    said, proposed = node(
        "import { findProgram } from './lib/tasks';\n"
        "import { proposeEpochs } from './lib/numbers/training_epochs';\n"
        f"const parts = {[*kinds]}.map((block) => findProgram(block)!);\n"
        f"said.push(parts.map((one) => one.epochs), parts.map((one) => {counts}.map((count) => proposeEpochs(one, count))));"
    )
    defaults = {name: inspect.signature(kind.train).parameters["epochs"].default for name, kind in kinds.items()}
    assert said == [default or MIN_EPOCHS for default in defaults.values()]
    for (name, default), epochs in zip(defaults.items(), proposed, strict=True):
        seconds = kinds[name]()._entry.seconds
        assert epochs == [default or fit_epochs(count, seconds) for count in counts], name


def test_a_training_is_measured_by_its_task_before_its_first_round(node):
    said = node(
        "import { listMeasures } from './features/training/metrics';\n"
        "const record = (began: object) => ({ row: { best: {} }, whole: { began, points: [] } }) as never;\n"
        "said.push(...[{ task: 'detection' }, { task: 'classification' }, { task: 'semantic' }, {}, { task: 'regression' }].map((began) => listMeasures([record(began)])));"
    )
    assert said == [["mAP", "loss"], ["accuracy", "loss"], ["mIoU", "loss"], ["accuracy", "loss"], ["mae", "loss"]]


def test_what_is_shown_stands_before_the_map_of_all_answers(node):
    shown, older, labels, nothing = (
        json.dumps(points)
        for points in (
            [{"epoch": 1, "mAP": 0.4, "mAP50": 0.6, "recall": 0.5, "precision": 0.7}],
            [{"epoch": 1, "mAP": 0.4, "mAP50": 0.6}],
            [{"epoch": 1, "mAP": 0.9, "accuracy": 0.5}],
            [],
        )
    )
    said = node(
        "import { listDrawings, listMeasures } from './features/training/metrics';\n"
        "import { getHelp, getName, getScore } from './lib/numbers/metric_format';\n"
        "const record = (points: object[]) => ({ row: { best: points.at(-1) ?? {} }, whole: { began: {}, points } }) as never;\n"
        "const values = (points: object[]) => listDrawings('mAP', [record(points)]).map((one) => one.value);\n"
        f"said.push(...[{shown}, {older}, {nothing}].map(values), listMeasures([record({labels})]));\n"
        f"said.push([...{shown}, ...{older}, ...{labels}].map((one) => getScore(one).name));\n"
        "said.push([['mAP', 'mAP50'], ['mAP', 'accuracy']].map((beside) => getName('mAP', beside).zh));\n"
        "said.push([['mAP', 'mAP50'], ['mAP', 'accuracy']].map((beside) => getHelp('mAP', beside).zh.includes('标签')));"
    )
    whole = ["recall", "precision", "mAP50", "mAP"]
    assert said[:3] == [whole, whole[2:], whole] and said[3] == ["accuracy", "loss"]
    assert said[4:] == [["recall", "mAP50", "accuracy"], ["框得准", "mAP"], [False, True]]


@pytest.mark.long
@pytest.mark.parametrize(
    ("rounds", "measure", "expected"),
    [
        ("[{ epoch: 1, train_accuracy: 0.95, accuracy: 0.7 }]", "accuracy", "多对 25%"),
        ("[{ epoch: 1, train_accuracy: 0.7, accuracy: 0.9 }]", "accuracy", "随机变样"),
        ("[{ epoch: 1, train_accuracy: 0.9 }]", "accuracy", "往上走"),
        (
            "[{ epoch: 1, val_loss: 0.5 }, { epoch: 2, val_loss: 0.3 }, { epoch: 3, val_loss: 0.4 }]",
            "loss",
            "从第 2 轮起",
        ),
        (
            "[{ epoch: 1, train_accuracy: 0.5, accuracy: 0.25 }, { epoch: 2, train_accuracy: 0.6, accuracy: 0.25 }]",
            "accuracy",
            "每一轮小考都是 25%",
        ),
        ("[{ epoch: 1, mAP: 0.3, mAP50: 0.4 }, { epoch: 2, mAP: 0.3, mAP50: 0.4 }]", "mAP", "没有进步"),
        ("[{ epoch: 1, loss: 0.5 }]", "loss", "越小越好"),
        ("[{ epoch: 1, loss: 0.9, loss_cls: 0.5, loss_bbox: 0.4 }]", "loss", "几份"),
        ("[{ epoch: 1, mAP: 0, mAP50: 0 }, { epoch: 2, mAP: 0, mAP50: 0.004 }]", "mAP", "很正常"),
        ("[{ epoch: 1, mAP: 0.1, mAP50: 0.3 }, { epoch: 2, mAP: 0.3, mAP50: 0.5 }]", "mAP", "还在往上走"),
        ("[{ epoch: 1, mAP: 0.1, mAP50: 0.3 }, { epoch: 2, mAP: 0.2, mAP50: 0.6 }]", "mAP", "还不够贴"),
        ("[{ epoch: 1, mAP: 0.5, mAP50: 0.99 }, { epoch: 2, mAP: 0.6, mAP50: 1 }]", "mAP", "几乎全找到了"),
        ("[{ epoch: 1, mAP: 0.8, mAP50: 1, recall: 0.98, precision: 1 }]", "mAP", "几乎全找到了"),
        ("[{ epoch: 1, mAP: 0.8, mAP50: 1, recall: 0.98, precision: 0.6 }]", "mAP", "不会显示的框也算在内"),
        (
            "[0.5, 0.4, 0.4, 0.3, 0.4, 0.4].map((mAP, at) => ({ epoch: at + 1, mAP, mAP50: mAP + 0.1 }))",
            "mAP",
            "第 1 轮最好",
        ),
        ("[{ epoch: 1, loss: 0.5 }]", "mAP", "越高越好"),
    ],
)
def test_curves_are_read_in_a_sentence(node, rounds, measure, expected):
    (said,) = node(
        f"import {{ describeCurve }} from './features/training/curve_hints';\nsaid.push(describeCurve({rounds}, '{measure}'));"
    )
    assert expected in said


@pytest.mark.parametrize(
    "rounds, expected",
    [
        ("[{ epoch: 1, accuracy: 0.25 }, { epoch: 2, accuracy: 0.25 }, { epoch: 3, accuracy: 0.25 }]", "都一样"),
        ("[{ epoch: 1, accuracy: 0.25 }, { epoch: 2, accuracy: 0.5 }]", "2"),
        ("[{ epoch: 1, accuracy: 0.25 }]", "2"),
        ("[{ epoch: 1, mIoU: 0 }, { epoch: 2, mIoU: 0 }]", "都一样"),
        ("[{ epoch: 1, loss: 0.3 }, { epoch: 2, loss: 0.3 }]", "2"),
    ],
)
def test_no_epoch_is_the_best_where_all_are_alike(node, rounds, expected):
    assert node(
        "import { describeBestEpoch } from './features/training/metrics';\n"
        f"said.push(describeBestEpoch({{ row: {{ best: {{ epoch: 2 }} }}, whole: {{ points: {rounds} }} }} as never));"
    ) == [expected]


@pytest.mark.parametrize(
    "test, flawless",
    [
        ("{ correct: 15, total: 15 }", True),
        ("{ correct: 14, total: 15 }", False),
        ("{ counts: { right: 6, wrong: 0 } }", True),
        ("{ counts: { right: 6, twice: 1 } }", False),
        ("{ counts: { right: 6, imagined: 1 } }", False),
        ("{ averages: { miou: 1 } }", True),
        ("{ averages: { miou: 0.99 } }", False),
    ],
)
def test_nothing_wrong_at_all_is_decided_once(node, test, flawless):
    assert node(f"import {{ isFlawless }} from './lib/numbers/flawless';\nsaid.push(isFlawless({test} as never));") == [
        flawless
    ]


@pytest.mark.parametrize(
    "began, blocks, pictures, expected",
    [("teach", 0, True, "teach"), ("", 0, True, "data"), ("", 3, True, "blocks"), ("", 0, False, "blocks")],
)
def test_where_a_project_opens(node, began, blocks, pictures, expected):
    given = json.dumps([began, blocks, pictures])
    assert node(
        f"import {{ pickView }} from './features/home/opening_view';\nsaid.push(pickView(...({given} as [never, number, boolean])));"
    ) == [expected]


def test_what_happens_many_times_a_minute_has_seconds(node):
    said = node(
        "import { formatDate, formatMoment } from './lib/time';\n"
        "const now = new Date(2026, 10, 27, 12), at = (day: number, second: number) => new Date(2026, 10, day, 10, 58, second).getTime() / 1000;\n"
        "said.push(formatDate(at(27, 3), now), formatDate(at(2, 3), now), formatMoment(at(27, 3), now), formatMoment(at(27, 4), now), formatMoment(at(2, 3), now));"
    )
    assert said == ["今天 10:58", "11月2日", "今天 10:58:03", "今天 10:58:04", "11月2日 10:58:03"]


SEEN = """import { countAll, filterImages, countKinds, hasAllImages, listMarks } from './features/tasks/detection/visible_detections';
const place = (label: number, x1: number, y1: number, x2: number, y2: number, kind: string) => ({ label, box: [x1, y1, x2, y2], kind });
const truths = [place(0, 0, 0, 10, 10, 'right'), place(1, 20, 0, 30, 10, 'wrong'), place(0, 40, 0, 50, 10, 'missed'), place(0, 60, 0, 70, 10, 'right')];
const answers = [[0.9, place(0, 0, 0, 10, 11, 'right')], [0.8, place(0, 20, 1, 30, 10, 'wrong')], [0.6, place(0, 1, 0, 11, 10, 'twice')], [0.7, place(0, 60, 0, 70, 10, 'right')], [0.6, place(1, 80, 0, 90, 10, 'imagined')]].map(([confidence, one]) => ({ ...(one as object), confidence }));
const picture = { path: 'a.png', width: 100, height: 50, truths, answers };
const figures = { map: 1, map50: 1, precision: 1, recall: 1 };
const whole = { confidence: 0.5, counts: { right: 2, wrong: 1, twice: 1, imagined: 1, missed: 1 }, by_class: [{ ...figures, things: 3 }, { ...figures, things: 1 }], pictures: [picture, { path: 'b.png', width: 9, height: 9, truths: [], answers: [] }] } as never;
const kinds = (sure: number) => listMarks(picture as never, sure).map((one) => (one.truth ? '' : '+') + one.kind).join(' ');
"""


def test_things_are_missed_when_their_answers_are_not_sure_enough(node):
    said = node(
        SEEN
        + "said.push(kinds(0.5), kinds(0.75), kinds(0.95), countKinds(listMarks(picture as never, 0.75)), countAll(whole, 0.5), countAll(whole, 0.75), hasAllImages(whole));\n"
        "const choose = (kind: string | null, label: number | null, confidence = 0.5) => filterImages(whole, { kind, label, confidence } as never);\n"
        "said.push(choose(null, null), choose('missed', null), choose('missed', 1), choose('missed', 1, 0.85), choose('twice', 0, 0.65), choose(null, 1));"
    )
    assert said[:3] == [
        "right wrong missed right +right +wrong +twice +right +imagined",
        "right wrong missed missed +right +wrong",
        "missed missed missed missed",
    ]
    assert said[3] == {"right": 1, "wrong": 1, "misplaced": 0, "twice": 0, "imagined": 0, "missed": 2}
    assert said[4] == {"right": 2, "wrong": 1, "misplaced": 0, "twice": 1, "imagined": 1, "missed": 1}
    assert (said[5], said[6]) == (said[3], True)
    assert said[7:] == [[0, 1], [0], [], [0], [], [0]]


def test_a_task_is_over_when_the_program_goes_on(node):
    said = node(
        "import { Results } from './state/results';\nconst results = new Results();\nconst done = (t: number, done: number) => ({ kind: 'progress', seq: 1, t, done, total: 50, unit: 'picture', seconds_left: null, task: 'convert' }) as const;\n"
        "const line = (t: number) => ({ kind: 'line', seq: 1, t, line: 3 }) as const;\n"
        "results.setProgress(done(1, 40)); results.passLine(line(1.1)); said.push(results.progress?.done); results.passLine(line(2)); said.push(results.progress); results.setProgress(done(3, 50)); said.push(results.progress);"
    )
    assert said == [40, None, None]


def test_seven_of_eight_that_agree_speak_against_a_label(node):
    """Then mending the label comes first; where the others differ among themselves they prove nothing."""
    said = node(
        "import { weighEvidence } from './features/evaluation/lab/evidence';\n"
        "const weigh = (labels: string) => { const nearest = [...labels].map((label) => ({ path: '', label }));\n"
        "  const { reason, order, suggested, own, agreed } = weighEvidence({ done: 1, total: 1, nearest, blurred: false, dark: false }, 'a', 'b');\n"
        "  return [reason, order[0], suggested, own, agreed].join(); };\n"
        "said.push(...['cccccccc', 'accccccc', 'bccccccc', 'aacccccc', 'abcccccc', 'aaaaaaac', 'bbbbcccc', 'ccc'].map(weigh));"
    )
    assert said == [
        "against,label,c,0,8",
        "against,label,c,1,7",
        "against,label,c,0,7",
        "few,more,b,2,6",
        "few,more,b,1,6",
        "mixed,more,b,7,7",
        "few,more,b,0,4",
        "unknown,more,b,0,3",
    ]


def test_only_what_the_neighbors_say_is_proposed(node):
    """A remedy that cannot be done is not replaced by another: a label that its neighbors agree with is left alone."""
    said = node(
        "import { findRemedy, weighEvidence } from './features/evaluation/lab/evidence';\n"
        "const find = (labels: string, possible: string[]) => { const nearest = [...labels].map((label) => ({ path: '', label }));\n"
        "  const found = weighEvidence({ done: 1, total: 1, nearest, blurred: false, dark: false }, 'a', 'b');\n"
        "  return findRemedy(found, (remedy) => possible.includes(remedy)) ?? null; };\n"
        "const all = ['more', 'label', 'leave'], sample = ['label', 'leave'];\n"
        "said.push(find('aaaaaaab', all), find('aaaaaaab', sample), find('bbbbbbbb', sample), find('aab', all));"
    )
    assert said == ["more", None, "label", None]


def test_tosses_are_drawn_as_often_as_they_come(node):
    said = node(
        "import { computeHeights, getRange } from './features/tasks/classification/comparison/toss_chart';\n"
        "said.push(computeHeights(4, 0, 4), computeHeights(5, 1, 5), computeHeights(1, 0, 1));\n"
        "said.push(getRange(24, 19), getRange(400, 205), getRange(400, 395), Math.max(...computeHeights(5000, 2300, 2700)));"
    )
    assert [[round(each, 4) for each in heights] for heights in said[:3]] == [
        [0.1667, 0.6667, 1, 0.6667, 0.1667],
        [0.5, 1, 1, 0.5, 0.1],
        [1, 1],
    ]
    assert said[3:] == [[0, 24], [160, 240], [160, 397], 1]


def test_a_misspelled_name_is_mended_in_the_python_of_a_block(node):
    said = node(
        "import { findFix } from './state/quick_fixes';\n"
        "const fix = (value: string, written: string, meant: string) => findFix({ values: () => [{ block: 'b', field: 'code', value, kind: 'code' }], offered: () => [] }, 'b', { message: written, title: { zh: '', en: '' }, written, meant } as never)?.change.value ?? null;\n"
        "said.push(fix('print(nubmr)\\nnubmr2 = nubmr', 'nubmr', 'number'), fix('print(成积单, 我的成积单)', '成积单', '成绩单'), fix(\"open('data/note.text')\", 'data/note.text', 'data/$&.txt'), "
        "fix('print(1)', 'nubmr', 'number'), fix('print(x)', '', ''), fix('a+b', 'a+b', 'c'));"
    )
    assert said == [
        "print(number)\nnubmr2 = number",
        "print(成绩单, 我的成积单)",
        "open('data/$&.txt')",
        None,
        None,
        "c",
    ]


def test_every_setting_of_a_plan_has_a_name_for_pupils(node):
    plan = re.search(
        r"^class TrainConfig:.*?\n\n\n",
        (STATIC.parent / "sunmao" / "training" / "training_loop.py").read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    )[0]
    settings = re.findall(r"^    (\w+): [\w |]+(?: = .*)?$", plan, re.MULTILINE)
    assert {"epochs", "clip"} <= set(settings)
    records = json.dumps(
        [
            {
                "row": {"model": ""},
                "whole": {"began": {"dataset": {"pictures": {}, "classes": []}, "parameters": dict.fromkeys(settings)}},
            }
        ]
    )
    said = node(
        f"import {{ compareSettings }} from './features/training/config_diff';\nsaid.push(...compareSettings({records} as never).filter((one) => one.label === one.name).map((one) => one.name));"
    )
    assert said == []


CHANGES = """import { compareBlocks, flattenBlocks } from './features/versions/block_changes';
const stack = (...blocks: object[]): object => blocks.reduceRight((next: object | null, block) => (next ? { ...block, next: { block: next } } : block), null)!;
const py = (id: string, code = id, more = {}) => ({ type: 'python', id, fields: { code }, ...more });
const saved = (...tops: object[]) => ({ blocks: { blocks: tops } });
const between = (before: object, after: object) => { const { came, went, changed } = compareBlocks(flattenBlocks(before as never), flattenBlocks(after as never)); return [came.sort(), went.sort(), changed.sort()]; };
"""


def test_blocks_that_came_went_and_changed_are_found(node):
    said = node(
        CHANGES + "const old = saved(stack(py('s'), py('a'), py('b'), py('c')));\n"
        "said.push(between(old, old), between(old, saved(stack(py('s'), py('b'), py('c')))), between(old, saved(stack(py('s'), py('a'), py('x'), py('b', 'other'), py('c')))));\n"
        "said.push(between(old, saved(stack(py('s'), py('a'), py('b')), { ...py('c'), x: 300, y: 9 })), between({}, old), between(old, { blocks: 'rubbish' }));"
    )
    assert said == [
        [[], [], []],
        [[], ["a"], []],
        [["x"], [], ["b"]],
        [[], [], ["c"]],
        [["a", "b", "c", "s"], [], []],
        [[], ["a", "b", "c", "s"], []],
    ]


def test_a_shadow_counts_as_its_block_and_a_moved_stack_as_the_same(node):
    said = node(
        CHANGES
        + "const loop = (times: number, inside: object) => ({ type: 'repeat', id: 'r', inputs: { TIMES: { shadow: { type: 'n', id: 'q' + times, fields: { NUM: times } } }, DO: { block: inside } } });\n"
        "const old = saved({ ...loop(3, py('a')), x: 1, y: 2 });\n"
        "said.push(between(old, saved({ ...loop(3, py('a')), x: 90, y: 80, collapsed: true })), between(old, saved(loop(4, py('a')))), between(old, saved(stack(py('a'), loop(3, py('n'))))));\n"
        "const named = (name: string) => ({ ...saved({ type: 'set', id: 'v', fields: { VAR: { id: 'k1' } } }), variables: [{ name, id: 'k1' }] });\n"
        "said.push(between(named('x'), named('x')), between(named('x'), named('y')));"
    )
    assert said == [[[], [], []], [[], [], ["r"]], [["n"], [], ["a", "r"]], [[], [], []], [[], [], ["v"]]]


def test_lines_are_compared(node):
    said = node(
        "import { diffLines } from './features/versions/line_diff';\n"
        "const show = (before: string, after: string) => diffLines([...before], [...after]).map(({ kind, line }) => (kind === 'came' ? '+' + after[line] : (kind === 'went' ? '-' : '') + before[line])).join(' ');\n"
        "said.push(show('abcd', 'abxd'), show('', 'ab'), show('ab', ''), show('abc', 'abc'), diffLines([...'abcabba'], [...'cbabac']).filter((one) => one.kind === 'same').length);\n"
        "const long = Array.from({ length: 3000 }, (_, n) => `${n}`); const odd = long.map((one, n) => (n % 2 ? one : `${one}!`));\n"
        "const lines = diffLines(long, odd); said.push(lines.filter((one) => one.kind !== 'came').map((one) => long[one.line]).join() === long.join(), lines.filter((one) => one.kind === 'came').length >= 1500);"
    )
    assert said == ["a b -c +x d", "+a +b", "-a -b", "a b c", 4, True, True]


def test_every_kind_of_learning_is_declared(node):
    code = "import './features/tasks/index';\nimport { findTask, getTask, listTasks } from './lib/tasks';\nimport { t } from './lib/texts';\n"
    names, words, others = node(
        code
        + "said.push(listTasks().map((one) => one.name), listTasks().map((one) => t(one.words.name) + t(one.words.about)), [findTask('levers'), getTask(undefined).name]);"
    )
    # Kinds of other samples are taught by pages of their own, or learned by programs alone.
    ours = {name for name in TASKS if make_task(name).sample_kind in ("picture", "row")}
    assert set(names) == ours and len(set(words)) == len(names)
    assert others == [None, "classification"]


def load_page_modules(node_program, *others):
    script = [node_program, Path(__file__).with_name("load_page_modules.mjs"), STATIC, *others]
    return json.loads(subprocess.run(script, capture_output=True, check=True).stdout)


@pytest.mark.long
def test_no_sentence_is_said_while_modules_load(node_program, tmp_path):
    """The bundle does not keep the order of modules: a text that is read at import may not be known yet, and stays in one language."""
    loaded = load_page_modules(node_program)
    assert loaded["modules"] > 250
    assert loaded["calls"] == [], "call the translate function inside a function that runs later"
    planted = tmp_path / "planted.ts"
    texts, canvas = (json.dumps((STATIC / "src" / room / "texts").as_posix()) for room in ("lib", "canvas"))
    planted.write_text(
        f"import {{ both, say, t as translate }} from {texts};\nimport {{ pick }} from {canvas};\n"
        "const name = () => translate('stop');\n"
        "export const early = [['a'].map(name), both('stop'), say({ zh: '', en: '' }), pick('')];\n"
        "export const later = () => translate('close');\n"
    )
    assert load_page_modules(node_program, planted)["calls"] == [
        't("stop")',
        'both("stop")',
        'say({"zh":"","en":""})',
        'pick("")',
    ]


RUNS = """import { findTest } from './features/model_files/test_mark';
const test = (model: string, correct: number) => ({ split: 'test', model, correct, total: 6 });
const run = (started: number, ...marks: unknown[]) => ({ started, seconds: 10, marks });
const weights = { path: 'models/a/best.pth', kind: 'pth', modified: 105, trained: 'noon' };
const parity = (same: number) => ({ path: 'models/a.onnx', kind: 'onnx', modified: 106, trained: 'noon', parity: { pictures: 9, same } });
const latest = { ...weights, path: 'models/a/latest.pth' };
const find = (model: unknown, ...runs: unknown[]) => said.push(findTest(model as never, [latest, weights] as never, runs as never)?.correct ?? null);
"""


def test_a_model_has_the_mark_of_its_own_newest_test(node):
    tested = "run(100, test(weights.path, 4), { ...test(weights.path, 6), split: 'val' }, test(weights.path, 5))"
    assert node(RUNS + f"find(weights, run(120), {tested}, run(98, test(weights.path, 1)));") == [5]
    assert node(RUNS + "find(weights, run(90, test(weights.path, 6)));") == [None], "that was the file before"
    assert node(RUNS + f"find(parity(9), {tested}); find(parity(8), {tested});") == [5, None]


def test_a_model_that_was_compared_with_others_is_tested(node):
    """Its row in the comparison and its row among the models say the same."""
    compared = "[{ path: 'models/a.onnx', correct: 12, labeled: 12 }, { path: weights.path, correct: 0, labeled: 12 }]"
    asked = (
        f"said.push(findTest(model as never, [weights] as never, runs as never, {compared} as never)?.correct ?? null)"
    )
    assert node(RUNS + f"const model = parity(8), runs = [run(120)];\n{asked};") == [12]
    tested = "[run(110, test(weights.path, 5))]"
    assert node(RUNS + f"const model = parity(9), runs = {tested};\n{asked};") == [12], "its own before its model's"
    assert node(RUNS + f"const model = weights, runs = {tested};\n{asked};") == [5], "a test of its own first"


def test_a_detector_is_compared_by_what_it_shows(node):
    """Older comparisons know COCO's mAP50 only."""
    said = node(
        "import { findTest } from './features/model_files/test_mark';\n"
        "import { getShare } from './features/model_files/compared_files';\n"
        "const row = { path: 'a.onnx', correct: null, labeled: 9, mark: 0.9, shown_map50: 0.8 };\n"
        "const older = { ...row, shown_map50: null }, model = { path: 'a.onnx', task: 'detection' };\n"
        "for (const one of [row, older]) {\n"
        "  const test = findTest(model as never, [], [], [one] as never);\n"
        "  said.push([getShare(one as never), test?.shown_map50, test?.map50]);\n"
        "}"
    )
    assert said == [[0.8, 0.8, 0.9], [0.9, None, 0.9]]


def test_holes_numbers_and_shares_have_one_form(node):
    said = node(
        "import { fillHoles, formatNumber, lang } from './lib/texts';\nimport { formatMark, formatPercent } from './lib/numbers/shares';\n"
        "const fill = (name: string | number) => fillHoles('改成 {name} 了', { name }, 'zh');\n"
        "said.push([fill('第 1 类'), fill('LeNet'), fill(1797)], fillHoles('{n} of {m} in {x}', { n: 1797, m: 0.25 }, 'en'));\n"
        "said.push([formatPercent(0.494), formatPercent(null), formatMark(0.955), formatMark(1)]);\n"
        "said.push(formatNumber(1797)); lang.value = 'en'; said.push(formatNumber(1797));"
    )
    assert said[0] == ["改成第 1 类了", "改成 LeNet 了", "改成 1797 了"]
    assert said[1:] == ["1,797 of 0.3 in {x}", ["49%", "–", "95.5%", "100%"], "1797", "1,797"]


@pytest.mark.parametrize(
    ("pictures", "milliseconds", "next_"),
    [(1, 30_000, 1), (1, 100, 2), (2, 300, 4), (16, 200, 32), (32, 4_000, 8), (32, 900, 35), (4, 0, 8)],
)
def test_many_pictures_are_asked_about_in_portions_that_take_a_second(node, pictures, milliseconds, next_):
    """The count moves about once a second, also with a slow model on a busy computer."""
    assert node(
        "import { fitPortion } from './features/inference/batch/batch_store';"
        f"said.push(fitPortion({pictures}, {milliseconds}));"
    ) == [next_]


def test_files_of_several_folders_may_have_one_name(node):
    """Each is asked about and shown under a name of its own; the same file given twice is one."""
    assert node(
        """import { BatchStore } from './features/inference/batch/batch_store';
        const store = new BatchStore('p', { path: 'models/m.onnx', confidence: null } as never) as any;
        store.busy.value = true; // nothing is asked here
        const take = (path: string, size: number) => ({ path, file: { size, lastModified: 1 } });
        store.add({ files: [take('1.png', 5), take('1.png', 6), take('a/1', 7)], cut: false });
        store.add({ files: [take('1.png', 6), take('a/1', 8)], cut: false });
        said.push(store.queue.map(({ path }: { path: string }) => path));"""
    ) == [["1.png", "1 (2).png", "a/1", "a/1 (2)"]]


def test_shares_of_a_whole_add_up_to_a_hundred(node):
    said = node(
        "import { formatShares } from './lib/numbers/shares';\n"
        "said.push(formatShares([0.985, 0.0075, 0.0075]), formatShares([1 / 3, 1 / 3, 1 / 3]));\n"
        "said.push(formatShares([0.9, 0.8]), formatShares([0, 0]), formatShares([]));"
    )
    assert said == [["99%", "1%", "0%"], ["33%", "33%", "33%"], ["90%", "80%"], ["0%", "0%"], []]


def test_the_answer_and_its_bar_are_one_number(node):
    """The library's percentage of an answer stands at its bar, and no bar shows more."""
    shares = [[n / 10_000, *rest] for n in range(5_000, 10_001) for rest in ([(10_000 - n) / 10_000],)]
    shares += [[0.414, 0.294, 0.292], [0.3335, 0.3335, 0.333], [0.405, 0.3, 0.295], [0.145] + [0.1425] * 6]
    [said] = node(
        "import { formatShares } from './lib/numbers/shares';\n"
        f"said.push({json.dumps(shares)}.map((each) => formatShares(each)));"
    )
    assert [each[0] for each in said] == [format_percent(each[0]) for each in shares]
    assert all(int(bar[:-1]) <= int(each[0][:-1]) for each in said for bar in each)
    assert all(sum(int(bar[:-1]) for bar in each) == 100 for each in said[:5_001])


def test_typed_classes_are_one_or_several(node):
    """Short words with spaces between are classes where nothing else separates; what was saved is read as before."""
    said = node(
        "import { splitNames, splitTyped } from './lib/class_names';\n"
        "for (const words of ['1 2 5', '猫 狗', '1、2；5\\n6', 'red apple', 'red apple, pear', '1 2, 5', ' ', 'one'])"
        " said.push(splitTyped(words));\n"
        "said.push(splitNames('1 2 5'));"
    )
    assert said == [
        ["1", "2", "5"],
        ["猫", "狗"],
        ["1", "2", "5", "6"],
        ["red apple"],
        ["red apple", "pear"],
        ["1 2", "5"],
        [],
        ["one"],
        ["1 2 5"],
    ]


def test_what_a_program_waited_for_is_taken_back_when_it_comes(node):
    """Only what the child was asked and answered stays in the text."""
    said = node(
        LOG.replace("const log", "import { EventFormatter } from './state/event_text';\nconst log")
        + "const scribe = new EventFormatter();\n"
        "const text = { zh: '接上', en: 'plug in' };\n"
        "scribe.write(log, { kind: 'ask', id: 1, question: '', form: 'device', options: [], text, seq: 1 });\n"
        "scribe.write(log, { kind: 'answered', id: 1, shown: '', seq: 2 });\n"
        "said.push(lines());\n"
        "scribe.write(log, { kind: 'ask', id: 2, question: 'name?', form: 'text', options: [], text: null, seq: 3 });\n"
        "scribe.write(log, { kind: 'answered', id: 2, shown: 'Ann', seq: 4 });\n"
        "said.push(lines());"
    )
    assert said == [[], ["name?  Ann"]]


def test_main_py_is_told_what_it_reads(node):
    said = node(
        "import { findFolders } from './lib/files/named_files';\n"
        "said.push(findFolders(\"a = Dataset(path='data/x')\\nm.load_checkpoint('checkpoints/a/b.pth')\\nDataset('data/y')\"));\n"
        "said.push(findFolders(\"print('my data')\"));"
    )
    assert said == [["data", "checkpoints"], []]


def test_a_hold_is_settled_when_its_last_picture_has_come(node):
    said = node(
        "import { Burst } from './components/hold';\n"
        "const burst = new Burst(); let come, kept = 0; burst.begin();\n"
        "burst.run(() => new Promise((done) => { come = () => { kept++; done(true); }; }), () => 1, 9);\n"
        "burst.end(); const settled = burst.settled.then(() => said.push(kept)); said.push(kept);\n"
        "setTimeout(come, 50); await settled;"
    )
    assert said == [0, 1]
