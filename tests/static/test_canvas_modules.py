"""The changes of a program by the canvas, on Blockly's own workspace without a page."""

import pytest

pytestmark = pytest.mark.process  # a Node for each

MORE = """import * as Blockly from 'blockly/core';
import { planMoreEpochs } from './canvas/toolbox/more_epochs';
Blockly.defineBlocksWithJsonArray([
  { type: 'math_number', message0: '%1', args0: [{ type: 'field_number', name: 'NUM' }], output: null },
  { type: 'variables_get', message0: 'n', output: null },
  { type: 'model_train', message0: '%1', args0: [{ type: 'input_value', name: 'epochs' }] },
]);
const workspace = new Blockly.Workspace();
const number = (NUM: number) => ({ block: { type: 'math_number', fields: { NUM } } });
const put = (epochs: object, more = {}) =>
  Blockly.serialization.blocks.append({ type: 'model_train', id: 'train', inputs: { epochs }, ...more }, workspace);
const look = () => {
  const plan = planMoreEpochs(workspace, 3);
  said.push(plan && [plan.epochs, plan.write(), workspace.getBlockById('train')!.getInputTargetBlock('epochs')!.getFieldValue('NUM')]);
};
"""


@pytest.mark.long
@pytest.mark.parametrize(
    ("program", "answer"),
    [
        ("put(number(10));", [30, "train", 30]),
        ("put(number(600));", [1000, "train", 1000]),
        ("put(number(1000));", None),
        ("put({ block: { type: 'variables_get' } });", None),
        ("put({});", None),
        ("put(number(10)); put(number(5), { id: 'other' });", None),
        (
            "put(number(10)); put(number(5), { id: 'other', disabledReasons: ['MANUALLY_DISABLED'] });",
            [30, "train", 30],
        ),
        ("", None),
    ],
)
def test_the_one_training_goes_on_for_more_epochs(node, program, answer):
    assert node(f"{MORE}{program}look();") == [answer]


LABELS = """import * as Blockly from 'blockly/core';
import { filterLabels } from './canvas/blocks/program_options';
const value = (name: string) => ({ message0: '%1', args0: [{ type: 'field_input', name }], output: null });
const hole = (name: string) => ({ message0: '%1', args0: [{ type: 'input_value', name }] });
Blockly.defineBlocksWithJsonArray([
  ...['pick_model', 'pick_dataset', 'pick_label'].map((type) => ({ type, ...value('value') })),
  { type: 'data_sample', ...value('name') },
  { type: 'variables_get', message0: 'n', output: null },
  { type: 'model_load_dataset', ...hole('path') },
  ...['model_train', 'model_load_checkpoint', 'data_open'].map((type) => ({ type, ...hole('in') })),
]);
const workspace = new Blockly.Workspace();
const add = (type: string, input = '', inside = '', fields = {}) => {
  const inputs = input ? { [input]: { block: { type: inside, fields } } } : {};
  return Blockly.serialization.blocks.append({ type, inputs }, workspace);
};
const load = (value: string) => add('model_load_dataset', 'path', 'pick_dataset', { value });
const open = (value: string) => add('model_load_checkpoint', 'in', 'pick_model', { value });
const label = (value: string, datasets: string[], models: string[] = []) => ({ value, label: value, datasets, models });
const all = [
  ...['0', '1', '2'].map((one) => label(one, ['data/digits', 'data/few'], ['few.pth'])),
  label('3', ['data/digits']),
  label('cat', ['data/pets']),
];
const look = () => said.push(filterLabels(add('pick_label'), all).map(({ value }) => value).join(' '));
"""


@pytest.mark.long
@pytest.mark.parametrize(
    ("program", "labels"),
    [
        ("", "0 1 2 3 cat"),
        ("load('data/gone');", "0 1 2 3 cat"),
        ("load('data/few');", "0 1 2"),
        ("load('data/digits'); open('few.pth');", "0 1 2"),
        ("load('data/digits'); open('few.pth'); add('model_train');", "0 1 2 3"),
        ("load('data/few'); add('data_open', 'in', 'pick_dataset', { value: 'data/pets' });", "0 1 2"),
        ("add('model_load_dataset', 'path', 'data_sample', { name: 'digits' });", "0 1 2 3"),
        (
            "add('model_load_dataset', 'path', 'variables_get'); add('data_open', 'in', 'data_sample', { name: 'digits' });",
            "0 1 2 3",
        ),
    ],
)
def test_labels_are_those_that_the_model_answers_with(node, program, labels):
    assert node(f"{LABELS}{program}look();") == [labels]


