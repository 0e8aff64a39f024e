import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

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
	const socket = await open(url);
	const head = headOf(url, delivery);
	const { body } = delivery;
	if (cut === 'body') {
		await write(socket, Buffer.concat([head, body.subarray(0, body.length >> 1)]));
	} else {
		await write(socket, Buffer.concat([head, body]));
		if (cut === 'answer') await firstBytes(socket, 1);
		else await sleep(waitMs);
	}
	socket.resetAndDestroy();
}

/** Sends a delivery a few bytes at a time; resolves with the answer's status. */
export async function sendSlowly(
	url: string,
	delivery: SignedDelivery,
	{ pieces, pauseMs }: { pieces: number; pauseMs: number },
): Promise<number> {
	const socket = await open(url);
	try {
		await write(socket, headOf(url, delivery));
		const size = Math.ceil(delivery.body.length / pieces);
		for (let at = 0; at < delivery.body.length; at += size) {
			await write(socket, delivery.body.subarray(at, at + size));
			await sleep(pauseMs);
		}
		const answer = await firstBytes(socket, 'HTTP/1.1 200'.length);
		return Number(answer.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
	} finally {
		socket.destroy();
	}
}

/** Starts a delivery and never goes on with it; closed with the returned function. */
export async function stall(url: string, delivery: SignedDelivery): Promise<() => void> {
	const socket = await open(url);
	await write(socket, Buffer.concat([headOf(url, delivery), delivery.body.subarray(0, 10)]));
	return () => socket.destroy();
}

async function open(url: string): Promise<Socket> {
	const { hostname, port } = new URL(url);
	const socket = connect(Number(port), hostname);
	// A connection that breaks is what this is about: 'close' follows.
	socket.on('error', () => undefined);
	await Promise.race([once(socket, 'connect'), once(socket, 'close').then(failed)]);
	return socket;
}

async function write(socket: Socket, bytes: Buffer): Promise<void> {
	await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
}

async function firstBytes(socket: Socket, count: number): Promise<string> {
	let text = '';
	const enough = new Promise<void>((resolve) => {
		socket.on('data', (chunk: Buffer) => {
			text += chunk.toString('latin1');
			if (text.length >= count) resolve();
		});
	});
	const closed = once(socket, 'close', { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
	await Promise.race([enough, closed.then(failed)]);
	closed.catch(() => undefined);
	return text;
}

function failed(): never {
	throw new Error('The connection broke by itself.');
}

function headOf(url: string, { body, headers }: SignedDelivery): Buffer {
	const { host, pathname } = new URL(url);
	const lines = [
		`POST ${pathname} HTTP/1.1`,
		`host: ${host}`,
		`content-length: ${body.length}`,
		...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
	];
	return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
}
