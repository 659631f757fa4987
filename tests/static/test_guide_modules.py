"""The steps of a training: what they read from the blocks and write into them, what goes with what, what it costs."""

import json

import pytest

from sunmao.codegen import compile_workspace
from sunmao.data.number_labels import parse_number
from sunmao.models import MODELS, list_untrained
from sunmao.server.dataset_index.model_compatibility import FITTING
from sunmao.server.models.networks import list_networks
from sunmao.tasks.registry import TASKS

pytestmark = pytest.mark.process  # a Node for each

READ = """import { readGuideProgram } from './features/guide/program';
import { makeProgram, makeTrainingProgram } from './features/project/training_program';
const plan = (more: object) => ({ task: 'classification', backbone: 'EfficientNet-Lite0', imageSize: null, unit: '', target: '', path: 'data/手势', train: null, tested: false, converted: false, ...more }) as never;
const whole = { train: { quick: true, epochs: 50 }, tested: true, converted: true };
"""
PLANS = [
    {"path": None},
    {},
    {"train": {"quick": True, "epochs": 50}},
    {"train": {"quick": False, "epochs": 7}, "tested": True},
    {"train": {"quick": True, "epochs": 50}, "tested": True, "converted": True},
    {
        "task": "detection",
        "backbone": "RTMDet-Lite0",
        "imageSize": 192,
        "train": {"quick": False, "epochs": 10},
        "tested": True,
        "converted": True,
    },
    {"task": "multi_label", "train": {"quick": True, "epochs": 50}, "tested": True, "converted": True},
    {
        "task": "semantic",
        "backbone": "UNet-Lite0",
        "imageSize": 160,
        "train": {"quick": False, "epochs": 10},
        "tested": True,
        "converted": True,
    },
    {"task": "regression", "unit": "°", "train": {"quick": False, "epochs": 10}, "tested": True, "converted": True},
]


@pytest.fixture(scope="module")
def written(node):
    """Of each plan: its workspace, and what is read from it again."""
    return node(
        READ
        + f"for (const one of {json.dumps(PLANS)}) {{ const made = makeProgram(plan(one)); said.push([made, readGuideProgram(made)]); }}"
    )


def test_a_model_that_learns_no_numbers_has_no_unit(node):
    """The plan keeps the unit while the child looks at another kind of learning."""
    code = "for (const unit of ['°', '']) said.push(makeProgram(plan({ unit })));"
    assert (made := node(READ + code))[0] == made[1]


@pytest.mark.parametrize("number", range(len(PLANS)))
def test_the_steps_read_what_they_wrote(written, number):
    _, read = written[number]
    assert not read["grown"] and read["until"] == ""
    given = {"task": "classification", "imageSize": None, "path": "data/手势", "train": None, **PLANS[number]}
    assert {name: read["plan"][name] for name in given} == given
    assert read["file"] == ("models/手势.onnx" if given.get("converted") else "")


@pytest.mark.parametrize("number", range(len(PLANS)))
def test_what_the_steps_write_compiles_without_a_problem(written, number):
    program = compile_workspace(written[number][0])
    assert program.ok and not program.problems


def test_the_whole_path_is_a_program_that_a_pupil_reads(written):
    lines = compile_workspace(written[4][0]).python.splitlines()
    verbs = ["Dataset(", "Classification(", "load_dataset(", "quick_train(", "evaluate(", "convert(", "Workflow("]
    at = [next(number for number, line in enumerate(lines) if verb in line) for verb in verbs]
    assert at == sorted(at)


def test_blocks_of_others_are_read_and_never_written_over(node):
    """Whatever the steps would not write again themselves makes a program theirs no longer."""
    said = node(
        READ
        + """const read = (change: (made: any) => void) => { const made = makeProgram(plan(whole)); change(made.blocks.blocks[0]); return readGuideProgram(made)!; };
const last = (block: any): any => (block.next ? last(block.next.block) : block);
const find = (block: any, type: string): any => (block.type === type || block.inputs?.VALUE?.block?.type === type ? block : find(block.next.block, type));
const more = read((top) => { last(top).next = { block: { type: 'camera_each', id: 'loop' } }; });
said.push([more.grown, more.until, more.plan.train]);
said.push(read((top) => { find(top, 'model_quick_train').extraState = { more: ['random_seed'] }; }).grown);
said.push(read((top) => { top.x = 200; find(top, 'data_open').id = 'other'; }).grown);
said.push(read((top) => { find(top, 'model_save_fold').inputs.save_fold.shadow.fields.TEXT = 'models/mine'; }).grown);
said.push(readGuideProgram({ blocks: { blocks: [{ type: 'program_start', id: 'a' }] } }));
said.push(readGuideProgram(makeTrainingProgram('data/cells', 'instance')!));
said.push(readGuideProgram(makeTrainingProgram('data/cells', 'detection')!)!.grown);"""
    )
    assert said == [[True, "loop", {"quick": True, "epochs": 50}], True, False, True, None, None, False]


