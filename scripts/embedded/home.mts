import { randomBytes } from 'node:crypto';

import { temporaryFolder } from '../n8n/shutdown.mts';

/** Does some work while n8n's home is a temporary folder. */
export async function inOwnHome<Result>(work: () => Promise<Result>): Promise<Result> {
	const { folder, remove } = await temporaryFolder('ecom360-embedded-');
	// Without a key, n8n-core would make one and say so.
	const home = { N8N_USER_FOLDER: folder, N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex') };
	Object.assign(process.env, home);
	try {
		return await work();
	} finally {
		for (const name of Object.keys(home)) delete process.env[name];
		await remove();
	}
}
