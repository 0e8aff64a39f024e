import { z } from 'zod';

import { RestSession } from '../../scripts/n8n/rest.mts';
import type { Shop } from './setup.mts';

const saved = z.array(z.object({ id: z.string() }));

/** Deletes what other files of the suite have saved: the shop has never held a credential. */
export async function forgetCredentials({ url, owner }: Shop): Promise<void> {
	const rest = new RestSession(url);
	const { email, password } = owner;
	await rest.call('POST', '/login', z.unknown(), { emailOrLdapLoginId: email, password });
	for (const { id } of await rest.call('GET', '/credentials', saved)) {
		await rest.call('DELETE', `/credentials/${id}`, z.unknown());
	}
}