def test_a_task_takes_the_data_that_the_library_takes(node):
    rows = ["table_classification", "table_regression"]
    labels = ["classification", "multi_label", "detection", "instance", "semantic", "regression", *rows, None]
    said = node(
        "import { findFittingTask, fits, listTaught } from './features/guide/program';\n"
        f"const sets = {json.dumps(labels)}.map((task) => ({{ task, classes: [{{ name: '45' }}] }}) as never);\n"
        "said.push(...listTaught().map((task) => [task, sets.filter((one) => fits(task, one)).map((one: any) => one.task)]), sets.map(findFittingTask));\n"
        "for (const name of ['0', '-12.5', '+.5e3', ' 7 ', '1 cm', 'left', '１'])\n"
        "  said.push(fits('regression', { task: 'classification', classes: [{ name, count: 1 }] } as never));"
    )
    kinds, proposed, numbers = said[:7], said[7], said[8:]
    for task, taken in kinds:  # of a table the column to guess says which of the two it is
        alike = [each for each in TASKS if FITTING.get(each) == "table_model"] if task in rows else [task]
        assert set(taken) == {each for kind in alike for each in TASKS[kind].dataset_tasks}
    one_model = ["detection", "detection"]
    assert proposed == ["classification", "multi_label", *one_model, "semantic", "regression", rows[0], rows[0], None]
    assert numbers == [parse_number(name) is not None for name in ("0", "-12.5", "+.5e3", " 7 ", "1 cm", "left", "１")]


COST = """import { estimateCost, findMethod, hasMemory, listMethods, recommend, startsFromNothing } from './features/guide/methods';
const counts = { train: 1400, val: 330, test: 332 };
"""


@pytest.fixture(scope="module")
def costs(node):
    """The cost of each method of each task with the hand signs, by task and name."""
    networks = json.dumps({row["name"]: row for row in list_networks()})
    (found,) = node(
        COST
        + f"const networks = {networks} as never;\n"
        + "said.push(Object.fromEntries(['classification', 'multi_label', 'detection', 'semantic', 'regression'].map((task) => [task, listMethods(task as never, null)] as const).map(([task, all]) => [task, Object.fromEntries(all.map((one) => [one.name, estimateCost(one, networks[one.backbone], counts, null)]))])));"
    )
    return found


@pytest.mark.parametrize("task", ["classification", "multi_label", "detection", "semantic", "regression"])
def test_the_quick_way_is_the_quickest_and_every_way_has_a_network(costs, task):
    seconds = {name: cost["seconds"] for name, cost in costs[task].items()}
    assert list(seconds) == ["quick", "careful", "board"]
    assert seconds["quick"] < seconds["careful"] and not any(cost["measured"] for cost in costs[task].values())
    assert all(cost["memory"] > 0 and cost["size"] > 0 for cost in costs[task].values())


def test_what_was_measured_counts_and_grows_with_the_pictures(node):
    said = node(
        COST + "const network = { image_size: 128, parameters: 1000, memory: 400, seconds: 1, quick: null } as never;\n"
        "const choice = { backbone: 'x', imageSize: null, quick: false, epochs: 10 };\n"
        "const cost = estimateCost(choice, network, counts, 0.5);\n"
        "said.push(cost.seconds / estimateCost(choice, network, counts, null).seconds, cost.measured, cost.size, hasMemory(cost, 1499e6), hasMemory(cost, 1501e6));\n"
        "said.push(estimateCost({ ...choice, imageSize: 256 }, network, counts, null).seconds > 2 * estimateCost(choice, network, counts, null).seconds);"
    )
    assert said == [0.5, True, 4000, False, True, True]


