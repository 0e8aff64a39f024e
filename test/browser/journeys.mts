import {
	signedDelivery,
	type DeliveryOptions,
	type SignedDelivery,
} from '../../scripts/delivery.mts';
import { postDelivery, type Answer } from '../../scripts/post.mts';
import type { Editor } from './editor.mts';

/** What the shop's Ecom dashboard generated. */
export const WEBHOOK_KEY = 'whk_a-key-that-nobody-else-has';
export const TRIGGER = 'Ecom360 Trigger';

/** Starts a workflow with the trigger, dragged from the list of nodes, and leaves its panel open. */
export async function dragTriggerOntoCanvas(editor: Editor): Promise<void> {
	await editor.newWorkflow();
	await editor.addFirstStep();
	await editor.creator.search('abandoned');
	await editor.creator.entry('Ecom360').click();
	const entry = editor.creator.entry('On abandoned checkout');
	const handle = entry.locator('[draggable]').first();
	await handle.dragTo(editor.canvas, { targetPosition: { x: 300, y: 300 } });
	await editor.panel.root.waitFor();
}

/** Gives the node in the panel the shop's credential, which is created where it is not there yet. */
export async function connect({ panel, credential }: Editor): Promise<void> {
	await panel.connect.or(panel.chosenCredential).waitFor();
	if (!(await panel.connect.isVisible())) return;
	await panel.connect.click();
	await credential.fill('Ecom360 account', { 'Webhook Key': WEBHOOK_KEY });
	await credential.save();
	await credential.root.waitFor({ state: 'hidden' });
}

/** A new workflow with a trigger that holds the shop's credential. */
export async function startWithTrigger(editor: Editor): Promise<void> {
	await dragTriggerOntoCanvas(editor);
	await connect(editor);
}

/** A sample event signed with the shop's key, from a shopper whom WhatsApp can reach. */
export function anEvent(options: Partial<DeliveryOptions> = {}): SignedDelivery {
	return signedDelivery({
		vendor: 'ecom360',
		key: WEBHOOK_KEY,
		phone: '+91 60003 76569',
		...options,
	});
}

export async function send(url: string, event = anEvent()): Promise<Answer> {
	return await postDelivery(url, event, { timeoutMs: 60_000 });
}

/** Clicks the button that waits for one event; returns where to send it. */
export async function listen({ panel }: Editor): Promise<string> {
	const url = await panel.readUrl('Test URL');
	await panel.listenButton.click();
	await panel.listening.waitFor();
	return url;
}

/** Listens, and has an event come in. */
export async function receive(editor: Editor, event = anEvent()): Promise<Answer> {
	return await send(await listen(editor), event);
}
