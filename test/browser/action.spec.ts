import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { signedDelivery } from '../../scripts/delivery.mts';
import { jsonOf, startStub, valueAt, type Stub, type StubAnswer } from '../support/stub.mts';
import { openEditor, type Editor } from './editor.mts';
import { connect, WEBHOOK_KEY } from './journeys.mts';

const ACCEPTED = { body: { status: 'accepted', id: 'd1' } };

let editor: Editor;
let receiver: Stub;

beforeAll(async () => {
	receiver = await startStub();
	editor = await openEditor();
});
afterAll(async () => await receiver?.stop());

/** A new workflow with an action that is found by these words, and its panel open. */
async function addAction(action: string, words = 'cashfree'): Promise<void> {
	const { creator, panel } = editor;
	await editor.newWorkflow();
	await editor.addFirstStep();
	await creator.search(words);
	await creator.entry('Ecom360').click();
	// Folded away behind the triggers, since the canvas is empty.
	await creator.root.getByText(/^Actions \(\d+\)$/).click();
	await creator.entry(action).click();
	await panel.root.waitFor();
	await connect(editor);
}

/** Has the open action send to a receiver that answers so; returns what was sent. */
async function sendTo(answer: StubAnswer): Promise<unknown> {
	receiver.requests.length = 0;
	receiver.respond = () => answer;
	await editor.panel.fill('url', `${receiver.url}/webhook`);
	await editor.panel.execute();
	const [request] = await receiver.waitFor(1, () => true);
	return request && jsonOf(request);
}

it('is found by "cashfree", filled in, and sends what the panel says', async () => {
	const { panel } = editor;
	await addAction('Send test event');
	await panel.fill('shopperName', 'Asha Rao');
	await panel.fill('shopperPhone', '+91 60003 76569');
	expect(await sendTo(ACCEPTED)).toMatchObject({
		event: 'ABANDONED_CHECKOUT',
		data: { phone: '+91 60003 76569', customer: { first_name: 'Asha', last_name: 'Rao' } },
	});
	const [request] = receiver.requests;
	const expected = signedDelivery({ vendor: 'ecom360', key: WEBHOOK_KEY, body: request?.body });
	expect(request?.headers['x-webhook-signature']).toBe(expected.headers['x-webhook-signature']);
	await panel.output.getByText('1 item').first().waitFor();
	await panel.showOutputAs('json');
	await panel.output.getByText('accepted').first().waitFor();
});

it('shows the fields of the chosen operation, and no others', async () => {
	const { panel } = editor;
	await addAction('Forward event');
	await panel.parameter('source').waitFor();
	await panel.parameter('binaryPropertyName').waitFor();
	expect(await panel.parameter('shopperName').count()).toBe(0);
	expect(await panel.parameter('specifyCheckout').count()).toBe(0);
});

it('leaves the total of the cart as it is until one is entered', async () => {
	const { panel } = editor;
	await addAction('Send test event');
	await panel.add('Add Field', 'Total');
	expect(await panel.parameter('total').locator('input').inputValue()).toBe('');
	expect(valueAt(await sendTo(ACCEPTED), 'data.total_price')).toBe(2067.3);
});

it('turns red with the status of the answer, and says what to do', async () => {
	const { errorMessage, errorDescription } = editor.panel;
	await addAction('Send test event');
	await sendTo({ status: 401, body: { status: 'rejected', reason: 'signature_mismatch' } });
	await errorMessage.waitFor();
	expect(await errorMessage.innerText()).toContain('another webhook key');
	expect(await errorDescription.innerText()).toContain("'Credential'");
});

it('says that an event was ignored, although the node is green', async () => {
	const ignored = { status: 'ignored', reason: 'filter', filter: 'countries', id: 'd1' };
	await addAction('Send test event', 'test event');
	expect(await sendTo({ body: ignored })).toMatchObject({ data: { phone: '+91 99999 99999' } });
	await editor.panel.hints
		.getByText('Ignored: your filter Countries leaves it out. No workflow started.')
		.waitFor();
});

it('checks a connection, and asks for no more than the address', async () => {
	const { panel } = editor;
	await addAction('Check connection');
	expect(await panel.parameter('resource').count()).toBe(0);
	expect(await panel.parameter('shopperName').count()).toBe(0);
	await sendTo({ body: { status: 'ignored', reason: 'topic', id: 'd1' } });
	await panel.output.getByText('The address and the key are right').first().waitFor();
});

it('shows the next node what will come out, before anything has run', async () => {
	await addAction('Check connection', 'test event');
	await editor.panel.close();
	await editor.addNode('Edit Fields \\(Set\\)', { words: 'Edit Fields' });
	await editor.panel.input.getByText('latencyMs', { exact: true }).waitFor();
	await editor.panel.input.getByText('advice', { exact: true }).waitFor();
});
