import { describe, expect, it } from '@jest/globals';

import { poll } from '../../../scripts/n8n/poll.mts';
import { releaseOf, supportedVersions } from '../../../scripts/n8n/versions.mts';
import { npmScripts } from '../../support/repository.mts';

describe('n8n releases', () => {
	it('are those that `npm run test:hosts` tries', () => {
		expect(npmScripts()['test:hosts']).toContain(`in ${supportedVersions.join(' ')};`);
	});

	it('are those that this project knows', () => {
		expect(() => releaseOf('2.0.0')).toThrow(supportedVersions.join(', '));
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
		const never = async () => undefined;
		const waiting = poll(() => 'what never comes', 250, never);
		await expect(waiting).rejects.toThrow('Waited 0.25 s for what never comes');
	});

	it('does not hide an error, and asks no more', async () => {
		const error = new TypeError('fetch failed');
		let asked = 0;
		const failing = async () => {
			asked += 1;
			throw error;
		};
		await expect(poll(() => 'an answer', 5000, failing)).rejects.toBe(error);
		expect(asked).toBe(1);
	});
});
