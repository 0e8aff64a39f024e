import { z } from 'zod';

import { signedDelivery, type SignedDelivery } from '../../scripts/delivery.mts';
import { poll } from '../../scripts/n8n/poll.mts';
import { postDelivery } from '../../scripts/post.mts';
import type { TestN8n } from '../support/n8n.mts';
import { AUTH_HEADER } from './rivals.mts';
import { percentile, sorted } from './rounds.mts';

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
