/** The names of a function's arguments, on its own block: each is changed where it stands. */

import * as Blockly from 'blockly/core';

const DEFINITIONS = ['procedures_defnoreturn', 'procedures_defreturn'];

interface Definition extends Blockly.Block {
  arguments_: string[];
  argumentVarModels_: Blockly.IVariableModel<Blockly.IVariableState>[];
  updateParams_(): void;
}

/** One name. It is saved with the shape of its block, and what changes is the variable. */
class FieldArgument extends Blockly.FieldTextInput {
  constructor(
    name: string,
    private readonly at: number,
  ) {
    super(name);
  }

  override isSerializable(): boolean {
    return false;
  }

  /** A name that another variable has would make two of them one. */
  protected override doClassValidation_(written?: unknown): string | null {
    const name = String(written ?? '').trim();
    const model = this.getModel();
    const other = model && this.getSourceBlock()?.workspace.getVariableMap().getVariable(name);
    return name && (!other || other === model) ? name : null;
  }

  override onFinishEditing_(name: string): void {
    const model = this.getModel();
    // The change of the variable is the only one that is undone.
    this.valueWhenEditorWasOpened_ = this.value_;
    if (model && model.getName() !== name)
      this.getSourceBlock()!.workspace.getVariableMap().renameVariable(model, name);
  }

  private getModel() {
    return (this.getSourceBlock() as Definition | null)?.argumentVarModels_?.[this.at];
  }
}

/** Puts the names on the blocks that define functions. */
export function registerArguments(): void {
  for (const type of DEFINITIONS) {
    const { init, updateParams_ } = Blockly.Blocks[type];
    Object.assign(Blockly.Blocks[type], {
      init(this: Definition) {
        init.call(this);
        this.updateParams_();
      },
      updateParams_(this: Definition) {
        updateParams_.call(this);
        withoutEvents(() => showNames(this));
      },
    });
  }
}

function withoutEvents(act: () => void): void {
  Blockly.Events.disable();
  try {
    act();
  } finally {
    Blockly.Events.enable();
  }
}

function showNames(block: Definition): void {
  const label = block.getField('PARAMS');
  const input = label?.getParentInput();
  if (!label || !input) return;
  const names = block.arguments_ ?? [];
  label.setValue(names.length ? Blockly.Msg.PROCEDURES_BEFORE_PARAMS : '');
  for (const [at, name] of names.entries()) {
    const field = block.getField(makeName(at));
    if (field) field.setValue(name);
    else input.appendField(new FieldArgument(name, at) as unknown as Blockly.Field, makeName(at));
  }
  for (let at = names.length; block.getField(makeName(at)); at++) input.removeField(makeName(at));
}

const makeName = (at: number) => `ARGUMENT${at}`;
