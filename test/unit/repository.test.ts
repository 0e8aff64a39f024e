import { describe, expect, it } from '@jest/globals';

import { exampleNames } from '../examples/example.mts';
import {
	brokenLinks,
	pictures,
	publishingJobs,
	readPages,
	unseenPictures,
	usedActions,
	workflowProblems,
} from '../support/repository.mts';

describe('links between pages', () => {
	it('lead somewhere', async () => {
		const pages = await readPages();
		expect(pages.size).toBeGreaterThan(10);
		expect(brokenLinks(pages)).toEqual([]);
	});

	it.each(['missing.md', 'fields.md#no-such-heading', '#no', '../docs/missing.md'])(
		'are found where they do not: %s',
		async (link) => {
			const page = `# Page\n\n[text](${link}) and [good](fields.md#the-fields-of-an-item), [here](#page)\n`;
			const fields = (await readPages()).get('docs/fields.md') ?? '';
			const pages = new Map([['docs/page.md', page]]).set('docs/fields.md', fields);
			expect(brokenLinks(pages)).toEqual([`docs/page.md: ${link}`]);
		},
	);
});

describe('the pictures of the documentation', () => {
	it('are each shown on a page', async () => {
		expect(unseenPictures(await readPages())).toEqual([]);
	});

	it('show every example', () => {
		const theirs = exampleNames().map((name) => `docs/images/example-${name}.png`);
		expect(pictures()).toEqual(expect.arrayContaining(theirs));
	});
});

describe('GitHub workflows', () => {
	it('are what actionlint takes', async () => {
		expect(await workflowProblems()).toEqual([]);
	});

	it('pin each action by commit, with its version beside it', () => {
		const actions = usedActions();
		expect(actions.length).toBeGreaterThan(5);
		for (const action of actions) {
			expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		}
	});

	// An identity token in the reach of other code would let that code publish.
	it('publish in a job that runs no code of ours', () => {
		const publishers = publishingJobs().filter(({ mayPublish }) => mayPublish);
		expect(publishers).toEqual([
			{ mayPublish: true, checksOut: false, runs: [expect.stringMatching(/^npm publish \S/)] },
		]);
	});
});
