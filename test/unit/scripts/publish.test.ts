import { describe, expect, it } from '@jest/globals';

import { bundledPackages } from '../../../scripts/publish/bundled.mts';
import {
	contentProblems,
	dependencyProblems,
	entryProblems,
	noticeProblems,
	sizeProblems,
} from '../../../scripts/publish/rules.mts';

describe('contents', () => {
	const files = [
		'LICENSE',
		'README.md',
		'THIRD-PARTY-NOTICES.txt',
		'dist/credentials/Ecom360Api.credentials.js',
		'dist/nodes/Ecom360/Ecom360Trigger.node.json',
		'dist/nodes/Ecom360/ecom360.svg',
		'package.json',
	];

	it('are the papers and what was built', () => {
		expect(contentProblems(files)).toEqual([]);
	});

	it.each(['LICENSE', 'THIRD-PARTY-NOTICES.txt', 'README.md', 'package.json'])(
		'lack %s',
		(paper) => {
			expect(contentProblems(files.filter((file) => file !== paper))).toEqual([
				`${paper} is missing`,
			]);
		},
	);

	it.each(['.env', 'nodes/Ecom360/json.ts', 'dist/nodes/Ecom360/a.js.map', 'dist/test/a.js'])(
		'hold %s, which does not belong there',
		(file) => {
			expect(contentProblems([...files, file])).toEqual([
				`${file} does not belong into the package`,
			]);
		},
	);
});

describe('entry points', () => {
	const manifest = { n8n: { nodes: ['dist/nodes/A.node.js'], credentials: ['dist/B.js'] } };

	it('are there', () => {
		expect(entryProblems(manifest, ['dist/nodes/A.node.js', 'dist/B.js'])).toEqual([]);
	});

	it.each([
		['dist/nodes/A.node.js', 'dist/B.js'],
		['dist/B.js', 'dist/nodes/A.node.js'],
	])('lack one when only %s was built', (built, missing) => {
		expect(entryProblems(manifest, [built])).toEqual([
			`package.json names ${missing}, which was not built`,
		]);
	});
});

describe('size', () => {
	it('is below 130 kB', () => {
		expect(sizeProblems(129_999)).toEqual([]);
		expect(sizeProblems(130_000)).toHaveLength(1);
	});
});

describe('dependencies', () => {
	const manifest = { peerDependencies: { 'n8n-workflow': '*' }, scripts: { test: 'jest' } };

	it('are none but the peer', () => {
		expect(dependencyProblems(manifest)).toEqual([]);
		expect(dependencyProblems({ ...manifest, dependencies: {} })).toEqual([]);
	});

	it.each<[string, object, RegExp]>([
		['a dependency', { dependencies: { zod: '3.25.76' } }, /has dependencies/],
		['an optional one', { optionalDependencies: { zod: '*' } }, /has optionalDependencies/],
		['a bundled one', { bundledDependencies: ['zod'] }, /has bundledDependencies/],
		['a bundled one, in the other spelling', { bundleDependencies: ['zod'] }, /bundleDep/],
		['overrides', { overrides: { zod: '3.25.76' } }, /has overrides/],
		['another peer', { peerDependencies: { 'n8n-workflow': '*', zod: '*' } }, /only peer/],
		['another range of the peer', { peerDependencies: { 'n8n-workflow': '^2' } }, /only peer/],
		['no peer', { peerDependencies: undefined }, /only peer/],
		['preinstall', { scripts: { preinstall: 'x' } }, /on installation: preinstall/],
		['install', { scripts: { install: 'x' } }, /on installation: install/],
		['postinstall', { scripts: { postinstall: 'x' } }, /on installation: postinstall/],
		['prepare', { scripts: { prepare: 'x' } }, /on installation: prepare/],
	])('fail with %s', (_, change, problem) => {
		const problems = dependencyProblems({ ...manifest, ...change });
		expect(problems).toEqual([expect.stringMatching(problem)]);
	});
});

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
