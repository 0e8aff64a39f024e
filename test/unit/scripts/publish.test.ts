import { describe, expect, it } from '@jest/globals';

import { bundledPackages } from '../../../scripts/publish/bundled.mts';
import { noticeProblems } from '../../../scripts/publish/rules.mts';

describe('notices', () => {
	const bundled = [{ name: 'phone', version: '1.2.3', licence: 'MIT:\n  do as\n  you like' }];
	const notices = 'Bundled:\n\n=== phone 1.2.3 ===\n\nMIT:\ndo as you like\n';

	it('cover what is bundled, however its lines are broken', () => {
		expect(noticeProblems(notices, bundled)).toEqual([]);
	});

	it('lack a package', () => {
		expect(
			noticeProblems(notices, [...bundled, { name: 'z', version: '1.0.0', licence: 'MIT:' }]),
		).toEqual(['z 1.0.0 is bundled, but not in THIRD-PARTY-NOTICES.txt']);
	});

	it('name another version', () => {
		expect(noticeProblems(notices.replace('1.2.3', '1.2.2'), bundled)).toHaveLength(2);
	});

	it('name what is not bundled', () => {
		expect(noticeProblems(`${notices}\n=== z 1.0.0 ===\n`, bundled)).toEqual([
			'z 1.0.0 is in THIRD-PARTY-NOTICES.txt, but not bundled',
		]);
	});

	it.each([
		['quote another licence', notices.replace('like', 'must'), bundled],
		['have no licence to quote', notices, [{ ...bundled[0]!, licence: '' }]],
	])('%s', (_, text, packages) => {
		expect(noticeProblems(text, packages)).toEqual([
			'THIRD-PARTY-NOTICES.txt does not hold the licence of phone',
		]);
	});

	it('are asked for what esbuild bundles', async () => {
		const packages = await bundledPackages();
		expect(packages.map(({ name }) => name).sort()).toEqual([
			'entities',
			'libphonenumber-js',
			'zod',
		]);
		// What MIT and BSD licences have in common.
		for (const { licence } of packages) expect(licence).toContain('Copyright (c)');
	});
});
