import { beforeAll, expect, it } from '@jest/globals';

import { eventually } from '../support/eventually.mts';
import { openEditor, type Editor } from './editor.mts';
import * as journey from './journeys.mts';
import { takePicture } from './pictures.mts';

const FILTERED = {
	status: 200,
	body: { status: 'ignored', reason: 'filter', filter: 'minimumTotal' },
};

let editor: Editor;

beforeAll(async () => {
	editor = await openEditor();
});

it('names the filter that leaves a checkout out', async () => {
	const { page, panel } = editor;
	await journey.startWithTrigger(editor);
	await panel.add('Add Filter', 'Minimum Total');
	await panel.fill('minimumTotal', '9000');
	await panel.add('Add Filter', 'Require Phone');
	const requirePhone = panel.parameter('requirePhone').getByRole('switch');
	expect(await requirePhone.getAttribute('aria-checked')).toBe('true');
	await takePicture(editor, 'filters', { of: panel.root });
	await panel.add('Add Filter', 'Maximum Total');
	expect(await panel.parameter('maximumTotal').locator('input').inputValue()).toBe('');
	await panel.add('Add Filter', 'Countries');
	await panel.parameter('countries').click();
	await page.getByRole('option', { name: 'India', exact: true }).click();
	await page.keyboard.press('Escape');

	expect(await journey.receive(editor)).toMatchObject(FILTERED);
	expect(await panel.errorMessage.innerText()).toContain("your filter 'Minimum Total'");
	expect(await panel.errorDescription.innerText()).not.toContain("For Cashfree's support");
});

it('says which event came where a payment is not waited for, and receives it once it is', async () => {
	const { page, panel } = editor;
	const payment = journey.anEvent({ vendor: 'payments', phone: undefined });
	await journey.startWithTrigger(editor);
	expect(await journey.receive(editor, payment)).toMatchObject({
		status: 200,
		body: { status: 'ignored', reason: 'topic' },
	});
	await panel.errorDescription.getByText("It is called 'Payment Success'").waitFor();

	await panel.choose('events', 'Payment Success');
	await page.keyboard.press('Escape');
	expect(await journey.receive(editor, payment)).toMatchObject({
		status: 200,
		body: { status: 'accepted' },
	});
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
	await panel.fill('minimumTotal', '9000');
	await panel.add('Add Option', 'Include Ignored Events');
	await panel.parameter('includeIgnored').locator('.el-switch').click();
	for (const output of ['Left Out', 'Event']) {
		await panel.close();
		await editor.addNode(leftOut, { output });
	}
	await panel.close();
	await editor.publish();
	await page.keyboard.press('Escape');

	// n8n takes a moment to listen there.
	await eventually(async () => {
		expect(await journey.send(productionUrl)).toMatchObject(FILTERED);
	});
	await page.getByTestId('radio-button-executions').click();
	await editor.succeeded(leftOut).waitFor();
	expect(await editor.succeeded(received).count()).toBe(0);
	await takePicture(editor, 'left-out');
});
