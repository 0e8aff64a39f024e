import { beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { RestSession } from '../../scripts/n8n/rest.mts';
import { eventually } from '../support/eventually.mts';
import { textOf } from '../support/fixtures.mts';
import { inject, ownOf } from '../support/provided.mts';
import { openEditor, type Editor } from './editor.mts';
import * as journey from './journeys.mts';
import { takePicture } from './pictures.mts';

const { TRIGGER, WEBHOOK_KEY } = journey;

let editor: Editor;

beforeAll(async () => {
	await forgetCredentials();
	editor = await openEditor();
});

/** Deletes what other files of the suite have saved: the shop has never held a credential. */
async function forgetCredentials(): Promise<void> {
	const { url, owner } = ownOf(inject('shops'));
	const rest = new RestSession(url);
	const login = { emailOrLdapLoginId: owner.email, password: owner.password };
	await rest.call('POST', '/login', z.unknown(), login);
	const saved = z.array(z.object({ id: z.string() }));
	for (const { id } of await rest.call('GET', '/credentials', saved)) {
		await rest.call('DELETE', `/credentials/${id}`, z.unknown());
	}
}

describe('finding the trigger', () => {
	const found =
		'abandoned, abandoned cart, abandoned checkout, cart recovery, cashfree, cashfree payments, ' +
		'ecommerce, one click checkout, order, payment, reminder, shopify, shopify cart, test event, ' +
		'upi, webhook signature, whatsapp, zecpe';
	const notServed =
		'cashfree payout, gokwik, magic checkout, razorpay, shiprocket checkout, telegram';

	beforeAll(async () => {
		await editor.newWorkflow();
		await editor.addFirstStep();
	});

	it.each(found.split(', '))('by "%s"', async (words) => {
		await editor.creator.search(words);
		expect(await editor.creator.names.allInnerTexts()).toContain('Ecom360');
		if (words === 'abandoned cart') await takePicture(editor, 'search');
	});

	it.each(notServed.split(', '))('but not by "%s", which it does not serve', async (words) => {
		await editor.creator.search(words);
		expect(await editor.creator.names.allInnerTexts()).not.toContain('Ecom360');
	});
});

it('is dragged onto the canvas and asks for a credential', async () => {
	await journey.dragTriggerOntoCanvas(editor);
	await editor.panel.connect.waitFor();
	const panel = await editor.panel.root.innerText();
	for (const step of [
		'1. Copy the Production URL',
		'Cashfree cannot reach localhost or a private address',
		'2. Enter it in the Ecom dashboard',
		'3. Generate the webhook key there, and paste it under Credential',
		'4. Publish',
		'No cart yet? Click “set mock data” on the right and paste the sample cart',
	]) {
		expect(panel).toContain(step);
	}
	await takePicture(editor, 'trigger', { of: editor.panel.root });
});

it('takes the webhook key behind a mask, and says what it can and cannot test', async () => {
	const { credential, page, panel } = editor;
	await journey.dragTriggerOntoCanvas(editor);
	await panel.connect.click();
	expect(await credential.webhookKey.getAttribute('type')).toBe('password');
	expect(await credential.root.innerText()).toContain(
		'The test only shows that the key can be read. Only an event proves that it is the right one.',
	);

	await credential.webhookKey.fill(WEBHOOK_KEY);
	await takePicture(editor, 'credential', { of: credential.root });
	await credential.chooseEncoding('Hex');
	await credential.save();
	await credential.root.getByText('More details').click();
	expect(await credential.root.innerText()).toContain("'Webhook Key' is not written in hex");

	await credential.chooseEncoding('Text');
	await credential.save();
	await credential.root.waitFor({ state: 'hidden' });
	await panel.chosenCredential.waitFor();
	await panel.root.getByTestId('credential-edit-button').click();
	await credential.root.getByText('Connection tested successfully').waitFor();
	expect(await page.content()).not.toContain(WEBHOOK_KEY);
});

it('says how to send an event, in the panel and on the canvas', async () => {
	await journey.startWithTrigger(editor);
	const { root } = editor.panel;
	await root.getByText('Receive an abandoned checkout').waitFor();
	await root.getByText('Once you have finished building, publish').waitFor();
	await root.getByText('When will this node trigger my flow?').click();
	await root.getByText('copy the Test URL under Webhook URLs, click "Execute step"').waitFor();
	await root.getByText('In a second browser tab, add the node').waitFor();

	await journey.listen(editor);
	await editor.panel.close();
	await editor.canvas.getByText('Waiting for an event at the Test URL').waitFor();
});

it('takes the sample cart as mock data, before any cart was left', async () => {
	const { output, pinnedData, hints, showOutputAs } = editor.panel;
	await journey.dragTriggerOntoCanvas(editor);
	await output.getByText('set mock data').click();
	await output.locator('.cm-content').fill(textOf('docs/sample-cart.json'));
	await output.getByRole('button', { name: 'Save' }).click();
	await pinnedData.waitFor();
	await showOutputAs('schema');
	await output.getByText('cart_482915637', { exact: true }).waitFor();
	expect(await hints.count()).toBe(0);
});

it('shows an item of a signed delivery, whose whatsapp.to can be dragged into the next node', async () => {
	const { page, panel } = editor;
	await journey.startWithTrigger(editor);
	const accepted = { status: 200, body: { status: 'accepted' } };
	expect(await journey.receive(editor)).toMatchObject(accepted);
	await panel.showOutputAs('schema');
	await panel.output.getByText('my-store.myshopify.com', { exact: true }).waitFor();
	await takePicture(editor, 'output', { of: panel.root });
	await panel.close();
	await editor.succeeded(TRIGGER).waitFor();

	await editor.addNode('WhatsApp Business Cloud', { action: 'Send template' });
	await panel.input.getByTestId('ndv-search').click();
	await panel.input.getByTestId('ndv-search').fill('whatsapp');
	const recipient = panel.parameter('recipientPhoneNumber');
	await panel.dragField('.whatsapp.to', recipient);
	await recipient.locator('.cm-content').getByText('{{ $json.whatsapp.to }}').waitFor();
	await eventually(async () => {
		const result = page.getByTestId('inline-expression-editor-output');
		expect(await result.innerText()).toBe('916000376569');
	});
	await takePicture(editor, 'mapping', { of: panel.root });
});

it('has an icon of its own for the dark theme', async () => {
	const { page, panel } = editor;
	await page.emulateMedia({ colorScheme: 'dark' });
	try {
		await journey.dragTriggerOntoCanvas(editor);
		await panel.close();
		const icon = editor.node(TRIGGER).locator('img');
		expect(await icon.getAttribute('src')).toMatch(/ecom360\.dark\.svg$/);
		const width = async (): Promise<number> =>
			await icon.evaluate((image: { naturalWidth: number }) => image.naturalWidth);
		await eventually(async () => expect(await width()).toBeGreaterThan(0));
	} finally {
		await page.emulateMedia({ colorScheme: 'light' });
	}
});
