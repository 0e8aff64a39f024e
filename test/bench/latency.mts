import { setTimeout as sleep } from 'node:timers/promises';

import { signedDelivery, type SignedDelivery } from '../../scripts/delivery.mts';
import { postDelivery } from '../../scripts/post.mts';
import { median } from './rounds.mts';

/** What Cashfree's dashboard allows the endpoint that it tests. */
const ALLOWED_MS = 50;
const WARM_UP = 1;
const COUNT = 10;
// Long enough for n8n to have prepared whatever it prepares between two requests.
const PAUSE_MS = 2_000;

/** Milliseconds of each request, sent while nothing else goes on. */
export interface Latency {
	engine: string;
	/** Cashfree's test event, which starts nothing. */
	test: number[];
	/** A checkout that is accepted. */
	checkout: number[];
}

/** Sends one request every two seconds, ten of each kind, after one that is not counted. */
export async function measureLatency(engine: string, url: string, key: string): Promise<Latency> {
	const kinds = { test: () => testEvent(key), checkout: () => aCheckout(key) };
	const times: Latency = { engine, test: [], checkout: [] };
	for (let round = 0; round < WARM_UP + COUNT; round++) {
		for (const kind of ['test', 'checkout'] as const) {
			const delivery = kinds[kind]();
			await sleep(PAUSE_MS);
			const { durationMs, status } = await postDelivery(url, delivery);
			const isOut = status === 401 || status === 404 || status >= 500;
			if (isOut) throw new Error(`${url} answered ${status} to the ${kind}`);
			if (round >= WARM_UP) times[kind].push(durationMs);
		}
	}
	return times;
}

/** One row per engine setting: median, slowest, and how many were within what Cashfree allows. */
export function latencyRows(latencies: readonly Latency[]): string[][] {
	const cells = (times: number[]): string[] => [
		median(times).toFixed(0),
		Math.max(...times).toFixed(0),
		`${times.filter((time) => time <= ALLOWED_MS).length} of ${times.length}`,
	];
	const head = ['engine', 'test event, median ms', 'slowest', `within ${ALLOWED_MS} ms`];
	const rows = latencies.map((one) => [one.engine, ...cells(one.test), ...cells(one.checkout)]);
	return [[...head, 'checkout, median ms', 'slowest', `within ${ALLOWED_MS} ms`], ...rows];
}

/** What the dashboard sends when an endpoint is added (Cashfree's guide to webhooks, "Test"). */
function testEvent(key: string): SignedDelivery {
	const body = {
		data: { test_object: { test_key: 'test_value' } },
		type: 'WEBHOOK',
		event_time: new Date().toISOString(),
	};
	return signedDelivery({ vendor: 'payments', key, body });
}

function aCheckout(key: string): SignedDelivery {
	return signedDelivery({ vendor: 'ecom360', key, unique: true });
}
