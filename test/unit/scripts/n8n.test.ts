import { describe, expect, it } from '@jest/globals';

import { poll } from '../../../scripts/n8n/poll.mts';
import { PnpmReport } from '../../../scripts/n8n/pnpm-report.mts';
import { releaseOf, runsOn, supportedVersions } from '../../../scripts/n8n/versions.mts';

describe('n8n releases', () => {
	it.each([
		['2.41.1', '24.0.0', true],
		['2.41.1', '24.21.0', true],
		['2.41.1', '22.22.0', false],
		['2.41.1', '25.0.0', false],
		['2.35.7', '22.22.0', true],
		['2.35.7', '22.21.9', false],
		['1.123.81', '22.0.0', true],
		['1.123.81', '20.19.0', false],
	])('%s on Node.js %s: %s', (version, node, isRunning) => {
		expect(runsOn(releaseOf(version), node)).toBe(isRunning);
	});

	it('are those that this project knows', () => {
		expect(() => releaseOf('2.0.0')).toThrow(supportedVersions.join(', '));
	});
});

describe("pnpm's report", () => {
	const progress = (status: string) => JSON.stringify({ name: 'pnpm:progress', status });
	const reportOf = (lines: string[]): PnpmReport => {
		const report = new PnpmReport();
		for (const line of lines) report.add(line);
		return report;
	};

	it('counts packages, downloaded or found', () => {
		const resolved = Array.from({ length: 1200 }, () => progress('resolved'));
		const here = ['fetched', 'fetched', 'found_in_store', 'imported', 'started'].map(progress);
		expect(reportOf([]).progress).toBe('looking for packages');
		expect(reportOf([...resolved, ...here]).progress).toBe('3 of 1,200 packages');
	});

	it('keeps what went wrong, and what install scripts said', () => {
		const report = reportOf([
			'not JSON',
			progress('resolved'),
			'{"name":"pnpm:lifecycle","line":"make: *** [x] Error 1"}',
			'{"name":"pnpm:summary","message":"fine"}',
			'{"name":"pnpm","level":"error","message":"x","err":{"message":"Command failed"}}',
		]);
		expect(report.problem).toBe('not JSON\nmake: *** [x] Error 1\nCommand failed');
	});

	it('keeps the end of what is long', () => {
		const lines = Array.from({ length: 500 }, (_, index) => `line ${index}`);
		const kept = reportOf(lines).problem.split('\n');
		expect(kept).toHaveLength(40);
		expect(kept.at(-1)).toBe('line 499');
	});
});

describe('polling', () => {
	it('asks until there is an answer', async () => {
		const answers = [undefined, undefined, 'there'];
		const ask = async () => answers.shift();
		expect(await poll(() => 'an answer', 5000, ask)).toBe('there');
		expect(answers).toEqual([]);
	});

	it('ends after the time given, and says what it has waited for', async () => {
		const waiting = poll(
			() => 'what never comes',
			250,
			async () => undefined,
		);
		await expect(waiting).rejects.toThrow('Waited 0.25 s for what never comes');
	});

	it.each([new Error('gone'), new TypeError('fetch failed')])('does not hide %s', async (error) => {
		let asked = 0;
		const waiting = poll(
			() => 'an answer',
			5000,
			async () => {
				asked += 1;
				throw error;
			},
		);
		await expect(waiting).rejects.toBe(error);
		expect(asked).toBe(1);
	});
});
