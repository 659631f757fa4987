// Bundles the page into dist/: `node build.mjs`. Everything the page loads ends up there; nothing comes from outside.
import { build } from 'esbuild';
import { cp, mkdir, rm } from 'node:fs/promises';

await rm('dist', { recursive: true, force: true });
await mkdir('dist');
await build({
  entryPoints: ['src/main.tsx', 'src/main.css'],
  outdir: 'dist',
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
await cp('src/index.html', 'dist/index.html');
await cp('src/mark.svg', 'dist/mark.svg');
await cp('node_modules/blockly/media', 'dist/media', { recursive: true });
