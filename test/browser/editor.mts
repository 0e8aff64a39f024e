import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach } from '@jest/globals';
import { chromium, selectors, type Locator, type Page } from 'playwright-core';

import type { Owner } from '../../scripts/n8n/api.mts';
import { onShutdown } from '../../scripts/n8n/shutdown.mts';
import type { FailedTest } from '../support/n8n-environment.mts';
import { inject, ownOf } from '../support/provided.mts';
import { credentialDialog, nodeCreator, nodePanel } from './panels.mts';
import { NORMAL } from './pictures.mts';

const FLAGS = [
	...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
	...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];
// Generous: the machine may be running other suites' n8ns.
const TIMEOUT_MS = 60_000;

selectors.setTestIdAttribute('data-test-id');

let page: Page | undefined;
let close: (() => Promise<void>) | undefined;
// For every file that uses an editor, each of which has its own copy of this module.
afterEach(async () => await keepPictureOfFailure());
afterAll(async () => await close?.());

/**
 * Opens n8n's editor in a Chromium of its own and logs in as people do; by default that of the worker's
 * shop. It closes after the file's tests.
 */
export async function openEditor(address: { url?: string; owner?: Owner } = {}): Promise<Editor> {
	const { url, owner, chromium: executablePath } = { ...ownOf(inject('shops')), ...address };
	// Ours, not Playwright's, ends it on a signal: after n8n and everything else has been told.
	const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
	const browser = await chromium.launch({ executablePath, args: FLAGS, ...signals });
	close = async () => {
		unregister();
		await browser.close();
	};
	const unregister = onShutdown({ gently: close, now: () => undefined });
	const context = await browser.newContext({
		viewport: NORMAL,
		deviceScaleFactor: 1,
		colorScheme: 'light',
		reducedMotion: 'reduce',
		locale: 'en-GB',
	});
	context.setDefaultTimeout(TIMEOUT_MS);
	page = await context.newPage();
	await logIn(page, url, owner);
	return editorOn(page, url);
}

async function logIn(page: Page, url: string, { email, password }: Owner): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.locator('[name=emailOrLdapLoginId]').fill(email);
	await page.locator('[name=password]').fill(password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL(/\/(home|workflow)/);
}

/** After a test that failed: keeps what the browser shows for whoever looks into it, and says where. */
async function keepPictureOfFailure(): Promise<void> {
	const { failedTest } = globalThis as typeof globalThis & FailedTest;
	if (failedTest === undefined || !page) return;
	const folder = await mkdtemp(join(tmpdir(), 'ecom360-browser-'));
	const path = join(folder, `${failedTest.replace(/\W+/g, '-').slice(0, 80)}.png`);
	await page.screenshot({ path });
	console.error(`'${failedTest}' failed at ${page.url()}; see ${path}`);
}

export type Editor = ReturnType<typeof editorOn>;

/** n8n's editor: where everything is. What people do with it is in `journeys.mts`. */
function editorOn(page: Page, url: string) {
	const creator = nodeCreator(page);
	const panel = nodePanel(page);
	const canvas = page.getByTestId('canvas');
	const nodes = page.getByTestId('canvas-node');
	/** Of all nodes on the canvas; their labels are the outputs' names. */
	const outputs = page.locator('.canvas-node-handle-main-output');
	/** A node on the canvas by its name. */
	const node = (name: string): Locator =>
		nodes.and(page.locator(`[data-node-name=${JSON.stringify(name)}]`));
	return {
		...{ page, creator, panel, canvas, nodes, outputs, node },
		credential: credentialDialog(page),
		canvasArea: page.getByTestId('canvas-wrapper'),
		stickyNotes: page.getByTestId('sticky'),

		succeeded: (name: string) => node(name).getByTestId('canvas-node-status-mark-success'),
		failed: (name: string) => node(name).getByTestId('canvas-node-status-mark-error'),

		async newWorkflow(): Promise<void> {
			await page.goto(`${url}/workflow/new`);
			await page.getByTestId('canvas-add-button').waitFor();
		},

		/** Opens the list of nodes on an empty canvas. */
		async addFirstStep(): Promise<void> {
			await page.getByTestId('canvas-add-button').click();
			await creator.searchBar.waitFor();
		},

		/** Adds a node, or one of its actions, after the last one or after an output by its name. */
		async addNode(name: string, { action, output, words = name }: Addition = {}): Promise<void> {
			const named = output === undefined ? outputs : outputs.filter({ hasText: output });
			await named.getByTestId('canvas-handle-plus').last().click();
			await creator.searchBar.waitFor();
			await creator.search(words);
			await creator.entry(name).first().click();
			if (action !== undefined) await creator.entry(action).click();
			await panel.root.waitFor();
		},

		async openNode(name: string): Promise<void> {
			await node(name).dblclick();
			await panel.root.waitFor();
		},

		/** Publishes the workflow, by the words of the button and of the window that it opens. */
		async publish(button = 'Publish', confirm = 'Publish'): Promise<void> {
			await page.getByRole('button', { name: button, exact: true }).click();
			const dialog = page.getByRole('dialog');
			await dialog.getByRole('button', { name: confirm, exact: true }).click();
			await page.getByText('This workflow now receives abandoned checkouts').waitFor();
		},

		/** Imports a workflow with the editor's menu; paths begin in the project's folder. */
		async importFromFile(file: string): Promise<void> {
			await page.getByTestId('workflow-menu').click();
			await page.getByTestId('workflow-menu-item-import').hover();
			const chosen = page.waitForEvent('filechooser');
			await page.getByTestId('workflow-menu-item-import-from-file').click();
			await (await chosen).setFiles(file);
			await nodes.first().waitFor();
		},

		/** Shows the whole workflow, with nothing selected. */
		async zoomToFit(): Promise<void> {
			await page.getByTestId('zoom-to-fit').click();
			await canvas.click({ position: { x: 8, y: 8 } });
		},
	};
}

interface Addition {
	action?: string;
	/** To search for; by default its name. */
	words?: string;
	/** Of the last node; by default its only one. */
	output?: string;
}
