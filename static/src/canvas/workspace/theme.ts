/** The colors of drawers and blocks, and the look of Blockly's own parts. */

import * as Blockly from 'blockly/core';
import type { Drawer } from '../../lib/vocabulary';

const FONT =
  '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", ' +
  '"Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif';
const GRAY = '#566073';
/** Luminance under white words for a contrast of 7: 1.05 / 7 - 0.05. */
const DARK_ENOUGH = 0.1;

/** Blockly's styles of its standard blocks, with the colors of `page.md`. */
const STANDARD: Record<string, string> = {
  logic_blocks: '#3556c4',
  loop_blocks: '#97600a',
  math_blocks: '#0f766e',
  text_blocks: '#8f3a8c',
  pick_blocks: '#8f3a8c',
  list_blocks: '#a23b3b',
  variable_blocks: '#7a5c00',
  variable_dynamic_blocks: '#7a5c00',
  procedure_blocks: GRAY,
  colour_blocks: '#8a3d68',
  unknown_blocks: '#6b7280',
};

function mix(color: string, other: number, share: number): string {
  const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  const mixed = parts.map((part) => Math.round(part * (1 - share) + other * share));
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** How bright a color is to the eye, 0 to 1 (WCAG's relative luminance). */
function getLuminance(color: string): number {
  const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = parts.map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const isClearer = () => document.documentElement.classList.contains('clearer');

/** A drawer's color as it is drawn now: with clearer colors, so dark that white words on it have a contrast of 7. */
export function shade(color: string): string {
  let shaded = color;
  for (let black = 0.04; isClearer() && getLuminance(shaded) > DARK_ENOUGH; black += 0.04)
    shaded = mix(color, 0, black);
  return shaded;
}

function makeStyle(color: string): Blockly.Theme.BlockStyle {
  const primary = shade(color);
  return {
    colourPrimary: primary,
    colourSecondary: isClearer() ? mix(primary, 0, 0.3) : mix(primary, 255, 0.22),
    colourTertiary: mix(primary, 0, isClearer() ? 0.6 : 0.28),
    hat: '',
  };
}

/** Makes the theme for these drawers: `<drawer id>_blocks` for each, and Blockly's standard styles. */
export function makeTheme(drawers: Drawer[]): Blockly.Theme {
  const blockStyles: Record<string, Blockly.Theme.BlockStyle> = {};
  for (const [name, color] of Object.entries(STANDARD)) blockStyles[name] = makeStyle(color);
  for (const drawer of drawers) blockStyles[`${drawer.id}_blocks`] ??= makeStyle(drawer.color);
  const clear = isClearer();
  return Blockly.Theme.defineTheme('sunmao', {
    name: 'sunmao',
    base: Blockly.Themes.Zelos,
    blockStyles,
    fontStyle: { family: FONT, weight: '600', size: 12 },
    componentStyles: {
      workspaceBackgroundColour: clear ? '#ffffff' : '#faf8f4',
      toolboxBackgroundColour: '#ffffff',
      toolboxForegroundColour: '#1d2530',
      flyoutBackgroundColour: clear ? '#eeeeee' : '#efeae0',
      flyoutForegroundColour: clear ? '#1d2530' : '#475364',
      flyoutOpacity: 1,
      scrollbarColour: clear ? '#5c5c5c' : '#b9b3a6',
      selectedGlowColour: '#2a56b9',
      insertionMarkerColour: '#1d2530',
      insertionMarkerOpacity: 0.3,
    },
  });
}
