import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { aKurtaCart, anotherShopper } from './checkout.mts';
import { ExampleN8n, type Credentials } from './n8n.mts';
import { aReminder, messageTo } from './reminder.mts';
import { metaProblems } from './meta.mts';
import { postgres, redis, type Postgres, type Redis } from '../support/services.mts';
import { jsonOf } from '../support/stub.mts';

let host: ExampleN8n;
let cache: Redis;
let database: Postgres;

beforeAll(async () => {
	[cache, database] = await Promise.all([redis(), postgres()]);
	host = await ExampleN8n.start(inject('tarball'));
});
afterAll(async () => {
	await host?.stop();
	await Promise.all([cache?.stop(), database?.stop()]);
});

/**
 * Sends one delivery to the same example on two triggers, several times at once: each trigger
 * remembers for itself, as two n8n processes do, and so lets one copy through.
 */
async function sendToTwo(
	name: string,
	credentials: Credentials,
	{ runsFirst = 0 } = {},
): Promise<string[][]> {
	const first = await host.activate(name, { credentials });
	await first.runs(runsFirst);
	const second = await host.activate(name, { credentials });
	await second.runs(runsFirst);
	const { phone, digits } = anotherShopper();
	const delivery = first.signed({ body: aKurtaCart({ phone }) });
	const both = [first, second, first, second];
	const answers = await Promise.all(
		both.map(async (workflow) => await workflow.deliver({ built: delivery })),
	);
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);

	const [message] = await host.stub.waitFor(1, messageTo(digits));
	const body = message && jsonOf(message);
	expect(body).toEqual(aReminder({ to: digits }));
	expect(metaProblems(body, 3)).toEqual([]);

	const runs = await Promise.all([first, second].map(async (workflow) => await withCart(workflow)));
	expect(host.stub.requests.filter(messageTo(digits))).toHaveLength(1);
	return runs.sort((one, other) => one.length - other.length);
}

function inPostgres(): Credentials {
	const { host: address, port, user, password, database: name } = database;
	const place = { host: address, port, user, password, database: name };
	return { postgres: { ...place, ssl: 'disable', maxConnections: 5 } };
}

/** The nodes of the execution that the delivery started. */
async function withCart(workflow: Awaited<ReturnType<ExampleN8n['activate']>>): Promise<string[]> {
	for (let count = 1; ; count++) {
		const run = (await workflow.runs(count)).find(({ nodes }) => nodes.includes('Ecom360 Trigger'));
		if (run) return run.nodes;
	}
}

describe('exactly-once-redis', () => {
	it('sends once what two servers received', async () => {
		const { host: address, port } = cache;
		const credentials = { redis: { host: address, port, database: 0 } };
		const steps = [
			'Ecom360 Trigger',
			'Can WhatsApp reach them?',
			'Count this event',
			'First copy?',
		];
		expect(await sendToTwo('exactly-once-redis', credentials)).toEqual([
			steps,
			[...steps, 'Send reminder'],
		]);
	});

	it('forgets a week later', async () => {
		const [key = '', ...others] = (await cache.cli('KEYS', 'ecom360:*')).split('\n');
		expect(others).toEqual([]);
		expect(key).toMatch(/^ecom360:[0-9a-f]{64}$/);
		expect(await cache.cli('GET', key)).toBe('2');
		const secondsLeft = Number(await cache.cli('TTL', key));
		expect(secondsLeft).toBeGreaterThan(7 * 86_400 - 120);
		expect(secondsLeft).toBeLessThanOrEqual(7 * 86_400);
	});
});

describe('exactly-once-postgres', () => {
	it('makes its table, and sends once what two servers received', async () => {
		const steps = [
			'Ecom360 Trigger',
			'Trying it out?',
			'Can WhatsApp reach them?',
			'Write the event down',
			'First copy?',
		];
		expect(await sendToTwo('exactly-once-postgres', inPostgres(), { runsFirst: 1 })).toEqual([
			steps,
			[...steps, 'Send reminder'],
		]);
		expect(await database.query('SELECT count(*) FROM ecom360_events')).toBe('1');
	});

	it('forgets after 30 days, when it is activated or n8n starts', async () => {
		const aged = "UPDATE ecom360_events SET seen_at = now() - interval '31 days'";
		await database.query(aged);
		const workflow = await host.activate('exactly-once-postgres', { credentials: inPostgres() });
		await workflow.runs(1);
		expect(await database.query('SELECT count(*) FROM ecom360_events')).toBe('0');
	});
});
