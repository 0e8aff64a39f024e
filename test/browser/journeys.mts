import { createHmac } from 'node:crypto';

import {
	signedDelivery,
	type SignedDelivery,
	type DeliveryOptions,
} from '../../scripts/delivery.mts';
import { postDelivery, type Answer } from '../../scripts/post.mts';
import type { Editor } from './editor.mts';

/** What the shop's Ecom dashboard generated. */
export const WEBHOOK_KEY = 'whk_a-key-that-nobody-else-has';
export const TRIGGER = 'Ecom360 Trigger';
const REACHABLE_PHONE = '+91 60003 76569';

/** Starts a workflow with the trigger, dragged from the list of nodes, and leaves its panel open. */
export async function dragTriggerOntoCanvas(editor: Editor): Promise<void> {
	await editor.newWorkflow();
	await editor.addFirstStep();
	await editor.creator.search('abandoned');
	await editor.creator.entry('Ecom360').click();
	await editor.creator.drag('On abandoned checkout', editor.canvas);
	await editor.panel.root.waitFor();
}

/** Creates the trigger's credential in its panel. */
export async function createCredential(editor: Editor, key = WEBHOOK_KEY): Promise<void> {
	await editor.panel.connect.click();
	// n8n names it a moment after the dialog is there, and refuses one without a name.
	await editor.credential.root.getByText('Ecom360 account').first().waitFor({ state: 'attached' });
	await editor.credential.webhookKey.fill(key);
	await editor.credential.save();
	// n8n closes it if its test goes well.
	await editor.credential.root.waitFor({ state: 'hidden' });
}

/** A new workflow with a trigger that holds the shop's credential. */
export async function startWithTrigger(editor: Editor): Promise<void> {
	await dragTriggerOntoCanvas(editor);
	const { connect, chosenCredential } = editor.panel;
	await connect.or(chosenCredential).waitFor();
	if (await connect.isVisible()) await createCredential(editor);
}

/** Clicks the button that waits for one event; returns where to send it. */
export async function listen(editor: Editor): Promise<string> {
	const url = await editor.panel.readUrl('Test URL');
	await editor.panel.listenButton.click();
	await editor.panel.listening.waitFor();
	return url;
}

/** A sample event signed with the shop's key, from a shopper whom WhatsApp can reach. */
export function anEvent(options: Partial<DeliveryOptions> = {}): SignedDelivery {
	return signedDelivery({
		vendor: 'ecom360',
		key: WEBHOOK_KEY,
		phone: REACHABLE_PHONE,
		...options,
	});
}

/** An event of an account that signs `{timestamp}.{body}` in hex, which the trigger never guesses. */
export function anEventWithDottedSignature(): SignedDelivery {
	const { body, headers } = anEvent();
	const timestamp = String(Date.now());
	const signature = createHmac('sha256', WEBHOOK_KEY)
		.update(`${timestamp}.${body.toString()}`)
		.digest('hex');
	const signed = { 'x-webhook-timestamp': timestamp, 'x-webhook-signature': signature };
	return { body, headers: { ...headers, ...signed } };
}

export async function send(url: string, event: SignedDelivery): Promise<Answer> {
	return await postDelivery(url, event, { timeoutMs: 60_000 });
}

/** Listens, and has an abandoned checkout come in. */
export async function receiveCheckout(editor: Editor): Promise<Answer> {
	const answer = await send(await listen(editor), anEvent());
	await editor.panel.output.getByText('1 item').first().waitFor();
	return answer;
}

/** Puts a node after the trigger: one of a service's actions. */
export async function addNextNode(editor: Editor, service: string, action: string): Promise<void> {
	await editor.panel.close();
	await editor.addNextStep();
	await editor.creator.search(service);
	await editor.creator.entry(service).click();
	await editor.creator.entry(action).click();
	await editor.panel.root.waitFor();
}
