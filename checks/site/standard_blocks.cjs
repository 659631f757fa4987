// Prints as JSON what stands on blocks that Blockly defines: `node standard_blocks.cjs STATIC`, on standard input {types,
// messages: {zh, en}}. Per language and type the rows, each a list of [kind, text]; kinds: 'word', 'menu', 'value', 'body'.

const { readFileSync } = require('node:fs');
const Module = require('node:module');

const blockly = `${process.argv[2]}/node_modules/blockly`;
const core = require(`${blockly}/blockly_compressed.js`);
// The package's own core for Node asks for a document that nothing here needs.
const load = Module._load;
Module._load = (name, ...more) => (/core/.test(name) ? core : load(name, ...more));
require(`${blockly}/blocks_compressed.js`);

core.Events.disable(); // which would describe each block as XML
const { VALUE, STATEMENT } = core.inputs.inputTypes;
const { types, messages } = JSON.parse(readFileSync(0, 'utf8'));
const found = {};
for (const [lang, file] of [
  ['zh', 'zh-hans'],
  ['en', 'en'],
]) {
  core.setLocale({ ...require(`${blockly}/msg/${file}.js`), ...messages[lang] });
  const workspace = new core.Workspace();
  found[lang] = {};
  for (const type of types) {
    if (core.Blocks[type]) found[lang][type] = readRows(workspace.newBlock(type));
  }
}
console.log(JSON.stringify(found));

function readRows(block) {
  const rows = [[]];
  for (const input of block.inputList) {
    const parts = input.fieldRow.map(readField).filter(([, text]) => text);
    if (input.type === STATEMENT) rows.push([...parts, ['body', '']], []);
    else rows.at(-1).push(...parts, ...(input.type === VALUE ? [['value', '']] : []));
  }
  return rows.filter((row) => row.length);
}

function readField(field) {
  const plain = field instanceof core.FieldLabel && !(field instanceof core.FieldLabelSerializable);
  return [plain ? 'word' : 'menu', field.getText().trim()];
}
