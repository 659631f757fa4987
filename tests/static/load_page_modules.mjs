// Loads every module of the page without a browser: `node load_page_modules.mjs STATIC [ANOTHER_MODULE]`. Prints as JSON how many
// there are, and the calls of translate functions that happened meanwhile.

import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const [root, ...others] = process.argv.slice(2).map((path) => resolve(path));
const { build } = createRequire(join(root, 'package.json'))('esbuild');
const source = join(root, 'src');
const modules = readdirSync(source, { recursive: true })
  .filter((path) => /(?<!\.d|_worklet)\.tsx?$/.test(path)) // a worklet is no module of the page
  .map((path) => join(source, path));
const catalogs = {
  [join(source, 'lib', 'texts')]: ['t', 'both', 'say'],
  [join(source, 'canvas', 'texts')]: ['say', 'pick'],
};

const BROWSER = [
  ...['window', 'document', 'location', 'history', 'navigator', 'localStorage', 'sessionStorage', 'fetch'],
  ...[
    'matchMedia',
    'addEventListener',
    'HTMLElement',
    'Element',
    'SVGElement',
    'ResizeObserver',
    'IntersectionObserver',
  ],
];

/** Stands before both catalogs, with translate functions that note their calls. */
const watchCatalogs = {
  name: 'watch-catalogs',
  setup(plugin) {
    plugin.onResolve({ filter: /\/texts$/ }, ({ path, importer, namespace }) => {
      const file = resolve(dirname(importer), path);
      if (file in catalogs && namespace !== 'watched') return { path: file, namespace: 'watched' };
    });
    plugin.onLoad({ filter: /.*/, namespace: 'watched' }, ({ path }) => ({
      resolveDir: dirname(path),
      contents: [
        `export * from ${JSON.stringify(`${path}.ts`)};`,
        ...catalogs[path].map((name) => `export const ${name} = (key) => noteCall('${name}', key);`),
      ].join('\n'),
    }));
  },
};

/** The build makes icons (static/build.mjs); here they are empty. */
const skipIcons = {
  name: 'skip-icons',
  setup(plugin) {
    plugin.onResolve({ filter: /^lucide\// }, ({ path }) => ({ path, namespace: 'icon' }));
    plugin.onLoad({ filter: /.*/, namespace: 'icon' }, () => ({ contents: "export default '';" }));
  },
};

/** A thing that answers everything, for what the modules do with a browser while they load. */
function pretend() {
  const anything = new Proxy(function () {}, {
    get: (_, key) => {
      if (key === Symbol.toPrimitive) return () => '';
      if (key === Symbol.iterator) return () => [][Symbol.iterator]();
      return key === 'then' ? undefined : anything;
    },
    set: () => true,
    apply: () => anything,
    construct: () => anything,
  });
  return anything;
}

const { outputFiles } = await build({
  stdin: {
    contents: [...modules, ...others].map((path) => `import ${JSON.stringify(path)};`).join('\n'),
    resolveDir: source,
  },
  bundle: true,
  write: false,
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  nodePaths: [join(root, 'node_modules')],
  plugins: [watchCatalogs, skipIcons],
  logLevel: 'error',
});

const calls = [];
globalThis.noteCall = (name, key) => {
  calls.push(`${name}(${JSON.stringify(key)})`);
  return '';
};
for (const name of BROWSER)
  Object.defineProperty(globalThis, name, { value: pretend(), configurable: true, writable: true });
new Function(outputFiles[0].text)();
console.log(JSON.stringify({ modules: modules.length, calls }));
process.exit(); // the page's timers go on otherwise
