// Blockly's own Python generator, without a browser: reads a JSON list of workspaces, prints a JSON list of programs
// (null where Blockly refuses, with its reason on standard error).
// Usage: node blockly_python.cjs FOLDER_OF_BLOCKLY < workspaces.json
//        node blockly_python.cjs FOLDER_OF_BLOCKLY declared      (the blocks' inputs and menus)
const { readFileSync } = require('fs');
const { join, resolve } = require('path');
const folder = resolve(process.argv[2]);
const Blockly = require(join(folder, 'blockly_compressed.js'));
require(join(folder, 'blocks_compressed.js'));
const { pythonGenerator } = require(join(folder, 'python_compressed.js'));

// The part of the DOM that a mutation needs: Blockly writes and reads <mutation …><arg …/></mutation> even for JSON.
class Element {
  constructor(name) { this.nodeName = name; this.nodeType = 1; this.attributes = {}; this.childNodes = []; }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  getAttribute(name) { return this.attributes[name] ?? null; }
  hasAttribute(name) { return name in this.attributes; }
  appendChild(child) { this.childNodes.push(child); return child; }
  get firstChild() { return this.childNodes[0] ?? null; }
  get firstElementChild() { return this.firstChild; }
  get children() { return this.childNodes; }
  get documentElement() { return this.childNodes[0]; }
  getElementsByTagName() { return []; }
}
const document = { createElementNS: (space, name) => new Element(name), createTextNode: (text) => ({ nodeName: '#text', text }) };
class DOMParser {
  parseFromString(text) {
    const page = new Element('#document');
    const open = [page];
    for (const [, end, name, attributes, empty] of text.matchAll(/<(\/?)([\w]+)([^>]*?)(\/?)>/g)) {
      if (end) { open.pop(); continue; }
      const element = open.at(-1).appendChild(new Element(name));
      for (const [, key, value] of attributes.matchAll(/([\w:]+)="([^"]*)"/g)) element.setAttribute(key, value);
      if (!empty) open.push(element);
    }
    return page;
  }
}
class XMLSerializer {
  serializeToString(element) {
    const attributes = Object.entries(element.attributes).map(([key, value]) => ` ${key}="${value}"`).join('');
    return `<${element.nodeName}${attributes}>${element.childNodes.map((child) => this.serializeToString(child)).join('')}</${element.nodeName}>`;
  }
}
Blockly.utils.xml.injectDependencies({ document, DOMParser, XMLSerializer });
Blockly.setLocale(require(join(folder, 'msg', 'en.js')));

function program(saved) {
  try {
    return generated(saved);
  } catch (error) {
    console.error(error.message.slice(0, 300), JSON.stringify(saved).slice(0, 300));
    return null;
  }
}

function generated(saved) {
  const workspace = new Blockly.Workspace(new Blockly.Options({ oneBasedIndex: true }));
  Blockly.serialization.workspaces.load(saved, workspace);
  const python = pythonGenerator.workspaceToCode(workspace);
  workspace.dispose();
  return python;
}

// What Blockly declares: type → {inputs: {name: check | null}, menus: {name: [values]}} of every block as it is when new.
function declared() {
  const workspace = new Blockly.Workspace(new Blockly.Options({ oneBasedIndex: true }));
  return Object.fromEntries(Object.keys(Blockly.Blocks).map((type) => {
    const block = workspace.newBlock(type);
    const fields = block.inputList.flatMap((input) => input.fieldRow);
    const menus = fields.filter((field) => field.getOptions).filter((field) => !field.getVariable);
    return [type, {
      output: block.outputConnection ? block.outputConnection.getCheck() : false,
      inputs: Object.fromEntries(block.inputList.filter((input) => input.connection).map((input) => [input.name, input.connection.getCheck()])),
      menus: Object.fromEntries(menus.map((field) => [field.name, field.getOptions(false).map(([, value]) => value)])),
    }];
  }));
}

const asked = process.argv[3] === 'declared' ? declared() : JSON.parse(readFileSync(0, 'utf8')).map(program);
process.stdout.write(JSON.stringify(asked));
