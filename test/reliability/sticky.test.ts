import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { LocalServer } from '../support/local-server.mts';
import { inject } from '../support/provided.mts';
import { isLost, ranTwice, story, type Fate } from './account.mts';
import type { Event } from './event.mts';
import { startProxy, type ChosenBy, type ProxyKind } from './proxies.mts';
import { StickyRun } from './sticky-run.mts';

const MINUTES_MS = 60_000;
let run: StickyRun;
let close = async (): Promise<void> => undefined;

beforeAll(async () => {
	run = await StickyRun.start(inject('tarball'));
	close = async () => await run.close();
}, 15 * MINUTES_MS);

afterAll(async () => {
	await close();
}, 2 * MINUTES_MS);

/** The same delivery under another request id, which is not signed. */
function underNewId(event: Event): Event {
	const { body, headers } = event.delivery;
	return { ...event, delivery: { body, headers: { ...headers, 'x-request-id': randomUUID() } } };
}

const doubled = (fates: Fate[]): string[] => fates.filter(ranTwice).map(story);

describe.each<[ProxyKind, ChosenBy]>([
	['nginx', 'body'],
	['nginx', 'id'],
	['haproxy', 'body'],
	['haproxy', 'id'],
])('%s that goes by the %s, in front of two webhook processes', (kind, by) => {
	let proxy: LocalServer;

	beforeAll(async () => {
		proxy = await startProxy(kind, by, run.processes);
	});

	afterAll(async () => {
		await proxy.stop();
	});

	it('makes copies of one event at the same moment run once', async () => {
		const fates = await run.pairs(proxy, `${kind}, ${by}: copies at the same moment`);
		expect(fates.filter(isLost).map(story)).toEqual([]);
		expect(doubled(fates)).toEqual([]);
	});

	// By the id this also shows that both processes get their share.
	const verb = by === 'body' ? 'makes them run once, too,' : 'lets some of them run twice';
	it(`${verb} where each copy has an id of its own`, async () => {
		const fates = await run.pairs(proxy, `${kind}, ${by}: copies under new ids`, underNewId);
		expect(fates.filter(isLost).map(story)).toEqual([]);
		if (by === 'body') expect(doubled(fates)).toEqual([]);
		else expect(doubled(fates)).not.toEqual([]);
	});
});

it.each<[ProxyKind]>([['nginx'], ['haproxy']])(
	'after a restart of one process behind %s only its events run again',
	async (kind) => {
		const proxy = await startProxy(kind, 'body', run.processes);
		try {
			const fates = await run.aroundRestart(proxy, `${kind}, body: again after a restart`);
			expect(fates.filter(isLost).map(story)).toEqual([]);
			expect(doubled(fates)).not.toEqual([]);
			expect(doubled(fates).length).toBeLessThan(fates.length);
		} finally {
			await proxy.stop();
		}
	},
);
