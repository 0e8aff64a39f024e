import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, selectors, type Browser } from 'playwright-core';

import { onShutdown } from '../../scripts/n8n/shutdown.mts';
import type { FailedTest } from '../support/n8n-environment.mts';
import { Editor, NORMAL } from './editor.mts';
import type { Shop } from './setup.mts';

const FLAGS = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
// Generous: the machine may be running other suites' n8ns.
const TIMEOUT_MS = 60_000;

selectors.setTestIdAttribute('data-test-id');

/** The editor in a browser of its own, logged in as the owner. Ends with `close`. */
export interface OpenEditor {
	editor: Editor;
	close: () => Promise<void>;
}

export interface Look {
	colorScheme?: 'light' | 'dark';
}

/** Opens n8n's editor in Chromium and logs in as people do. */
export async function openEditor(
	{ url, owner, chromium: executablePath }: Shop,
	{ colorScheme = 'light' }: Look = {},
): Promise<OpenEditor> {
	// Ours, not Playwright's, ends it on a signal: after n8n and everything else has been told.
	const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
	const browser = await chromium.launch({ executablePath, args: FLAGS, ...signals });
	const close = async (): Promise<void> => {
		unregister();
		await browser.close();
	};
	const unregister = onShutdown({ gently: close, now: () => undefined });
	try {
		const editor = new Editor(await newPage(browser, colorScheme), url);
		await editor.logIn(owner);
		return { editor, close };
	} catch (error) {
		await close();
		throw error;
	}
}

async function newPage(browser: Browser, colorScheme: 'light' | 'dark') {
	const context = await browser.newContext({
		viewport: NORMAL,
		deviceScaleFactor: 1,
		colorScheme,
		reducedMotion: 'reduce',
		locale: 'en-GB',
	});
	context.setDefaultTimeout(TIMEOUT_MS);
	return await context.newPage();
}

/** After a test that failed: keeps what the browser shows for whoever looks into it, and says where. */
export async function keepPictureOfFailure({ editor }: OpenEditor): Promise<void> {
	const { failedTest } = globalThis as typeof globalThis & FailedTest;
	if (failedTest === undefined) return;
	const folder = await mkdtemp(join(tmpdir(), 'ecom360-browser-'));
	const file = join(folder, `${failedTest.replace(/\W+/g, '-').slice(0, 80)}.png`);
	await editor.page.screenshot({ path: file });
	console.error(`'${failedTest}' failed at ${editor.page.url()}; see ${file}`);
}
