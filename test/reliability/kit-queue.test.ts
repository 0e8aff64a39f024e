import { beforeAll, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { runKitQueue, type Sent } from './kit-queue-run.mts';

const TEN_MINUTES_MS = 600_000;
const ALL = [1, 2, 3];

let carts: Sent[];

beforeAll(async () => {
	carts = await runKitQueue(inject('tarball'));
}, TEN_MINUTES_MS);

it('no reminder is sent twice when a worker is killed', () => {
	expect(carts.filter(({ steps }) => new Set(steps).size < steps.length)).toEqual([]);
});

it('all reminders are sent, but those that were being sent', () => {
	const isLost = ({ steps, row }: Sent) =>
		ALL.filter((step) => !steps.includes(step)).length > ALL.length - Number(row['accepted']);
	expect(carts.filter(isLost)).toEqual([]);
});
