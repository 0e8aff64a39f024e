import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { keepPictureOfFailure, openEditor, type OpenEditor } from './browser.mts';
import type { Editor } from './editor.mts';
import * as journey from './journeys.mts';
import { takePicture } from './pictures.mts';

let browser: OpenEditor;
let editor: Editor;

beforeAll(async () => {
	browser = await openEditor(inject('shop'));
	({ editor } = browser);
});
afterEach(async () => await keepPictureOfFailure(browser));
afterAll(async () => await browser?.close());

it('offers limits that are empty, and demands that are on, once a filter is added', async () => {
	const { panel } = editor;
	await journey.startWithTrigger(editor);
	for (const [filter, parameter] of [
		['Minimum Total', 'minimumTotal'],
		['Maximum Total', 'maximumTotal'],
	] as const) {
		await panel.add('Add Filter', filter);
		expect(await panel.parameter(parameter).locator('input').inputValue()).toBe('');
	}
	for (const [filter, parameter] of [
		['Require Phone', 'requirePhone'],
		['Require Consent', 'requireConsent'],
	] as const) {
		await panel.add('Add Filter', filter);
		const demand = panel.parameter(parameter).getByRole('switch');
		expect(await demand.getAttribute('aria-checked')).toBe('true');
	}
});

it('names the filter that leaves a checkout out', async () => {
	const { panel } = editor;
	await journey.startWithTrigger(editor);
	await panel.add('Add Filter', 'Minimum Total');
	await panel.parameter('minimumTotal').locator('input').fill('9000');
	await panel.add('Add Filter', 'Require Phone');
	await takePicture(editor, 'filters', { of: panel.root });
	await panel.add('Add Filter', 'Countries');
	await panel.parameter('countries').click();
	await editor.page.getByRole('option', { name: 'India', exact: true }).click();
	await editor.page.keyboard.press('Escape');

	expect(await journey.send(await journey.listen(editor), journey.anEvent())).toMatchObject({
		status: 200,
		body: { status: 'ignored', reason: 'filter', filter: 'minimumTotal' },
	});
	expect(await panel.errorMessage.innerText()).toContain("your filter 'Minimum Total'");
	expect(await panel.errorDescription.innerText()).not.toContain("For Cashfree's support");
});
