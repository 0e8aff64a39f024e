import { setTimeout as sleep } from 'node:timers/promises';

import { postDelivery } from '../../scripts/post.mts';
import { anEvent, type Event } from '../reliability/event.mts';
import type { StoredExecution } from '../reliability/executions.mts';
import { sorted } from './rounds.mts';

const AT_ONCE = 16;

/** What one run of load measured. */
export interface Load {
	/** Answers a second. */
	accepted: number;
	/** Milliseconds, sorted. */
	answerTimes: number[];
	/** Token → when it was sent, in Unix milliseconds. */
	sentAt: Map<string, number>;
}

/** Sends distinct events to these URLs in turn, as fast as they are answered. */
export async function sendFast(urls: string[], key: string, count: number): Promise<Load> {
	return await measure(urls, key, count, async (events, send) => {
		const waiting = events.values();
		const work = async (): Promise<void> => {
			for (const event of waiting) await send(event);
		};
		await Promise.all(Array.from({ length: AT_ONCE }, work));
	});
}

/** Sends distinct events at a steady rate, whether or not earlier ones have been answered. */
export async function sendSteadily(
	urls: string[],
	key: string,
	{ count, perSecond }: { count: number; perSecond: number },
): Promise<Load> {
	return await measure(urls, key, count, async (events, send) => {
		const started = performance.now();
		const sends = events.map(async (event, index) => {
			const due = started + (index / perSecond) * 1000;
			await sleep(Math.max(0, due - performance.now()));
			await send(event);
		});
		await Promise.all(sends);
	});
}

type Send = (event: Event) => Promise<void>;

async function measure(
	urls: string[],
	key: string,
	count: number,
	sendAll: (events: Event[], send: Send) => Promise<void>,
): Promise<Load> {
	const events = Array.from({ length: count }, () => anEvent(key));
	const sentAt = new Map<string, number>();
	const answerTimes: number[] = [];
	let turn = 0;
	const send: Send = async ({ token, delivery }) => {
		sentAt.set(token, Date.now());
		const url = urls[turn++ % urls.length] ?? '';
		// Again where n8n closed an idle connection just as it was used.
		const { status, durationMs } = await postDelivery(url, delivery).catch(
			async () => await postDelivery(url, delivery),
		);
		if (status !== 200) throw new Error(`Answered ${status}`);
		answerTimes.push(durationMs);
	};
	const started = performance.now();
	await sendAll(events, send);
	const accepted = (count / (performance.now() - started)) * 1000;
	return { accepted, answerTimes: sorted(answerTimes), sentAt };
}

/** From sending to the end of the execution, in milliseconds, sorted. */
export function lagsOf({ sentAt }: Load, executions: StoredExecution[]): number[] {
	return sorted(endsOf(sentAt, executions).map(({ sent, stopped }) => stopped - sent));
}

/** Executions that ended, a second. */
export function executedPerSecond({ sentAt }: Load, executions: StoredExecution[]): number {
	const ends = endsOf(sentAt, executions);
	const first = Math.min(...ends.map(({ sent }) => sent));
	const last = Math.max(...ends.map(({ stopped }) => stopped));
	return (ends.length / (last - first)) * 1000;
}

function endsOf(
	sentAt: Map<string, number>,
	executions: StoredExecution[],
): Array<{ sent: number; stopped: number }> {
	const ends = executions.flatMap(({ token, stoppedAt, status }) => {
		const sent = sentAt.get(token);
		return sent === undefined || status !== 'success' ? [] : [{ sent, stopped: stoppedAt }];
	});
	if (ends.length === sentAt.size) return ends;
	throw new Error(`${sentAt.size} events were accepted, ${ends.length} executions succeeded.`);
}
