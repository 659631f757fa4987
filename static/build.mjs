// Bundles the page into dist/: `node build.mjs`. Everything the page loads ends up there; nothing comes from outside.

import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'esbuild';

// Built aside and swapped in whole: a studio that runs meanwhile never finds half a page.
const aside = 'dist.new';
await rm(aside, { recursive: true, force: true });
await mkdir(aside);
const { metafile } = await build({
  entryPoints: ['src/main.tsx', 'src/main.css', 'src/views.css'],
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
  metafile: true,
});
await writeFile(`${aside}/index.html`, withPreloads(await readFile('src/index.html', 'utf-8')));
await cp('src/mark.svg', `${aside}/mark.svg`);
await cp('node_modules/blockly/media', `${aside}/media`, { recursive: true });
await compress();
await rm('dist', { recursive: true, force: true });
await rename(aside, 'dist');

/** Beside each text a packed copy in both ways that browsers ask for: the server packs nothing. */
async function compress() {
  const texts = (await readdir(aside)).filter((name) => /\.(js|css|html|svg)$/.test(name));
  const ways = { br: promisify(brotliCompress), gz: promisify(gzip) };
  for (const name of texts) {
    const content = await readFile(`${aside}/${name}`);
    for (const [ending, pack] of Object.entries(ways)) {
      const packed = await pack(content);
      if (packed.length < content.length) await writeFile(`${aside}/${name}.${ending}`, packed);
    }
  }
}

/** The browser fetches what the page is sure to need, Blockly above all, before it has read the script that asks for it. */
function withPreloads(html) {
  const wanted = new Set();
  const want = (output) => {
    if (wanted.has(output)) return;
    wanted.add(output);
    for (const { path, kind } of metafile.outputs[output].imports) if (kind === 'import-statement') want(path);
  };
  want(Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === 'src/canvas/index.ts')[0]);
  const links = [...wanted].map((output) => `<link rel="modulepreload" href="/assets/${basename(output)}">\n`);
  return html.replace('</head>', `${links.join('')}</head>`);
}
