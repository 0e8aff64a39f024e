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

/** How everything that runs inside n8n is bundled: readable, since reviewers read the published code. */
exports.bundleOptions = {
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
};
