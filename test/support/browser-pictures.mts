import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { run } from '../../scripts/n8n/command.mts';
import type { Editor } from './browser-editor.mts';

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const LARGEST_BYTES = 150_000;

/**
 * Renews a picture of the documentation, when `UPDATE_SCREENSHOTS=1`; needs pngquant.
 *
 * Every test takes its pictures where it stands, so that they show what was tested.
 */
export async function takePicture(editor: Editor, name: string): Promise<void> {
	if (process.env['UPDATE_SCREENSHOTS'] !== '1') return;
	await editor.dismissToasts();
	const temporary = await mkdtemp(join(tmpdir(), 'ecom360-picture-'));
	try {
		const raw = join(temporary, 'raw.png');
		await editor.page.screenshot({ path: raw, animations: 'disabled', caret: 'hide' });
		await mkdir(FOLDER, { recursive: true });
		const file = join(FOLDER, `${name}.png`);
		const colours = ['--speed=1', '--strip', '--nofs', '128'];
		await run('pngquant', ['--force', '--output', file, ...colours, raw], { cwd: temporary });
		const { size } = await stat(file);
		if (size > LARGEST_BYTES) throw new Error(`${file} has ${size} bytes: too many for a README.`);
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
}
