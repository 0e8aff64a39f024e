const { readFile } = require('node:fs/promises');
const { dirname } = require('node:path');

const esbuild = require('esbuild');

const { n8n } = require('../package.json');

/**
 * zod writes parsers as source text and compiles them with `new Function`, unless its probe for that
 * fails. Code that makes code has no place in a node, so the bundle gets neither.
 */
const withoutCodeGeneration = {
	name: 'without-code-generation',
	setup(build) {
		build.onLoad({ filter: /zod.v4.core.(?:doc|util)\.js$/ }, async ({ path }) => {
			const source = await readFile(path, 'utf8');
			const contents = source.replace('const F = Function;', 'const F = undefined;');
			if (contents === source) throw new Error(`${path} generates code in an unknown way`);
			return { contents };
		});
	},
};

/**
 * Bundles each node and the credential into a file of its own: the published package has no runtime
 * dependency. Returns esbuild's account of what went into which file. `options` win.
 */
exports.bundlePackage = async (options) => {
	const { metafile } = await esbuild.build({
		absWorkingDir: dirname(__dirname),
		entryPoints: [...n8n.credentials, ...n8n.nodes].map((file) =>
			file.replace(/^dist\/(.*)\.js$/, '$1.ts'),
		),
		outbase: '.',
		outdir: 'dist',
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node20.15',
		external: ['n8n-workflow'],
		// Not minified, since reviewers read the published code.
		minify: false,
		charset: 'utf8',
		legalComments: 'inline',
		logLevel: 'warning',
		metafile: true,
		plugins: [withoutCodeGeneration],
		...options,
	});
	return metafile;
};