def test_large_networks_without_weights_begin_from_nothing(node):
    networks = json.dumps(list_networks())
    (said,) = node(COST + f"said.push(({networks} as never[]).filter(startsFromNothing).map((one: any) => one.name));")
    untrained = {name for task in TASKS for name in list_untrained(task)}
    assert set(said) == untrained < set(MODELS)


def test_small_gray_pictures_get_the_smallest_network_first(node):
    said = node(
        COST
        + "said.push(recommend('classification', 28), recommend('classification', 100), recommend('classification', null), recommend('detection', 28));"
        "said.push(findMethod(listMethods('classification', null), listMethods('classification', 8)[1])?.name, findMethod(listMethods('classification', null), { ...listMethods('classification', null)[1], epochs: 3 }));"
    )
    assert said == ["board", "quick", "quick", "quick", "careful", None]


def test_few_pictures_are_learned_from_for_more_epochs(node):
    """A detector finds nothing in a picture that it has seen ten times; sets that are large keep their time."""
    said = node(
        COST
        + "for (const pictures of [2, 8, 40, 100, 364, null]) said.push(listMethods('detection', pictures).map((one) => one.epochs));"
        "said.push(listMethods('classification', 8).map((one) => one.epochs));"
    )
    assert said == [*[[100] * 3] * 3, [46] * 3, [12, 20, 20], [10, 20, 20], [50, 10, 20]]


def test_a_step_is_open_when_those_before_it_hold(node):
    said = node(
        READ
        + """import { findStep, isOpen, STEPS } from './features/guide/steps';
const set = { task: 'classification', pictures: 100, answer: 'warn', divided: true, builtin: false, classes: ['a'], unlabeled: 0 };
const nothing = { program: null, set: null, learned: false, tested: false, converted: false, refused: false };
const program = (more: object) => readGuideProgram(makeProgram(plan(more)));
const at = (more: object) => { const progress = { ...nothing, ...more } as never; return [findStep(progress), STEPS.filter((one) => isOpen(one, progress)).length]; };
said.push(at({}), at({ program: program({ path: null }) }), at({ program: program({}), set }), at({ program: program({}), set: { ...set, divided: false } }));
said.push(at({ program: program({}), set: { ...set, answer: 'reject' } }), at({ program: program({}), set: { ...set, task: 'detection' } }));
said.push(at({ program: program(whole), set }), at({ program: program(whole), set, learned: true, tested: true }));
said.push(at({ program: program(whole), set, learned: true, tested: true, converted: true }), at({ program: program({}), set, refused: true }));"""
    )
    assert said == [
        ["task", 1],
        ["data", 2],
        ["method", 3],
        ["data", 2],
        ["data", 2],
        ["task", 1],
        ["train", 4],
        ["convert", 6],
        ["use", 7],
        ["task", 1],
    ]


def test_a_stopped_training_is_not_ticked_and_one_can_go_on(node):
    said = node(
        READ
        + """import { isDone, isOpen, STEPS } from './features/guide/steps';
const set = { task: 'classification', pictures: 100, answer: 'warn', divided: true, builtin: false, classes: ['a'], unlabeled: 0 };
const program = readGuideProgram(makeProgram(plan(whole)));
for (const cut of [false, true]) {
  const progress = { program, set, learned: true, cut, tested: false, converted: false, used: false, refused: false } as never;
  said.push([STEPS.filter((one) => isDone(one, progress)), isOpen('test', progress)]);
}"""
    )
    before = ["task", "data", "method"]
    assert said == [[[*before, "train"], True], [before, True]]


def test_a_closed_step_says_what_its_data_lacks(node):
    said = node(
        READ
        + """import { findLack } from './features/guide/steps';
const set = { task: 'classification', pictures: 100, answer: 'warn', divided: true, builtin: false, coming: false, classes: ['a'], unlabeled: 0 };
const program = readGuideProgram(makeProgram(plan({})));
const lack = (more: object | null) => findLack({ program, set: more && { ...set, ...more } } as never);
said.push(lack(null), lack({ coming: true }), lack({ pictures: 0 }), lack({ answer: 'reject' }), lack({ divided: false }));
said.push(lack({ unlabeled: 100 }), lack({ unlabeled: 99 }), lack({}), lack({ builtin: true, divided: false }), lack({ task: 'detection', divided: false }));"""
    )
    assert said == ["none", "coming", "empty", "reject", "undivided", "unlabeled", None, None, None, None]


