import { defineConfig } from 'vitest/config';

const MINUTE_MS = 60_000;

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
					globalSetup: ['test/support/user-folder.mts'],
					testTimeout: MINUTE_MS,
					hookTimeout: 2 * MINUTE_MS,
				},
			},
			{
				test: {
					name: 'e2e',
					include: ['test/e2e/**/*.test.ts'],
					globalSetup: ['test/support/n8n.mts'],
					// One n8n serves them all, and this is written for two cores.
					fileParallelism: false,
					testTimeout: 2 * MINUTE_MS,
					hookTimeout: 10 * MINUTE_MS,
				},
			},
		],
	},
});
