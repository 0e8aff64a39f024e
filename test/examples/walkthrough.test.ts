import { afterAll, expect, it } from '@jest/globals';

import type { Values } from './example.mts';
import type { Credentials, ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
import { redis, type Redis } from '../support/services.mts';
import { startStub, type Stub } from '../support/stub.mts';

interface Walk {
	/** The node at which it ends. */
	end: string;
	/** Where it starts; default: the trigger with its pinned cart. */
	start?: string;
	settings?: string[];
	values?: Values;
}

const SENDERS = ['whatsapp', 'spur', 'limechat', 'gupshup', 'interakt', 'email', 'sms'].map(
	(channel) => `send-${channel}`,
);

/** What can be tried as the first thing after the import, as the notes say. */
const WALKS: Record<string, Walk> = {
	'erase-and-expire': { end: 'Forget', start: 'Once a week' },
	'exactly-once-redis': { end: 'Your own steps' },
	inbox: { end: 'Status of the message', start: 'WhatsApp Trigger' },
	...Object.fromEntries(SENDERS.map((name) => [name, { end: 'Result', start: 'When called' }])),
	forward: { end: 'Send as it came', settings: ['as_it_came.url_1'] },
	// The sample has a number that nobody can have.
	'first-reminder': {
		end: 'Can WhatsApp reach them?',
		values: { 'Wait 30 minutes': { amount: 0.01 } },
	},
	'make-coupon': { end: 'The coupon', start: 'When called' },
};

let host: ExampleN8n;
let provider: Stub;
let cache: Redis;

withN8n(async (started) => {
	[cache, provider] = await Promise.all([redis(), startStub()]);
	host = started;
});
afterAll(async () => {
	await Promise.all([cache?.stop(), provider?.stop()]);
});

it.each(Object.entries(WALKS))(
	'%s can be walked through before any event arrives',
	async (name, walk) => {
		const example = await host.prepare(name, { values: valuesOf(walk), credentials: all() });
		const { id } = await host.n8n.api.createWorkflow(example);
		const done = await host.n8n.api.run(id, walk.start ?? 'Ecom360 Trigger');
		expect(done.error).toBeUndefined();
		expect(done.summary.status).toBe('success');
		expect(done.nodes.at(-1)).toBe(walk.end);
	},
);

function valuesOf({ settings = [], values = {} }: Walk): Values {
	const urls = Object.fromEntries(settings.map((field) => [field, provider.url]));
	return { ...values, ...(settings.length > 0 && { Settings: urls }) };
}

function all(): Credentials {
	return {
		redis: { host: cache.host, port: cache.port, database: 0 },
		crypto: { hmacSecret: 'secret' },
		httpBasicAuth: { user: 'owner', password: 'password' },
		smtp: { host: '127.0.0.1', port: 1 },
		whatsAppTriggerApi: { clientId: '1', clientSecret: 'secret' },
		httpBearerAuth: { token: 'token' },
		httpHeaderAuth: { name: 'apikey', value: 'key' },
		shopifyAccessTokenApi: { shopSubdomain: 'shop', accessToken: 'token', appSecretKey: 'key' },
		httpCustomAuth: { json: '{"headers":{"x-limechat-uat":"token"}}' },
	};
}
