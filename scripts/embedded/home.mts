import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onShutdown } from '../n8n/shutdown.mts';

/** Does some work while n8n's home is a temporary folder. */
export async function inOwnHome<Result>(work: () => Promise<Result>): Promise<Result> {
	const folder = await mkdtemp(join(tmpdir(), 'ecom360-embedded-'));
	const forget = onShutdown({
		gently: async () => await rm(folder, { recursive: true, force: true }),
		now: () => rmSync(folder, { recursive: true, force: true }),
	});
	// Without a key, n8n-core would make one and say so.
	const home = { N8N_USER_FOLDER: folder, N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex') };
	Object.assign(process.env, home);
	try {
		return await work();
	} finally {
		for (const name of Object.keys(home)) delete process.env[name];
		await rm(folder, { recursive: true, force: true });
		forget();
	}
}
