import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { exampleNames, type Values } from './example.mts';
import { ExampleN8n, type Credentials } from './n8n.mts';
import { postgres, redis, type Postgres, type Redis } from '../support/services.mts';
import { startStub, type Stub } from '../support/stub.mts';

interface Walk {
	/** The node at which it ends. */
	end: string;
	/** Where it starts; default: the trigger with its pinned cart. */
	start?: string;
	settings?: string[];
}

const WALKS: Record<string, Walk> = {
	// Its form has to be filled in.
	'erase-and-expire': { end: 'Asked by the form?', start: 'Every night' },
	'exactly-once-postgres': { end: 'Send reminder' },
	'exactly-once-redis': { end: 'Send reminder' },
	'fallback-email-sms': { end: 'It waits' },
	'fan-out': { end: 'Send to second receiver', settings: ['first_url', 'second_url'] },
	'first-reminder': { end: 'Send reminder' },
	'forward-to-provider': { end: 'Forward', settings: ['provider_url'] },
	inbox: { end: 'Status of the message', start: 'WhatsApp Trigger' },
	'health-check': { end: 'Your own steps' },
	'holdout-test': { end: 'In it already?' },
	'log-to-data-table': { end: 'Log the cart' },
	'payment-failed': { end: 'Not paid yet' },
	'reminder-sequence': { end: 'High cart?' },
	'reminder-stop': { end: 'Their carts' },
	'send-email': { end: 'Result', start: 'When called' },
	'send-gupshup': { end: 'Result', start: 'When called' },
	'send-interakt': { end: 'Result', start: 'When called' },
	'send-limechat': { end: 'Result', start: 'When called' },
	'send-sms': { end: 'Result', start: 'When called' },
	'send-spur': { end: 'Result', start: 'When called' },
	'send-test-event': { end: 'Ecom360', start: 'Click to send', settings: ['webhook_url'] },
	'send-whatsapp': { end: 'Result', start: 'When called' },
	'unique-coupon': {
		end: 'Reminders that are due',
		start: 'Every 5 minutes',
		// The same for both, so that there are none.
		settings: ['settings.quiet_from', 'settings.quiet_until'],
	},
	// Nobody has entered an email address yet.
	'whatsapp-inbox': { end: 'Note the problem', start: 'WhatsApp Trigger' },
};

let host: ExampleN8n;
let provider: Stub;
let cache: Redis;
let database: Postgres;

beforeAll(async () => {
	[cache, database, provider] = await Promise.all([redis(), postgres(), startStub()]);
	host = await ExampleN8n.start(inject('tarball'));
});
afterAll(async () => {
	await host?.stop();
	await Promise.all([cache?.stop(), database?.stop(), provider?.stop()]);
});

// It begins with two settings that nobody can fill in beforehand, and stops there.
const walked = exampleNames().filter((name) => name !== 'templates');

it.each(walked)('%s can be walked through before any event arrives', async (name) => {
	const walk = WALKS[name] ?? { end: 'nowhere: it is not in the table above' };
	const example = await host.prepare(name, { values: valuesOf(walk), credentials: all() });
	const { id } = await host.n8n.api.createWorkflow(example);
	const done = await host.n8n.api.run(id, walk.start ?? 'Ecom360 Trigger');
	expect(done.error).toBeUndefined();
	expect(done.summary.status).toBe('success');
	expect(done.nodes.at(-1)).toBe(walk.end);
});

function valuesOf({ settings = [] }: Walk): Values {
	const urls = Object.fromEntries(settings.map((field) => [field, provider.url]));
	return settings.length > 0 ? { Settings: urls } : {};
}

function all(): Credentials {
	const { host: address, port, user, password, database: name } = database;
	return {
		redis: { host: cache.host, port: cache.port, database: 0 },
		postgres: { host: address, port, user, password, database: name, ssl: 'disable' },
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
