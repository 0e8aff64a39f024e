import { describe, expect, it } from '@jest/globals';

import { releaseNotes } from '../../../scripts/publish/changelog.mts';
import { distTag } from '../../../scripts/publish/dist-tag.mts';
import { actionlint } from '../../../scripts/publish/actionlint.mts';
import {
	linkProblems,
	publisherProblems,
	versionProblems,
	workflowProblems,
} from '../../../scripts/publish/rules.mts';
import { scan } from '../../support/scan.mts';

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

describe('the dist-tag', () => {
	it.each([
		['1.2.0', 'latest'],
		['1.2.0+build.5', 'latest'],
		['1.2.0-beta.1', 'beta'],
		['1.2.0-rc', 'rc'],
		['1.2.0-alpha.beta', 'alpha'],
		['1.2.0-0', 'next'],
		['1.2.0-1.beta', 'next'],
		['1.2.0-latest.1', 'next'],
		['1.2.0-v1', 'next'],
		['1.2.0-x', 'next'],
	])('of %s is %s', (version, tag) => {
		expect(distTag(version)).toBe(tag);
	});

	it.each(['', '1.2', 'beta'])('is refused for %j', (version) => {
		expect(() => distTag(version)).toThrow('is not a version');
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
	const MACHINE = 'runs-on: ubuntu-latest';
	const STEPS = 'steps: [{ run: npm test }]';

	it('pin each action by commit', () => {
		const yaml = `steps:\n  - uses: actions/checkout@${sha} # v5.0.0\n  - run: npm test\n`;
		expect(workflowProblems('ci.yml', yaml)).toEqual([]);
	});

	it.each([
		['a job without a machine', '{ steps: [{ run: npm test }] }', /"runs-on" section is missing/],
		['a job that waits for none', `{ needs: gone, ${MACHINE}, ${STEPS} }`, /"gone"/],
		[
			'a broken expression',
			`{ ${MACHINE}, steps: [{ run: "\${{ a( }}" }] }`,
			/unexpected end of input/,
		],
	])('are refused with %s', async (_, job, problem) => {
		const [first] = await actionlint('ci.yml', `on: push\njobs: { test: ${job} }\n`);
		expect(first).toMatch(problem);
		expect(first).toMatch(/^ci\.yml, line \d+: /);
	});

	const workflow = (steps: string, permission = 'id-token: write') =>
		`on: push\njobs:\n  test:\n    steps:\n      - run: npm test\n  npm:\n    permissions:\n      ${permission}\n    steps:\n${steps}`;
	const publish = '      - run: npm publish ./*.tgz --tag "$TAG"\n';

	it('publish, where they may, and do nothing else', () => {
		expect(publisherProblems('p.yml', workflow(publish))).toEqual([]);
		expect(publisherProblems('p.yml', workflow('      - run: x\n', 'contents: read'))).toEqual([]);
	});

	it.each([
		['a test', '      - run: npm test\n', 'run: npm test'],
		['a named script', '      - name: Build\n        run: npm run build\n', 'run: npm run build'],
		['a script of several lines', '      - run: |\n          npm publish x\n', 'run: |'],
		[
			'our files',
			`      - uses: actions/checkout@${sha} # v5.0.0\n`,
			`uses: actions/checkout@${sha} # v5.0.0`,
		],
	])('are refused with %s where they may publish', (_, step, what) => {
		expect(publisherProblems('p.yml', workflow(step + publish))).toEqual([
			`p.yml does more than publish where it may publish: ${what}`,
		]);
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
