// Bundles the page into dist/: `node build.mjs`. Everything the page loads ends up there; nothing comes from outside.

import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'esbuild';
import { rolldown } from 'rolldown';

// Built aside and swapped in whole: a studio that runs meanwhile never finds half a page.
const aside = 'dist.new';
await rm(aside, { recursive: true, force: true });
await mkdir(aside);
const chunks = await bundleScripts();
await build({ entryPoints: ['src/main.css', 'src/views.css'], outdir: aside, bundle: true, minify: true });
// Of the audio thread, which has nothing of the page.
await build({ entryPoints: ['src/features/sound/microphone_worklet.ts'], outdir: aside, bundle: true, minify: true });
await writeFile(`${aside}/index.html`, withPreloads(await readFile('src/index.html', 'utf-8')));
await cp('src/mark.svg', `${aside}/mark.svg`);
await cp('node_modules/blockly/media', `${aside}/media`, { recursive: true });
await compress();
await rm('dist', { recursive: true, force: true });
await rename(aside, 'dist');

/**
 * Rolldown for the scripts, as it joins what is always loaded together; esbuild, which makes a chunk of each module that
 * two views share (three times as many requests), for the styles, which Rolldown leaves alone.
 */
async function bundleScripts() {
  const bundle = await rolldown({
    input: 'src/main.tsx',
    plugins: [unwrapBlocklyMessages(), loadIcons()],
    transform: { target: 'es2022' },
  });
  const { output } = await bundle.write({
    dir: aside,
    minify: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[hash].js',
    codeSplitting: {
      groups: [groupNeeds('page', 'src/main.tsx'), groupNeeds('canvas', 'src/canvas/index.ts')],
    },
  });
  await bundle.close();
  return output.filter(({ type }) => type === 'chunk');
}

/**
 * All that main.tsx needs at once is one chunk. Through a certificate of one's own, as on tablets, Chromium gives the
 * errors of all connections to the first request, which gives up after 32 of them (net::ERR_TOO_MANY_RETRIES): with
 * twenty requests at once that was now and then the style sheet. The canvas likewise: what later parts share
 * with it would be chunks of their own, which pack less well.
 */
function groupNeeds(name, entry) {
  const found = new Set();
  const collect = (id, context) => {
    if (found.has(id)) return;
    found.add(id);
    for (const imported of context.getModuleInfo(id)?.importedIds ?? []) collect(imported, context);
  };
  const choose = (id, context) => {
    if (!found.size) collect(resolve(entry), context);
    return found.has(id) ? name : null;
  };
  return { name: choose, debugName: name };
}

/** Blockly's words are assigned one by one and then exported one by one: said once, they are half as much to send. */
function unwrapBlocklyMessages() {
  const require = createRequire(import.meta.url);
  const load = (id) => {
    const words = Object.entries(require(id.replace(/\.mjs$/, '.js')));
    return words.map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`).join('\n');
  };
  return {
    name: 'unwrap-blockly-messages',
    load: { filter: { id: /[\\/]blockly[\\/]msg[\\/][\w-]+\.mjs$/ }, handler: load },
  };
}

/**
 * `lucide/NAME.svg` is what is inside that icon's SVG element, out of the one file that has all of them: the package with
 * a file for each is eighty times as large. How its lines are drawn, the elements say that the page puts around them.
 */
function loadIcons() {
  const { icons, aliases } = createRequire(import.meta.url)('@iconify-json/lucide/icons.json');
  const find = (name) => icons[name] ?? (aliases[name] && find(aliases[name].parent));
  const drawn =
    / (fill="none"|stroke="currentColor"|stroke-linecap="round"|stroke-linejoin="round"|stroke-width="2")(?=[ />])/g;
  return {
    name: 'load-icons',
    resolveId: { filter: { id: /^lucide\/[\w-]+\.svg$/ }, handler: (id) => id },
    load: {
      filter: { id: /^lucide\/[\w-]+\.svg$/ },
      handler: (id) => {
        const icon = find(id.slice('lucide/'.length, -'.svg'.length));
        if (!icon) throw new Error(`lucide has no icon for ${id}`);
        return { code: `export default ${JSON.stringify(icon.body.replace(drawn, ''))};`, moduleType: 'js' };
      },
    },
  };
}

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
  const want = ({ fileName, imports }) => {
    if (wanted.has(fileName)) return;
    wanted.add(fileName);
    for (const name of imports) want(chunks.find((chunk) => chunk.fileName === name));
  };
  want(chunks.find(({ moduleIds }) => moduleIds.includes(resolve('src/canvas/index.ts'))));
  const links = [...wanted].map((name) => `<link rel="modulepreload" href="/assets/${name}">\n`);
  return html.replace('</head>', `${links.join('')}</head>`);
}
