const MINUTE_MS = 60_000;

/**
 * One project per suite; `--selectProjects` takes their names.
 * @type {Array<Suite>}
 * @typedef {object} Suite
 * @property {string} name also of its folder in test/
 * @property {string} [globalSetup] runs once before the files, which get what it provides by `inject`
 * @property {string} [testEnvironment]
 * @property {number} [testTimeout]
 */
const suites = [
	{ name: 'unit' },
	{ name: 'property' },
	{ name: 'contract', globalSetup: 'test/contract/user-folder.mts' },
	onN8n('e2e', { globalSetup: 'test/e2e/setup.mts' }),
	onN8n('examples', { globalSetup: 'test/examples/setup.mts' }),
	onN8n('install'),
	onN8n('browser', { globalSetup: 'test/browser/setup.mts' }),
	onN8n('reliability'),
];

/**
 * A suite on a real n8n, written for two cores. Where files share one, or keep both cores busy, run
 * it with `-i`, one file at a time. The files of browser, examples and install wait half of
 * their time, and run in two or three workers.
 * @param {string} name
 * @param {Partial<Suite>} [more]
 * @returns {Suite}
 */
function onN8n(name, more) {
	return {
		name,
		globalSetup: 'test/support/n8n-setup.mts',
		testEnvironment: 'test/support/n8n-environment.mts',
		testTimeout: 5 * MINUTE_MS,
		...more,
	};
}

/** @param {Suite} suite */
function project({ name, globalSetup, testEnvironment, testTimeout = MINUTE_MS }) {
	return {
		displayName: name,
		roots: [`<rootDir>/test/${name}`],
		testMatch: ['**/*.{test,spec}.ts'],
		globals: { testTimeout },
		setupFilesAfterEnv: ['<rootDir>/test/support/timeout.mts'],
		injectGlobals: false,
		moduleFileExtensions: ['ts', 'mts', 'mjs', 'cjs', 'js', 'json', 'node'],
		extensionsToTreatAsEsm: ['.ts', '.mts'],
		transform: {
			'\\.(ts|mts)$': [
				'@swc/jest',
				{
					swcrc: false,
					jsc: {
						target: 'es2022',
						parser: { syntax: 'typescript' },
						experimental: { keepImportAttributes: true },
					},
				},
			],
		},
		...(globalSetup && {
			globalSetup: `<rootDir>/${globalSetup}`,
			globalTeardown: '<rootDir>/test/support/teardown.mts',
		}),
		...(testEnvironment && { testEnvironment: `<rootDir>/${testEnvironment}` }),
	};
}

// A worker that has piled up the modules of many files takes half a second to exit, which is longer
// than Jest waits for it. A limit makes Jest use workers even for one file at a time, which the
// suites on a real n8n must not have.
const isInEngine = process.argv.includes('contract');

export default {
	projects: suites.map(project),
	...(isInEngine && { workerIdleMemoryLimit: '400MB' }),
	// For tests that only wait, each for something of its own.
	maxConcurrency: 16,
};