SWITCHED_OFF = """import * as Blockly from 'blockly/core';
import { enableTraining } from './canvas/toolbox/trained_model';
Blockly.defineBlocksWithJsonArray(
  ['model_load_checkpoint', 'model_save_fold', 'model_quick_train'].map((type) => (
    { type, message0: type, previousStatement: null, nextStatement: null }
  )),
);
const workspace = new Blockly.Workspace();
const put = (...types: string[]) => {
  const chain = types.reduceRight<object | undefined>((below, type) => ({
    type, id: type, ...(below && { next: { block: below } }),
    ...(type === 'model_quick_train' && { disabledReasons: ['MANUALLY_DISABLED'] }),
  }), undefined);
  Blockly.serialization.blocks.append(chain as { type: string }, workspace, { recordUndo: true });
  enableTraining(workspace.getBlockById('model_quick_train'));
  said.push(workspace.getTopBlocks(true)[0].getDescendants(true).map(({ type }) => type));
  said.push(workspace.getBlockById('model_quick_train')!.isEnabled());
};
"""


@pytest.mark.parametrize(
    ("program", "left"),
    [
        ("'model_save_fold', 'model_load_checkpoint', 'model_quick_train'", ["model_save_fold", "model_quick_train"]),
        ("'model_load_checkpoint', 'model_save_fold', 'model_quick_train'", None),
        ("'model_quick_train', 'model_load_checkpoint'", None),
    ],
)
def test_who_trains_again_begins_without_the_weights_right_above(node, program, left):
    there = [name.strip(" '") for name in program.split(",")]
    assert node(f"{SWITCHED_OFF}put({program});") == [left or there, True]


ANSWERS_FROM_FILE = """import * as Blockly from 'blockly';
import { enableTraining } from './canvas/toolbox/trained_model';
const hole = (name: string) => ({ type: 'input_value', name });
const statement = { previousStatement: null, nextStatement: null };
Blockly.common.defineBlocksWithJsonArray([
  { type: 'model_train', message0: '%1', args0: [hole('model')], ...statement },
  { type: 'result_inference', message0: '%1', args0: [hole('model')], output: null },
  { type: 'deploy_workflow', message0: '%1', args0: [hole('checkpoint')], output: null },
  { type: 'pick_model', message0: '%1', args0: [{ type: 'field_input', name: 'value', text: '' }], output: null },
]);
const workspace = new Blockly.Workspace();
for (const name of ['model', 'file', 'result']) workspace.getVariableMap().createVariable(name, '', name);
const read = (id: string) => ({ block: { type: 'variables_get', fields: { VAR: { id } } } });
const set = (id: string, block: object) => ({ type: 'variables_set', id, fields: { VAR: { id } }, inputs: { VALUE: { block } } });
const put = (path: string, more: object[]) => {
  const open = { type: 'deploy_workflow', inputs: { checkpoint: { block: { type: 'pick_model', fields: { value: path } } } } };
  const answer = { type: 'result_inference', inputs: { model: read('file') } };
  const chain = [{ type: 'model_train', id: 'train', inputs: { model: read('model') } }, set('file', open), set('result', answer), ...more];
  const top = chain.reduceRight<object | undefined>((below, one) => ({ ...one, ...(below && { next: { block: below } }) }), undefined);
  Blockly.serialization.blocks.append(top as { type: string }, workspace, { recordUndo: true });
  const changed = enableTraining(workspace.getBlockById('train'));
  const [reads] = workspace.getBlocksByType('result_inference').map((one) => one.getInputTargetBlock('model')!.getFieldValue('VAR'));
  said.push([changed, reads, workspace.getBlocksByType('deploy_workflow').length]);
};
"""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", [True, "model", 0]),
        ("set('result', { type: 'deploy_workflow', inputs: { checkpoint: read('file') } })", [True, "model", 2]),
        ("{ type: 'text_print', inputs: { TEXT: { block: { type: 'text', fields: { TEXT: 'models/a.onnx' } } } } }", [False, "file", 1]),
    ],
    ids=["an earlier file", "one that is read elsewhere too", "one that the program writes"],
)  # fmt: skip
def test_who_trains_again_recognizes_with_what_was_learned(node, more, said):
    assert node(f"{ANSWERS_FROM_FILE}put('models/a.onnx', [{more}]);") == [said]
