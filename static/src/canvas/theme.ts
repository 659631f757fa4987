/** The colours of drawers and blocks, and the look of Blockly's own parts. */

import * as Blockly from 'blockly/core';
import type { Drawer } from './api';

const FONT =
  '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", ' +
  '"Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif';
const GREY = '#566073';

/** Blockly's styles of its standard blocks, with the colours of `page.md`. */
const STANDARD: Record<string, string> = {
  logic_blocks: '#3556c4',
  loop_blocks: '#97600a',
  math_blocks: '#0f766e',
  text_blocks: '#8f3a8c',
  pick_blocks: '#8f3a8c',
  list_blocks: '#a23b3b',
  variable_blocks: '#7a5c00',
  variable_dynamic_blocks: '#7a5c00',
  procedure_blocks: GREY,
  colour_blocks: '#8a3d68',
  unknown_blocks: '#6b7280',
};

function mix(color: string, other: number, share: number): string {
  const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  const mixed = parts.map((part) => Math.round(part * (1 - share) + other * share));
  return '#' + mixed.map((part) => part.toString(16).padStart(2, '0')).join('');
}

function style(color: string): Blockly.Theme.BlockStyle {
  return { colourPrimary: color, colourSecondary: mix(color, 255, 0.22), colourTertiary: mix(color, 0, 0.28), hat: '' };
}

/** Makes the theme for these drawers: `<drawer id>_blocks` for each, and Blockly's standard styles. */
export function makeTheme(drawers: Drawer[]): Blockly.Theme {
  const blockStyles: Record<string, Blockly.Theme.BlockStyle> = {};
  for (const [name, color] of Object.entries(STANDARD)) blockStyles[name] = style(color);
  for (const drawer of drawers) blockStyles[`${drawer.id}_blocks`] ??= style(drawer.color);
  return Blockly.Theme.defineTheme('sunmao', {
    name: 'sunmao',
    base: Blockly.Themes.Zelos,
    blockStyles,
    fontStyle: { family: FONT, weight: '600', size: 12 },
    componentStyles: {
      workspaceBackgroundColour: '#faf8f4',
      toolboxBackgroundColour: '#ffffff',
      toolboxForegroundColour: '#1d2530',
      flyoutBackgroundColour: '#efeae0',
      flyoutForegroundColour: '#475364',
      flyoutOpacity: 1,
      scrollbarColour: '#b9b3a6',
      selectedGlowColour: '#2a56b9',
      insertionMarkerColour: '#1d2530',
      insertionMarkerOpacity: 0.3,
    },
  });
}
