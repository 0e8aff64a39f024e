import { once } from 'node:events';
import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { deflateSync, gzipSync } from 'node:zlib';

import type { SignedDelivery } from '../../scripts/delivery.mts';

/** Where a sender's connection breaks. */
export type Cut = 'body' | 'waiting' | 'answer';

// Long enough for n8n to start, short enough for it not to be done.
const LONGEST_WAIT_MS = 60;
const ANSWER_TIMEOUT_MS = 60_000;

/** Sends a delivery over a connection that breaks: the sender never learns the answer. */
export async function sendCut(
	url: string,
	delivery: SignedDelivery,
	cut: Cut,
	waitMs = Math.random() * LONGEST_WAIT_MS,
): Promise<void> {
	const sent = await open(url, delivery);
	const { body } = delivery;
	if (cut === 'body') await write(sent, body.subarray(0, body.length >> 1));
	else sent.end(body);
	if (cut === 'waiting') await sleep(waitMs);
	if (cut === 'answer') await answerTo(sent);
	sent.socket?.resetAndDestroy();
}

/** Sends a delivery in chunks, without saying how long it is; resolves with the answer's status. */
export async function sendInChunks(
	url: string,
	delivery: SignedDelivery,
	{ chunkBytes, pauseMs = 0 }: { chunkBytes: number; pauseMs?: number },
): Promise<number> {
	const sent = await open(url, delivery);
	// The answer to a body that is too large comes before its end.
	const answer = answerTo(sent);
	answer.catch(() => undefined);
	for (let start = 0; start < delivery.body.length; start += chunkBytes) {
		await write(sent, delivery.body.subarray(start, start + chunkBytes));
		if (pauseMs > 0) await sleep(pauseMs);
	}
	sent.end();
	const { statusCode = 0 } = await answer;
	sent.destroy();
	return statusCode;
}

/** A delivery that is compressed on its way; the uncompressed content is what is signed. */
export function compressed(
	{ body, headers }: SignedDelivery,
	encoding: 'gzip' | 'deflate',
): SignedDelivery {
	const packed = encoding === 'gzip' ? gzipSync(body) : deflateSync(body);
	return { body: packed, headers: { ...headers, 'content-encoding': encoding } };
}

/** Starts a delivery and never goes on with it; closed with the returned function. */
export async function stall(url: string, delivery: SignedDelivery): Promise<() => void> {
	const sent = await open(url, delivery);
	await write(sent, delivery.body.subarray(0, 10));
	return () => sent.destroy();
}

async function open(url: string, { headers }: SignedDelivery): Promise<ClientRequest> {
	// A connection of its own, which the server is not asked to close: it could cut off its answer.
	const agent = new Agent({ keepAlive: true });
	const sent = request(url, { method: 'POST', agent, headers });
	// A connection that breaks is what this is about.
	sent.on('error', () => undefined);
	const [socket] = await once(sent, 'socket');
	await once(socket, 'connect');
	return sent;
}

async function write(sent: ClientRequest, bytes: Buffer): Promise<void> {
	await new Promise<void>((resolve) => sent.write(bytes, () => resolve()));
}

async function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
	const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
	const [response] = await once(sent, 'response', { signal });
	return response as IncomingMessage;
}
