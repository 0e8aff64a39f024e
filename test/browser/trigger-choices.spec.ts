import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';

import { eventually } from '../support/eventually.mts';
import { inject, ownOf } from '../support/provided.mts';
import { keepPictureOfFailure, openEditor, type OpenEditor } from './browser.mts';
import type { Editor } from './editor.mts';
import * as journey from './journeys.mts';
import { takePicture } from './pictures.mts';

let browser: OpenEditor;
let editor: Editor;

beforeAll(async () => {
	browser = await openEditor(ownOf(inject('shops')));
	({ editor } = browser);
});
afterEach(async () => await keepPictureOfFailure(browser));
afterAll(async () => await browser?.close());

it('names the filter that leaves a checkout out', async () => {
	const { panel } = editor;
	await journey.startWithTrigger(editor);
	await panel.add('Add Filter', 'Minimum Total');
	await panel.parameter('minimumTotal').locator('input').fill('9000');
	await panel.add('Add Filter', 'Require Phone');
	const requirePhone = panel.parameter('requirePhone').getByRole('switch');
	expect(await requirePhone.getAttribute('aria-checked')).toBe('true');
	await takePicture(editor, 'filters', { of: panel.root });
	await panel.add('Add Filter', 'Maximum Total');
	expect(await panel.parameter('maximumTotal').locator('input').inputValue()).toBe('');
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

const aPayment = (options: Parameters<typeof journey.anEvent>[0] = {}) =>
	journey.anEvent({ vendor: 'payments', phone: undefined, ...options });

/** Adds the event to those that the open trigger waits for; its list stays open until Escape. */
async function waitForPayments(): Promise<void> {
	await editor.panel.choose('events', 'Payment Success');
	await editor.page.keyboard.press('Escape');
}

it('says which event came where a payment is not waited for, and receives it once it is', async () => {
	const { panel } = editor;
	await journey.startWithTrigger(editor);
	expect(await journey.send(await journey.listen(editor), aPayment())).toMatchObject({
		status: 200,
		body: { status: 'ignored', reason: 'topic' },
	});
	await panel.errorDescription.getByText("It is called 'Payment Success'").waitFor();

	await waitForPayments();
	expect(await journey.send(await journey.listen(editor), aPayment())).toMatchObject({
		status: 200,
		body: { status: 'accepted' },
	});
	await panel.output.getByText('1 item').first().waitFor();
	await panel.showOutputAs('schema');
	for (const text of ['1453002795', 'order_OFR_2', 'paymentSuccess']) {
		await panel.output.getByText(text, { exact: true }).waitFor();
	}
	await takePicture(editor, 'payment', { of: panel.root });
});

it('opens a door of its own for what is left out, and sends an ignored event through that one', async () => {
	const { page, panel } = editor;
	const leftOut = 'No Operation, do nothing';
	const received = `${leftOut}1`;
	await journey.startWithTrigger(editor);
	expect(await editor.outputs.count()).toBe(1);
	const productionUrl = await panel.readUrl('Production URL');
	await panel.add('Add Filter', 'Minimum Total');
	await panel.parameter('minimumTotal').locator('input').fill('9000');
	await panel.add('Add Option', 'Include Ignored Events');
	await panel.parameter('includeIgnored').locator('.el-switch').click();
	for (const output of ['Left Out', 'Event']) {
		await panel.close();
		await editor.addNextStep(output);
		await editor.creator.search(leftOut);
		await editor.creator.entry(leftOut).click();
		await panel.root.waitFor();
	}
	await panel.close();
	await editor.publish();
	await page.getByText('This workflow now receives abandoned checkouts').waitFor();
	await page.keyboard.press('Escape');

	// n8n takes a moment to listen there.
	await eventually(async () => {
		expect(await journey.send(productionUrl, journey.anEvent())).toMatchObject({
			status: 200,
			body: { status: 'ignored', reason: 'filter', filter: 'minimumTotal' },
		});
	});
	await page.getByTestId('radio-button-executions').click();
	await editor.succeeded(leftOut).waitFor();
	expect(await editor.succeeded(received).count()).toBe(0);
	await takePicture(editor, 'left-out');
});
