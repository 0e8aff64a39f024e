import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Locator, Page } from 'playwright-core';

import { run } from '../../scripts/n8n/command.mts';

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const LARGEST_BYTES = 150_000;
// n8n's own buttons would cover a part of a workflow that fills the canvas.
const BUTTONS = [
	...['canvas-controls', 'execute-workflow-button', 'node-creator-plus-button'],
	...['command-bar-button', 'add-sticky-button', 'toggle-focus-panel-button'],
	'instance-ai-canvas-action-button',
];
const CANVAS_ONLY = `${BUTTONS.map((id) => `[data-test-id^=${id}]`).join()},
	:has(> [data-test-id=execute-workflow-button]),
	:not([data-test-id=canvas-wrapper]):has(> * > [data-test-id=execute-workflow-button]),
	:has(> * > [data-test-id=radio-button-workflow]) { visibility: hidden }`;

/** Whether the pictures of the documentation are renewed. */
export const isTakingPictures = process.env['UPDATE_SCREENSHOTS'] === '1';

/** Where pictures are legible without being large. */
export const NORMAL = { width: 1280, height: 800 };
const LARGE = { width: 2000, height: 1400 };

/** Makes the window large enough for a workflow with this many nodes. */
export async function fitTo({ page }: { page: Page }, nodes: number): Promise<void> {
	await page.setViewportSize(nodes > 15 ? LARGE : NORMAL);
}

interface Picture {
	/** Of what; by default the whole window. */
	of?: Locator;
	/** Without n8n's buttons over the canvas. */
	isBare?: boolean;
}

/**
 * Renews a picture of the documentation, when `UPDATE_SCREENSHOTS=1`; needs pngquant, and a font
 * with Devanagari letters for the Hindi in the notes (on Debian: fonts-lohit-deva).
 *
 * Every test takes its pictures as it goes, so that they show what was tested.
 */
export async function takePicture(
	{ page }: { page: Page },
	name: string,
	{ of, isBare = false }: Picture = {},
): Promise<void> {
	if (!isTakingPictures) return;
	await dismissToasts(page);
	const temporary = await mkdtemp(join(tmpdir(), 'ecom360-picture-'));
	try {
		const path = join(temporary, 'raw.png');
		const style = isBare ? CANVAS_ONLY : '';
		await (of ?? page).screenshot({ path, animations: 'disabled', caret: 'hide', style });
		await mkdir(FOLDER, { recursive: true });
		const file = join(FOLDER, `${name}.png`);
		const colours = ['--speed=1', '--strip', '--nofs', '128'];
		await run('pngquant', ['--force', '--output', file, ...colours, path], { cwd: temporary });
		const { size } = await stat(file);
		if (size > LARGEST_BYTES) throw new Error(`${file} has ${size} bytes: too many for a README.`);
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
}

async function dismissToasts(page: Page): Promise<void> {
	const close = page.locator('.el-notification__closeBtn').first();
	while ((await close.count()) > 0) {
		// One that leaves by itself in the meantime is fine, too.
		await close.click({ timeout: 2000 }).catch(() => undefined);
	}
}
