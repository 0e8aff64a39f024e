import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { poll } from '../../scripts/n8n/poll.mts';
import { anotherShopper } from '../examples/checkout.mts';
import { Kit, remindersAfter } from '../examples/kit.mts';
import { Sequences } from '../examples/late.mts';
import { ExampleN8n, HOSTS } from '../examples/n8n.mts';
import { SmtpStub } from '../support/smtp.mts';
import { startHostStub } from '../support/stub.mts';
import tearDown, { atEnd } from '../support/teardown.mts';
import { startCluster } from './cluster.mts';

const CARTS = 12;
const ALL = [1, 2, 3];
const REMINDER_TIMEOUT_MS = 150_000;
const TEN_MINUTES_MS = 600_000;

/** What became of each cart: the numbers of the reminders that were sent, and how many were accepted. */
let carts: Array<{ steps: number[]; accepted: number }>;

/** Has `recover` remind on two workers, one of which is killed while it waits and sends. */
beforeAll(async () => {
	const stub = await startHostStub(HOSTS);
	atEnd(stub.stop);
	const mail = await SmtpStub.start();
	atEnd(async () => await mail.stop());
	const { cluster, services } = await startCluster({ webhooks: 0, workers: 2, env: stub.env });
	const [worker] = cluster.workers;
	const kit = new Kit(ExampleN8n.around(cluster.n8n, stub, mail));
	stub.respond = kit.senders.slowly(400).respond;
	// n8n keeps in memory what waits less than 65 seconds, and stores the rest.
	await kit.startRecover(remindersAfter(4, 72, 76));
	const shoppers = Array.from({ length: CARTS }, anotherShopper);
	await Promise.all(shoppers.map(async (shopper) => await kit.abandon(shopper)));
	const isReminding = async () => shoppers.some((one) => kit.calls(one).length > 0) || undefined;
	await poll(() => 'the first reminder', REMINDER_TIMEOUT_MS, isReminding);
	await worker?.kill();
	const sequences = await Sequences.of(cluster.n8n.rest);
	for (const statement of sequences.makeLate()) await services.database.query(statement);
	await worker?.start();
	// The sweep comes with each new cart.
	const last = await kit.abandon();
	carts = await Promise.all(
		[...shoppers, last].map(async (shopper) => {
			const { accepted } = await kit.sequence(shopper, { status: 'finished' });
			return { steps: kit.calls(shopper).map(({ step }) => step), accepted: Number(accepted) };
		}),
	);
}, TEN_MINUTES_MS);

afterAll(tearDown);

it('no reminder is sent twice when a worker is killed', () => {
	expect(carts.filter(({ steps }) => new Set(steps).size < steps.length)).toEqual([]);
});

it('all reminders are sent, but those that were being sent', () => {
	const isLost = ({ steps, accepted }: (typeof carts)[number]) =>
		ALL.filter((step) => !steps.includes(step)).length > ALL.length - accepted;
	expect(carts.filter(isLost)).toEqual([]);
});
