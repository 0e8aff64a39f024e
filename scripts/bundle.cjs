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
		plugins: [compilePatternsOnce],
		...options,
	});
