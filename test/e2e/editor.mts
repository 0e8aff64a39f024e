import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { z } from 'zod';

import { poll } from '../../scripts/n8n/poll.mts';
import { RestSession } from '../../scripts/n8n/rest.mts';
import { TestApi } from '../support/n8n-api.mts';
import type { TestN8n } from '../support/n8n.mts';
import { WebSocketReader } from './websocket-reader.mts';

const pushed = z.object({ type: z.string(), data: z.record(z.unknown()).optional() });
export type Pushed = z.output<typeof pushed>;

/**
 * An open editor, as far as n8n can tell: it listens for test events, and is told over its push
 * connection what the canvas shows.
 */
export class Editor {
	readonly api: TestApi;
	/** What n8n has told it so far. */
	readonly messages: Pushed[] = [];
	readonly #socket: Duplex;

	private constructor(socket: Duplex, api: TestApi) {
		this.api = api;
		this.#socket = socket;
		const reader = new WebSocketReader((text) => {
			this.messages.push(pushed.parse(JSON.parse(text)));
		});
		socket.on('data', (chunk: Buffer) => reader.read(chunk));
	}

	static async open({ url, address: { cookie, version } }: TestN8n): Promise<Editor> {
		const pushRef = randomUUID();
		const socket = await upgrade(`${url}/rest/push?pushRef=${pushRef}`, { cookie, origin: url });
		const rest = new RestSession(url, { cookie, headers: { 'push-ref': pushRef } });
		return new Editor(
			socket,
			new TestApi({ url, ...(version !== undefined && { version }) }, rest),
		);
	}

	/** Waits until n8n has told it that an execution finished; returns everything told until then. */
	async waitForEnd(): Promise<Pushed[]> {
		return await poll(
			() => 'the end of an execution',
			30_000,
			async () => {
				const hasEnded = this.messages.some(({ type }) => type === 'executionFinished');
				return hasEnded ? this.messages : undefined;
			},
		);
	}

	close(): void {
		this.#socket.destroy();
	}
}

async function upgrade(url: string, headers: Record<string, string>): Promise<Duplex> {
	return await new Promise((resolve, reject) => {
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
		handshake.once('upgrade', (_, socket) => resolve(socket));
		handshake.once('response', ({ statusCode }) => reject(new Error(`Push: ${statusCode}`)));
		handshake.once('error', reject);
		handshake.end();
	});
}