USE = "import { getTask } from './lib/tasks';\nimport { makeUseProgram } from './features/project/use_program';\n"


@pytest.mark.parametrize("servo", [False, True])
@pytest.mark.parametrize("options", [{"unknown": 0.45, "smooth": 7}, {"confidence": 0.44}], ids=["class", "find"])
def test_the_end_leads_to_a_program_that_trains_nothing(node, options, servo):
    """It is as sure as the model was set to be. It compiles without a word, whatever its language calls its variables, and a servo has an angle for each class."""
    [workspace] = node(
        USE + f"const turn = {json.dumps(servo)} ? await getTask('classification').program.loadServo!() : undefined;\n"
        f"said.push(makeUseProgram({{ file: 'models/手势.onnx', classes: ['石头', '布'], options: {json.dumps(options)}, turn }}));"
    )
    program = compile_workspace(workspace)
    assert not program.problems and "Workflow(checkpoint='models/手势.onnx')" in program.python
    assert "train" not in program.python
    assert all(f"{name}={value}" in program.python for name, value in options.items())
    angles = [line.strip() for line in program.python.splitlines() if ".angle" in line]
    assert [angle.split(" = ")[1] for angle in angles] == (["45", "90"] if servo else [])


def test_a_servo_turns_to_the_number_that_the_model_says(node):
    [workspace] = node(
        USE + "const turn = await getTask('regression').program.loadServo!();\n"
        "said.push(makeUseProgram({ file: 'models/dial.onnx', classes: [], options: { smooth: 5 }, turn }));"
    )
    program = compile_workspace(workspace)
    assert not program.problems and "smooth=5" in program.python
    (angle,) = (line.strip() for line in program.python.splitlines() if ".angle" in line)
    assert angle.endswith(" = min(max(结果.value, 0), 180)"), "it stays where a servo can go"


def test_a_model_file_has_a_name_for_people(node):
    paths = [
        "models/pets/best_accuracy_top-1_epoch_50.pth",
        "checkpoints/best_bbox_mAP_epoch_3.pth",
        "models/pets/epoch_4.pth",
        "models/pets/latest.pth",
        "models/my cats.onnx",
        "models/shelf.pth",
    ]
    said = node(
        "import { getModelName } from './features/model_files/model_names';\n"
        f"said.push(...{json.dumps(paths)}.map(getModelName));"
    )
    assert said == [
        "pets · 最好的一轮（第 50 轮）",
        "训练 · 最好的一轮（第 3 轮）",
        "pets · 第 4 轮",
        "pets · 最后一轮",
        "my cats",
        "shelf",
    ]


CHANGE = READ + "import { changeMethod } from './features/guide/change_method';\n"


def test_another_way_changes_the_model_and_its_training_and_nothing_else(node):
    """From the last layer alone to the whole of another network and back: the same workspace, thresholds included."""
    [changed, read, back, grown] = node(
        CHANGE
        + """const watch = { confidence: 0.5 };
        const made = makeProgram(plan({ train: whole.train, tested: true, watch })) as never;
        const change = (one, choice) => changeMethod(one, readGuideProgram(one)!, choice);
        const board = { backbone: 'LeNet', imageSize: 64, quick: false, epochs: 20 };
        const quick = { backbone: 'EfficientNet-Lite0', imageSize: null, quick: true, epochs: 50 };
        const other = change(made, board);
        const own = structuredClone(made) as any;
        own.blocks.blocks.push({ type: 'text', id: 'mine', fields: { TEXT: 'mine' } });
        said.push(other, readGuideProgram(other)!.plan, readGuideProgram(change(other, quick)), change(own, board).blocks.blocks[1]);"""
    )
    assert read["backbone"] == "LeNet" and read["imageSize"] == 64 and read["train"] == {"quick": False, "epochs": 20}
    assert read["watch"] == {"confidence": 0.5} and read["path"] == "data/手势" and read["tested"]
    assert not back["grown"] and back["plan"]["train"] == {"quick": True, "epochs": 50}
    assert back["plan"]["backbone"] == "EfficientNet-Lite0" and back["plan"]["imageSize"] is None
    assert grown == {"type": "text", "id": "mine", "fields": {"TEXT": "mine"}}
    assert not compile_workspace(changed).problems
