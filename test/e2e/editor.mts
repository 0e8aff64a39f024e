import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { z } from 'zod';

import { poll } from '../../scripts/n8n/poll.mts';
import { RestSession } from '../../scripts/n8n/rest.mts';
import { TestApi } from '../support/n8n-api.mts';
import type { TestN8n } from '../support/n8n.mts';

const END_TIMEOUT_MS = 30_000;
const TEXT = 1;
const BINARY = 2;

const pushed = z.object({ type: z.string(), data: z.record(z.unknown()).optional() });
type Pushed = z.output<typeof pushed>;

export type Editor = Awaited<ReturnType<typeof openEditor>>;

/**
 * An open editor, as far as n8n can tell: it listens for test events, and is told over its push
 * connection what the canvas shows.
 */
export async function openEditor({ url, address: { cookie, version } }: TestN8n) {
	const pushRef = randomUUID();
	const socket = await upgrade(`${url}/rest/push?pushRef=${pushRef}`, { cookie, origin: url });
	const told: Pushed[] = [];
	let unread = Buffer.alloc(0);
	socket.on('data', (chunk: Buffer) => {
		unread = Buffer.concat([unread, chunk]);
		for (let frame = firstFrame(unread); frame; frame = firstFrame(unread)) {
			unread = unread.subarray(frame.end);
			if (frame.isMessage) told.push(pushed.parse(JSON.parse(frame.payload)));
		}
	});
	const rest = new RestSession(url, { cookie, headers: { 'push-ref': pushRef } });
	const hasEnded = () => told.some(({ type }) => type === 'executionFinished');
	return {
		api: new TestApi({ url, ...(version !== undefined && { version }) }, rest),
		/** Waits until n8n has told it that an execution finished; returns everything told until then. */
		waitForEnd: async () =>
			await poll(
				() => 'the end of an execution',
				END_TIMEOUT_MS,
				async () => (hasEnded() ? told : undefined),
			),
		close: () => void socket.destroy(),
	};
}

async function upgrade(url: string, headers: Record<string, string>): Promise<Duplex> {
	const handshake = request(url, {
		headers: {
			...headers,
			'browser-id': 'n8n-nodes-ecom360',
			connection: 'Upgrade',
			upgrade: 'websocket',
			'sec-websocket-version': '13',
			'sec-websocket-key': Buffer.from(randomUUID().slice(0, 16)).toString('base64'),
		},
	});
	handshake.end();
	const [, socket] = await once(handshake, 'upgrade');
	return socket as Duplex;
}

/** The first message of a WebSocket server, as far as n8n uses the format: one frame each. */
function firstFrame(
	bytes: Buffer,
): { end: number; isMessage: boolean; payload: string } | undefined {
	const [first = 0, short = 0] = bytes;
	const start = short === 127 ? 10 : short === 126 ? 4 : 2;
	if (bytes.length < start) return undefined;
	const length =
		start === 10 ? Number(bytes.readBigUInt64BE(2)) : start === 4 ? bytes.readUInt16BE(2) : short;
	const end = start + length;
	if (bytes.length < end) return undefined;
	const type = first & 0x0f;
	const payload = bytes.subarray(start, end).toString('utf8');
	return { end, isMessage: type === TEXT || type === BINARY, payload };
}
