import { afterAll, expect, it } from '@jest/globals';

import { aKurtaCart, anotherShopper } from './checkout.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
import { redis, type Redis } from '../support/services.mts';

const STEPS = ['Ecom360 Trigger', 'Count this event', 'First copy?'];

let host: ExampleN8n;
let cache: Redis;

withN8n(async (started) => {
	cache = await redis();
	host = started;
});
afterAll(async () => await cache?.stop());

it('goes on once with what two servers received', async () => {
	const credentials = { redis: { host: cache.host, port: cache.port, database: 0 } };
	// Each trigger remembers for itself, as two n8n processes do, and so lets one copy through.
	const both = [
		await host.activate('exactly-once-redis', { credentials }),
		await host.activate('exactly-once-redis', { credentials }),
	];
	const [first] = both;
	const delivery = first!.signed({ body: aKurtaCart({ phone: anotherShopper().phone }) });
	const answers = await Promise.all(
		[...both, ...both].map(async (workflow) => await workflow.deliver({ built: delivery })),
	);
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
	const runs = await Promise.all(both.map(async (workflow) => await workflow.runs(1)));
	const nodes = runs.flat().map((run) => run.nodes);
	expect(nodes.sort((one, other) => one.length - other.length)).toEqual([
		STEPS,
		[...STEPS, 'Your own steps'],
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
