import { defineConfig } from 'vitest/config';

const MINUTE_MS = 60_000;

/** A suite on a real n8n: one file at a time, since this is written for two cores. */
function n8nSuite(name: string, moreSetup: string[] = []) {
	return {
		test: {
			name,
			include: [`test/${name}/**/*.{test,spec}.ts`],
			globalSetup: ['test/support/packed.mts', ...moreSetup],
			fileParallelism: false,
			testTimeout: 5 * MINUTE_MS,
			hookTimeout: 15 * MINUTE_MS,
		},
	};
}

export default defineConfig({
	test: {
		reporters: process.env.TEST_RESULTS
			? ['default', ['json', { outputFile: process.env.TEST_RESULTS }]]
			: ['default'],
		projects: [
			{
				test: {
					name: 'unit',
					include: ['test/unit/**/*.test.ts', 'test/property/**/*.test.ts'],
					testTimeout: MINUTE_MS,
				},
			},
			{
				test: {
					name: 'contract',
					include: ['test/contract/**/*.test.ts'],
					globalSetup: ['test/contract/user-folder.mts'],
					testTimeout: MINUTE_MS,
					hookTimeout: 2 * MINUTE_MS,
				},
			},
			n8nSuite('e2e', ['test/e2e/setup.mts']),
			n8nSuite('examples'),
			n8nSuite('install'),
			n8nSuite('browser', ['test/browser/setup.mts']),
			n8nSuite('faults'),
			n8nSuite('queue'),
		],
	},
});
