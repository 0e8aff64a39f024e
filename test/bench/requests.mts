import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

import { signedDelivery, type SignedDelivery } from '../../scripts/delivery.mts';
import { poll } from '../../scripts/n8n/poll.mts';
import { postDelivery } from '../../scripts/post.mts';
import type { TestN8n } from '../support/n8n.mts';
import { median, percentile, sorted } from './figures.mts';
import { AUTH_HEADER } from './rivals.mts';

/** What is sent: genuine and new; signed with a wrong key; with a header that is not a signature. */
export const LOADS = ['accepted', 'forged', 'unreadable'] as const;
export type Load = (typeof LOADS)[number];

export interface Window {
	/** Answers a second, counted after a start-up phase. */
	perSecond: number;
	p50: number;
	p99: number;
}

const CONCURRENCY = 8;
const RAMP_MS = 500;
const DRAIN_TIMEOUT_MS = 120_000;
const page = z.object({ results: z.array(z.unknown()) });

/** Keeps eight senders busy for this long, and then waits until n8n has executed everything. */
export async function measure(
	n8n: TestN8n,
	url: string,
	load: Load,
	windowMs: number,
): Promise<Window> {
	const started = performance.now();
	const end = started + RAMP_MS + windowMs;
	const times: number[] = [];
	const send = async (): Promise<void> => {
		while (performance.now() < end) {
			const { durationMs, status } = await postDelivery(url, delivery(n8n.credential.key, load));
			if (status >= 500 || status === 404) throw new Error(`${url} answered ${status}`);
			const now = performance.now();
			if (now > started + RAMP_MS && now <= end) times.push(durationMs);
		}
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, send));
	await drain(n8n);
	const inOrder = sorted(times);
	return {
		perSecond: (times.length * 1000) / windowMs,
		p50: percentile(inOrder, 0.5),
		p99: percentile(inOrder, 0.99),
	};
}

function delivery(key: string, load: Load): SignedDelivery {
	const forged = load === 'forged';
	const headers = {
		// For the rival that compares a header; nobody else looks at it.
		[AUTH_HEADER]: forged ? 'wrong' : key,
		...(load === 'unreadable' && { 'x-webhook-signature': 'none' }),
	};
	return signedDelivery({ vendor: 'ecom360', key, unique: true, forged, headers });
}

/** Waits until no execution is running: what one window leaves behind must not slow the next. */
async function drain({ rest }: TestN8n): Promise<void> {
	const filter = JSON.stringify({ status: ['new', 'running'] });
	const path = `/executions?${new URLSearchParams({ filter, limit: '1' })}`;
	await poll(
		() => 'all executions to end',
		DRAIN_TIMEOUT_MS,
		async () => {
			const { results } = await rest.call('GET', path, page);
			return results.length === 0 || undefined;
		},
	);
}

/** What Cashfree's dashboard allows the endpoint that it tests. */
const ALLOWED_MS = 50;
const SINGLE_REQUESTS = 10;
// Long enough for n8n to have prepared whatever it prepares between two requests.
const PAUSE_MS = 2_000;

export const LATENCY_HEAD = [
	...['engine', 'test event, median ms', 'slowest', `within ${ALLOWED_MS} ms`],
	...['checkout, median ms', 'slowest', `within ${ALLOWED_MS} ms`],
];

/** Sends one request every two seconds, ten of each kind, after one that is not counted. */
export async function latencyRow(engine: string, url: string, key: string): Promise<string[]> {
	const test: number[] = [];
	const checkout: number[] = [];
	for (let round = 0; round <= SINGLE_REQUESTS; round++) {
		test.push(await timeAlone(url, testEvent(key)));
		checkout.push(await timeAlone(url, signedDelivery({ vendor: 'ecom360', key, unique: true })));
	}
	return [engine, ...cells(test.slice(1)), ...cells(checkout.slice(1))];
}

async function timeAlone(url: string, delivery: SignedDelivery): Promise<number> {
	await sleep(PAUSE_MS);
	const { durationMs, status } = await postDelivery(url, delivery);
	if (status !== 200) throw new Error(`${url} answered ${status}`);
	return durationMs;
}

/** Median, slowest, and how many were within what Cashfree allows. */
function cells(times: number[]): string[] {
	const within = times.filter((time) => time <= ALLOWED_MS).length;
	return [median(times).toFixed(0), Math.max(...times).toFixed(0), `${within} of ${times.length}`];
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
