/** The amber "!" on blocks that have a problem before running. */

import * as Blockly from 'blockly/core';
import type { Problem } from '../../lib/types';
import { pick, say } from '../texts';
import { addTitle, findVisibleBlock, getPath } from './highlight';

const { createSvgElement } = Blockly.utils.dom;
const { G, PATH, CIRCLE } = Blockly.utils.Svg;
const RADIUS = 10;

export class ProblemBadges {
  private problems: Problem[] = [];
  private drawn: SVGElement[] = [];

  constructor(
    private readonly workspace: Blockly.WorkspaceSvg,
    private readonly onClick: (problem: Problem) => void,
  ) {}

  set(problems: Problem[]): void {
    this.problems = problems.filter((problem) => problem.block && problem.level !== 'hint');
    this.redraw();
  }

  /** The first that Run refuses, else the first of all. */
  get worst(): Problem | undefined {
    const here = this.problems.filter(({ block }) => findVisibleBlock(this.workspace, block!));
    return here.find(({ level }) => level === 'error') ?? here[0];
  }

  /** The problem that a block's mark says. */
  first(block: string): Problem | undefined {
    return this.problems.find((problem) => problem.block === block);
  }

  /** One mark a block, however many problems it has; the first is the one it says. */
  redraw(): void {
    for (const mark of this.drawn) mark.remove();
    this.drawn = [];
    const marked = new Set<string>();
    for (const problem of this.problems) {
      const block = findVisibleBlock(this.workspace, problem.block!);
      if (!block || marked.has(block.id) || !getPath(block)) continue;
      marked.add(block.id);
      this.drawn.push(this.draw(block, problem));
    }
  }

  private draw(block: Blockly.BlockSvg, problem: Problem): SVGElement {
    const scale = 1 / this.workspace.scale;
    const place = `translate(${block.width - 4},2) scale(${scale})`;
    const mark = createSvgElement(G, { class: 'problem-mark', role: 'img', transform: place }, block.getSvgRoot());
    const label = say('problem_block', { text: pick(problem.text) });
    mark.setAttribute('aria-label', label);
    addTitle(mark, label);
    createSvgElement(CIRCLE, { r: RADIUS }, mark);
    createSvgElement(PATH, { d: 'M0 -5V1M0 4.6V5' }, mark);
    mark.addEventListener('pointerdown', (event) => {
      event.stopPropagation();
      this.onClick(problem);
    });
    return mark;
  }
}
