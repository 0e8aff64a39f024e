import { expect } from '@jest/globals';

import type { Editor } from './editor.mts';
import { examples } from './examples.mts';
import { takePicture } from './pictures.mts';
import type { Step } from './readme.mts';

/** What is on other people's pages, for an owner to copy. */
export interface Given {
	webhookKey: string;
	accessToken: string;
	businessAccountId: string;
	/** As Meta's lists show them. */
	sender: string;
	template: string;
}

const SETTINGS = examples.find(({ name }) => name === 'settings')?.file ?? '';

/**
 * The README's Usage, one function per step. Each takes its labels and values from the step's text, in
 * the order in which they occur there.
 */
export const walk = {
	async tables(editor: Editor, { labels }: Step): Promise<void> {
		const [executeWorkflow = ''] = labels;
		await editor.importFromFile(SETTINGS);
		await editor.page.getByRole('button', { name: executeWorkflow }).last().click();
		await editor.failed('Stop: a setting is wrong').waitFor();
	},

	async trigger(editor: Editor, { labels, values }: Step): Promise<void> {
		const [addFirstStep = '', node = '', event = ''] = labels;
		const { page, creator, panel } = editor;
		await page.getByText(addFirstStep).waitFor();
		await editor.addFirstStep();
		await creator.search(values[0] ?? '');
		await creator.entry(node).click();
		await creator.entry(event).click();
		await panel.root.waitFor();
	},

	async address({ panel }: Editor, { labels }: Step): Promise<string> {
		const [urls = '', production = ''] = labels;
		await panel.root.getByText(urls, { exact: true }).click();
		await panel.root.getByText(production, { exact: true }).click();
		return (await panel.webhookUrl.filter({ hasText: '/webhook/' }).innerText()).trim();
	},

	async key(editor: Editor, { labels }: Step, { webhookKey }: Given): Promise<void> {
		const [connect = '', field = '', save = ''] = labels;
		const entries = { [field]: webhookKey };
		await connectTo(editor, { button: connect, name: 'Ecom360 account', entries, save });
	},

	async reachable(editor: Editor, { labels, values }: Step): Promise<void> {
		const [node = '', value1 = '', , , addCondition = ''] = labels;
		const { labelled } = editor;
		await addAfter(editor, { node });
		await labelled.enterCondition(0, value1, values[0] ?? '', labels.slice(2, 4));
		await labelled.press(addCondition);
		await labelled.enterCondition(1, value1, values[1] ?? '', labels.slice(5, 7));
	},

	async wait(editor: Editor, { labels, values }: Step): Promise<void> {
		const [output = '', node = '', amount = '', unit = '', minutes = ''] = labels;
		const { labelled } = editor;
		await addAfter(editor, { node, output });
		await labelled.enter(amount, values[0] ?? '');
		await labelled.pick(unit, minutes);
	},

	async ordered(editor: Editor, { labels, values }: Step): Promise<void> {
		const [node = '', action = '', table = '', orders = ''] = labels;
		const [addCondition = '', column = '', phone = '', value = ''] = labels.slice(4);
		const { labelled } = editor;
		await addAfter(editor, { node, action });
		await labelled.pick(table, orders);
		await labelled.press(addCondition);
		await labelled.pick(column, phone);
		await labelled.enter(value, values[0] ?? '');
	},

	async message(editor: Editor, { labels, values }: Step, given: Given): Promise<void> {
		const [node = '', action = '', connect = '', token = '', account = ''] = labels;
		const [sender = '', template = '', recipient = ''] = labels.slice(5);
		const { labelled } = editor;
		await addAfter(editor, { node, action });
		const entries = { [token]: given.accessToken, [account]: given.businessAccountId };
		const picture = 'whatsapp-credential';
		await connectTo(editor, { button: connect, name: 'WhatsApp account', entries, picture });
		await labelled.pick(sender, given.sender);
		await labelled.pick(template, given.template);
		await labelled.enter(recipient, values[0] ?? '');
	},

	async texts({ panel, labelled }: Editor, { labels, values }: Step): Promise<void> {
		const [, addComponent = '', type = '', body = '', addParameter = '', text = ''] = labels;
		const [button = '', subType = '', url = '', , , kind = '', buttonText = ''] = labels.slice(8);
		const suffix = values.at(-1) ?? '';
		await labelled.press(addComponent);
		expect(await labelled.chosen(type)).toBe(body);
		for (const value of values.slice(0, -1)) {
			await labelled.press(addParameter);
			await labelled.enter(text, value);
		}
		await labelled.press(addComponent);
		await labelled.pick(type, button);
		await labelled.pick(subType, url);
		await labelled.press(addParameter);
		await labelled.pick(type, kind);
		await labelled.enter(buttonText, suffix);
		await panel.close();
	},

	async publish(editor: Editor, { labels }: Step): Promise<void> {
		const [publish = '', confirm = ''] = labels;
		await editor.publish(publish, confirm);
	},
};

interface Next {
	node: string;
	action?: string;
	/** Of the last node; by default its only one. */
	output?: string;
}

async function addAfter(editor: Editor, { node, action, output }: Next): Promise<void> {
	const { creator, panel } = editor;
	await panel.close();
	// n8n's own buttons would cover a plus sign at the right edge.
	await editor.zoomToFit();
	await editor.addNextStep(output);
	await creator.search(node);
	await creator.entry(node).first().click();
	if (action !== undefined) await creator.entry(action).click();
	await panel.root.waitFor();
}

interface Connection {
	/** The panel's button. */
	button: string;
	/** What n8n calls the credential. */
	name: string;
	/** Label → what to enter. */
	entries: Record<string, string>;
	save?: string;
	picture?: string;
}

async function connectTo(
	editor: Editor,
	{ button, name, entries, save = 'Save', picture }: Connection,
): Promise<void> {
	const { panel, credential } = editor;
	await panel.root.getByRole('button', { name: button }).click();
	// n8n names it a moment after the dialog is there, and refuses one without a name.
	await credential.root.getByText(name).first().waitFor({ state: 'attached' });
	for (const [label, value] of Object.entries(entries)) await credential.enter(label, value);
	if (picture !== undefined) await takePicture(editor, picture, { of: credential.root });
	await credential.root.getByRole('button', { name: save }).click();
	await credential.root.waitFor({ state: 'hidden' });
}
