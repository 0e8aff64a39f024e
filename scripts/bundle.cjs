const { mkdir, readFile, writeFile } = require('node:fs/promises');
const { dirname } = require('node:path');

const esbuild = require('esbuild');
const ts = require('typescript');

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
 * nobody asks here; without it, and the code that reads it, the package is 11 kB smaller.
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
		build.onLoad({ filter: /libphonenumber-js.es6.format\.js$/ }, () => ({
			contents: `
export function chooseFormatForNumber() {
	throw new Error('How numbers are written down is left out of this bundle');
}
export default chooseFormatForNumber;`,
		}));
	},
};
/** Where a country's formats stand in that layout: `formats()` in its `metadata.js`. */
const FORMATS = 4;

/** libphonenumber-js' only error, without the hundred lines that let browsers of 2015 inherit from Error. */
const plainParseError = {
	name: 'plain-parse-error',
	setup(build) {
		build.onLoad({ filter: /libphonenumber-js.es6.ParseError\.js$/ }, () => ({
			contents: `
export default class ParseError extends Error {
	name = 'ParseError';
}`,
		}));
	},
};

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

const OPTIONS = {
	absWorkingDir: dirname(__dirname),
	bundle: true,
	platform: 'node',
	target: 'node20.15',
	external: ['n8n-workflow'],
	// Not minified, since reviewers read the published code.
	minify: false,
	charset: 'utf8',
	legalComments: 'inline',
	logLevel: 'warning',
	plugins: [compilePatternsOnce, withoutPhoneFormats, plainParseError, withoutCodeGeneration],
};

/** Bundles modules into one file, with the package's libraries as they are cut down for it: for tests. */
exports.bundleModules = (options) => esbuild.build({ ...OPTIONS, format: 'cjs', ...options });

/**
 * Bundles nodes for n8n: what several of them use stands in one file beside them, which makes the
 * package a tenth smaller than two bundles by themselves. Nothing is written.
 */
exports.bundleNodes = async (options) => {
	const { outputFiles, metafile } = await esbuild.build({
		...OPTIONS,
		outbase: '.',
		// esbuild shares files between bundles in this format only.
		format: 'esm',
		splitting: true,
		chunkNames: 'nodes/Ecom360/shared',
		metafile: true,
		write: false,
		...options,
	});
	const files = await Promise.all(
		outputFiles.map(async ({ path, text }) => ({ path, text: await asCommonJs(text) })),
	);
	return { metafile, files };
};

/** Bundles the nodes and the credential into `outdir`: the published package has no runtime dependency. */
exports.bundlePackage = async (outdir = 'dist') => {
	await exports.bundleModules({
		outbase: '.',
		outdir,
		entryPoints: sourcesOf(n8n.credentials),
	});
	const { files } = await exports.bundleNodes({ outdir, entryPoints: sourcesOf(n8n.nodes) });
	for (const { path, text } of files) {
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, text);
	}
};

/** What is in the nodes' files, by esbuild's account. */
exports.describePackage = async () => {
	const entryPoints = sourcesOf(n8n.nodes);
	return (await exports.bundleNodes({ outdir: 'dist', entryPoints })).metafile;
};

function sourcesOf(built) {
	return built.map((file) => file.replace(/^dist\/(.*)\.js$/, '$1.ts'));
}

/**
 * As n8n requires it. TypeScript writes exports as plain values, where esbuild's getters cost time in
 * each call; esbuild indents by two, and keeps the comments that name each module's file as legal ones.
 */
async function asCommonJs(text) {
	const { outputText } = ts.transpileModule(text.replace(/^\/\/ (?=node)/gm, '//! '), {
		compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
	});
	const { target, charset, legalComments } = OPTIONS;
	const { code } = await esbuild.transform(outputText, { target, charset, legalComments });
	return code.replace(/^\/\/! /gm, '// ');
}
