// Bundles the page into dist/: `node build.mjs`. Everything the page loads ends up there; nothing comes from outside.
import { build } from 'esbuild';
import { cp, mkdir, rename, rm } from 'node:fs/promises';

// Built aside and swapped in whole: a studio that runs meanwhile never finds half a page.
const aside = 'dist.new';
await rm(aside, { recursive: true, force: true });
await mkdir(aside);
await build({
  entryPoints: ['src/main.tsx', 'src/main.css'],
  outdir: aside,
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.svg': 'text' },
  chunkNames: 'chunk-[hash]',
  logLevel: 'warning',
});
await cp('src/index.html', `${aside}/index.html`);
await cp('src/mark.svg', `${aside}/mark.svg`);
await cp('node_modules/blockly/media', `${aside}/media`, { recursive: true });
await rm('dist', { recursive: true, force: true });
await rename(aside, 'dist');
