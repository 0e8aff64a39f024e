const { readFile } = require('node:fs/promises');

const esbuild = require('esbuild');

const { n8n } = require('../package.json');

/**
 * libphonenumber-js compiles a country's patterns anew for every number, which is most of what
 * checking an Indian number costs (`npm run bench`). In the bundle each is compiled once.
 */
const compilePatternsOnce = {
	name: 'compile-patterns-once',
	setup(build) {
		build.onLoad({ filter: /libphonenumber-js.es6.helpers.matchesEntirely\.js$/ }, () => ({
			contents: `
const patterns = new Map();
export default function matchesEntirely(text, source) {
	let pattern = patterns.get(source);
	if (!pattern) patterns.set(source, (pattern = new RegExp('^(?:' + source + ')$')));
	return pattern.test(text || '');
}`,
		}));
	},
};

/**
 * A third of libphonenumber-js' metadata says how each country writes its numbers down, which
 * nobody asks here; without it the package is 9 kB smaller.
 */
const withoutPhoneFormats = {
	name: 'without-phone-formats',
	setup(build) {
		build.onLoad({ filter: /libphonenumber-js.metadata\.max\.json\.js$/ }, async ({ path }) => {
			const [, json] = /export default (\{.*\})/s.exec(await readFile(path, 'utf8')) ?? [];
			const metadata = JSON.parse(json ?? '{}');
			if (metadata.version !== 4) throw new Error(`${path} has a layout that is unknown`);
			const { countries, nonGeographic } = metadata;
			for (const plan of [...Object.values(countries), ...Object.values(nonGeographic)]) {
				if (Array.isArray(plan[FORMATS])) plan[FORMATS] = 0;
			}
			return { contents: `export default ${JSON.stringify(metadata)}` };
		});
	},
};
/** Where a country's formats stand in that layout: `formats()` in its `metadata.js`. */
const FORMATS = 4;

/**
 * zod writes parsers as source text and compiles them with `new Function`, unless its probe for that
 * fails. Code that makes code has no place in a node, so that the bundle gets neither.
 */
const withoutCodeGeneration = {
	name: 'without-code-generation',
	setup(build) {
		build.onLoad({ filter: /zod.v4.core.(?:doc|util)\.js$/ }, async ({ path }) => {
			const source = await readFile(path, 'utf8');
			const contents = source.replace('const F = Function;', 'const F = undefined;');
			if (contents === source) throw new Error(`${path} generates code in a way that is unknown`);
			return { contents };
		});
	},
};

/**
 * Bundles each node and credential by itself: the published package has no runtime dependency.
 * Not minified, since reviewers read the published code.
 */
exports.bundlePackage = (options = {}) =>
	esbuild.build({
		entryPoints: [...n8n.nodes, ...n8n.credentials].map((file) =>
			file.replace(/^dist\/(.*)\.js$/, '$1.ts'),
		),
		outbase: '.',
		outdir: 'dist',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20.15',
		external: ['n8n-workflow'],
		minify: false,
		charset: 'utf8',
		legalComments: 'inline',
		logLevel: 'warning',
		plugins: [compilePatternsOnce, withoutPhoneFormats, withoutCodeGeneration],
		...options,
	});
