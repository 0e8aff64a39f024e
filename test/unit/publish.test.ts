import { describe, expect, it } from 'vitest';

import { bundledPackages } from '../../scripts/publish/bundled.mts';
import { releaseNotes } from '../../scripts/publish/changelog.mts';
import {
	contentProblems,
	dependencyProblems,
	entryProblems,
	linkProblems,
	noticeProblems,
	sizeProblems,
	versionProblems,
	workflowProblems,
} from '../../scripts/publish/rules.mts';
import { scan } from '../support/scan.mts';

describe('contents', () => {
	const files = [
		'CHANGELOG.md',
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

	it.each(['LICENSE', 'CHANGELOG.md', 'THIRD-PARTY-NOTICES.txt', 'README.md', 'package.json'])(
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
	it('is below 150 kB', () => {
		expect(sizeProblems(149_999)).toEqual([]);
		expect(sizeProblems(150_000)).toHaveLength(1);
	});
});

describe('dependencies', () => {
	const manifest = { peerDependencies: { 'n8n-workflow': '*' }, scripts: { test: 'vitest' } };

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
		expect(packages.map(({ name }) => name)).toEqual(['libphonenumber-js']);
		expect(packages[0]?.licence).toContain('Permission is hereby granted');
	});
});

describe('version', () => {
	const changelog = '# Changelog\n\n## 1.1.0\n\n- More.\n\n## 1.0.0\n\n- First.\n- Second.\n';

	it('has notes and its tag', () => {
		expect(versionProblems('1.0.0', changelog)).toEqual([]);
		expect(versionProblems('1.1.0', changelog, 'v1.1.0')).toEqual([]);
	});

	it.each([
		['without notes', '1.2.0', undefined, 'CHANGELOG.md says nothing about 1.2.0'],
		['under another tag', '1.1.0', 'v1.0.0', 'The tag is v1.0.0, and the version 1.1.0'],
		['under a tag without v', '1.1.0', '1.1.0', 'The tag is 1.1.0, and the version 1.1.0'],
	])('fails %s', (_, version, tag, problem) => {
		expect(versionProblems(version, changelog, tag)).toEqual([problem]);
	});

	it('fails when it is none', () => {
		expect(versionProblems('1.1', changelog)).toContain('"1.1" is not a version');
	});

	it('is released with its own notes', () => {
		expect(releaseNotes(changelog, '1.1.0')).toBe('- More.');
		expect(releaseNotes(changelog, '1.0.0')).toBe('- First.\n- Second.');
		expect(releaseNotes(changelog, '1.0')).toBe('');
	});
});

describe('links', () => {
	const guide = '# The guide\n\n## What, then?\n';
	const problemsOf = (text: string) => {
		const pages = new Map([
			['docs/page.md', `# Page\n\n${text}\n`],
			['docs/guide.md', guide],
		]);
		const files = [...pages.keys(), 'LICENSE', 'docs/a picture.svg'];
		return linkProblems('docs/page.md', pages, (path) => files.includes(path));
	};

	it.each([
		'[a page](guide.md)',
		'[up](../LICENSE)',
		'[a heading](guide.md#what-then)',
		'[here](#page)',
		'![a picture](a%20picture.svg)',
		'<img src="a%20picture.svg">',
		'[the web](https://example.com/missing.md)',
		'[mail](mailto:somebody@example.com)',
		'`[code](missing.md)`',
		'```\n[code](missing.md)\n```',
	])('may be %j', (text) => {
		expect(problemsOf(text)).toEqual([]);
	});

	it.each([
		['[a page](missing.md)', 'docs/page.md links to missing.md, which is not there'],
		['[up](../docs/missing.md)', 'docs/page.md links to ../docs/missing.md, which is not there'],
		['![a picture](b.svg "B")', 'docs/page.md links to b.svg, which is not there'],
		['<img src="b.svg">', 'docs/page.md links to b.svg, which is not there'],
		['[x](guide.md#no)', 'docs/page.md links to guide.md#no, and there is no such heading'],
		['[x](#no)', 'docs/page.md links to #no, and there is no such heading'],
	])('lead nowhere: %s', (text, problem) => {
		expect(problemsOf(text)).toEqual([problem]);
	});
});

describe('workflows', () => {
	const sha = '08c6903cd8c0fde910a37f88322edcfb5dd907a8';

	it('pin each action by commit', () => {
		const yaml = `steps:\n  - uses: actions/checkout@${sha} # v5.0.0\n  - run: npm test\n`;
		expect(workflowProblems('ci.yml', yaml)).toEqual([]);
	});

	it.each(['actions/checkout@v5', 'actions/checkout@main', `actions/checkout@${sha}`, './mine'])(
		'do not pin %s',
		(used) => {
			expect(workflowProblems('ci.yml', `  - name: x\n    uses: ${used}\n`)).toEqual([
				`ci.yml uses ${used}, which is not pinned by commit and version`,
			]);
		},
	);
});

describe("n8n's scan", () => {
	it('has nothing against a plain package', async () => {
		expect(await scan({})).toBe('');
	});

	it.each<[string, Parameters<typeof scan>[0], RegExp]>([
		['a global in the built code', { built: 'process.exit(1);' }, /no-restricted-globals/],
		[
			'a global behind a switched-off rule',
			{ built: '/* eslint-disable */ process.exit(1);' },
			/no-restricted-globals/,
		],
		['the console in the built code', { built: 'console.log(1);' }, /no-console/],
		['a timer in the sources', { source: 'setTimeout(() => 1, 1);' }, /no-restricted-globals/],
		['a dependency', { manifest: { dependencies: { zod: '3.25.76' } } }, /no-runtime-depend/],
		['a name of another kind', { manifest: { name: 'ecom360' } }, /package-name-convention/],
	])('refuses %s', async (_, scanned, rule) => {
		expect(await scan(scanned)).toMatch(rule);
	});
});
