import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { Kit, remindersAfter } from './kit.mts';
import { ExampleN8n } from './n8n.mts';

const ALL = ['whatsapp cart_reminder', 'whatsapp cart_reminder_2', 'whatsapp cart_coupon'];

let host: ExampleN8n;
let kit: Kit;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	host.stub.respond = ({ url }) =>
		url.includes('/stand-in/')
			? { body: { result: 'accepted', message_id: `m${Math.random()}` } }
			: {};
	kit = new Kit(host);
	await kit.startRecover(remindersAfter(2, 4, 6));
});
afterAll(async () => await host?.stop());

it('sends three reminders, each once, in one execution', async () => {
	const shopper = await kit.abandon();
	await kit.sequence(shopper, { status: 'finished', step: 3, accepted: 3 });
	expect(kit.sent(shopper)).toEqual(ALL);
});
