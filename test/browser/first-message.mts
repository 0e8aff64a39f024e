import { expect } from '@jest/globals';

import type { Editor } from './editor.mts';
import { chosen, enter, enterCondition, pick, press } from './labelled.mts';
import { takePicture } from './pictures.mts';

/** A step of the README's Usage: what it calls things, and what it gives to enter. */
export interface Step {
	/** What is in bold: the words that n8n shows. */
	labels: string[];
	/** What is written as code. */
	values: string[];
}

/** What is on other people's pages, for an owner to copy. */
export interface Given {
	webhookKey: string;
	accessToken: string;
	businessAccountId: string;
	/** As Meta's lists show them. */
	sender: string;
	template: string;
	/** Noted on the way: where Cashfree is told to send events. */
	productionUrl: string;
}

/** The numbered steps under the README's heading *Usage*. */
export function usageSteps(readme: string): Step[] {
	const [, usage = ''] = /^## Usage$([^]*?)^## /m.exec(readme) ?? [];
	return [...usage.matchAll(/^\d+\. (.*)$/gm)].map(([, text = '']) => ({
		labels: [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, label = '']) => label),
		values: [...text.matchAll(/`(.+?)`/g)].map(([, value = '']) => value),
	}));
}

/**
 * The README's Usage, one function per step. Each takes its labels and values from the step's text, in
 * the order in which they occur there.
 */
export const walk: Array<(editor: Editor, step: Step, given: Given) => Promise<void>> = [
	async function makeTables(editor, { labels }) {
		const [executeWorkflow = ''] = labels;
		await editor.newWorkflow();
		await editor.importFromFile('examples/settings.json');
		await editor.page.getByRole('button', { name: executeWorkflow }).last().click();
		await editor.failed('Stop: a setting is wrong').waitFor();
	},

	async function addTrigger(editor, { labels, values }) {
		const [addFirstStep = '', node = '', event = ''] = labels;
		const { page, creator, panel } = editor;
		await editor.newWorkflow();
		await page.getByText(addFirstStep).waitFor();
		await editor.addFirstStep();
		await creator.search(values[0] ?? '');
		await creator.entry(node).click();
		await creator.entry(event).click();
		await panel.root.waitFor();
	},

	async function copyAddress({ panel }, { labels }, given) {
		const [urls = '', production = ''] = labels;
		await panel.root.getByText(urls, { exact: true }).click();
		await panel.root.getByText(production, { exact: true }).click();
		const shown = await panel.webhookUrl.filter({ hasText: '/webhook/' }).innerText();
		given.productionUrl = shown.trim();
	},

	async function enterKey({ panel, credential }, { labels }, { webhookKey }) {
		const [connect = '', field = '', save = ''] = labels;
		await panel.root.getByRole('button', { name: connect }).click();
		await credential.fill('Ecom360 account', { [field]: webhookKey });
		await credential.root.getByRole('button', { name: save }).click();
		await credential.root.waitFor({ state: 'hidden' });
	},

	async function addCheck(editor, { labels, values }) {
		const [node = '', value1 = '', , , addCondition = ''] = labels;
		await addAfter(editor, node);
		await enterCondition(editor, 0, value1, values[0] ?? '', labels.slice(2, 4));
		await press(editor, addCondition);
		await enterCondition(editor, 1, value1, values[1] ?? '', labels.slice(5, 7));
	},

	async function addWait(editor, { labels, values }) {
		const [output = '', node = '', amount = '', unit = '', minutes = ''] = labels;
		await addAfter(editor, node, { output });
		await enter(editor, amount, values[0] ?? '');
		await pick(editor, unit, minutes);
	},

	async function askForOrders(editor, { labels, values }) {
		const [node = '', action = '', table = '', orders = ''] = labels;
		const [addCondition = '', column = '', phone = '', value = ''] = labels.slice(4);
		await addAfter(editor, node, { action });
		await pick(editor, table, orders);
		await press(editor, addCondition);
		await pick(editor, column, phone);
		await enter(editor, value, values[0] ?? '');
	},

	async function addMessage(editor, { labels, values }, given) {
		const [node = '', action = '', connect = '', token = '', account = ''] = labels;
		const [sender = '', template = '', recipient = ''] = labels.slice(5);
		const { panel, credential } = editor;
		await addAfter(editor, node, { action });
		await panel.root.getByRole('button', { name: connect }).click();
		const entries = { [token]: given.accessToken, [account]: given.businessAccountId };
		await credential.fill('WhatsApp account', entries);
		await takePicture(editor, 'whatsapp-credential', { of: credential.root });
		await credential.save();
		await credential.root.waitFor({ state: 'hidden' });
		await pick(editor, sender, given.sender);
		await pick(editor, template, given.template);
		await enter(editor, recipient, values[0] ?? '');
		await takePicture(editor, 'whatsapp-node', { of: panel.root });
	},

	async function fillTemplate(editor, { labels, values }) {
		const [, addComponent = '', type = '', body = '', addParameter = '', text = ''] = labels;
		const [button = '', subType = '', url = '', , , kind = '', buttonText = ''] = labels.slice(8);
		await press(editor, addComponent);
		expect(await chosen(editor, type)).toBe(body);
		for (const value of values.slice(0, -1)) {
			await press(editor, addParameter);
			await enter(editor, text, value);
		}
		await press(editor, addComponent);
		await pick(editor, type, button);
		await pick(editor, subType, url);
		await press(editor, addParameter);
		await pick(editor, type, kind);
		await enter(editor, buttonText, values.at(-1) ?? '');
		await editor.panel.close();
	},

	async function publish(editor, { labels: [publish, confirm] }) {
		await editor.publish(publish, confirm);
	},
];

async function addAfter(
	editor: Editor,
	node: string,
	more?: { action?: string; output?: string },
): Promise<void> {
	await editor.panel.close();
	// n8n's own buttons would cover a plus sign at the right edge.
	await editor.zoomToFit();
	await editor.addNode(node, more);
}
