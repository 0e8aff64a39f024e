import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import { poll } from '../../scripts/n8n/poll.mts';
import { makeCertificate } from './stub-certificate.mts';

const TIMEOUT_MS = 60_000;

/** One request that would have left for the outside world. */
export interface Recorded {
	method: string;
	/** The address that was called, as far as the caller knows. */
	url: string;
	headers: Record<string, string>;
	body: Buffer;
	/** Unix milliseconds. */
	at: number;
}

export interface StubAnswer {
	status?: number;
	/** Text is sent as it is. */
	body?: object | string;
	headers?: Record<string, string>;
	/** Instead of an answer: the connection is cut, or stays open without a word. */
	instead?: 'cut' | 'silence';
}
type Responder = (request: Recorded, number: number) => StubAnswer | Promise<StubAnswer>;

/** A server on this machine that stands in for others: it records, and answers as told. */
export class Stub {
	readonly requests: Recorded[] = [];
	/** Default: 200 and an empty object. */
	respond: Responder = () => ({});

	constructor(
		readonly port: number,
		/** What an n8n needs in order to call the stub instead of the real hosts. */
		readonly env: Record<string, string>,
		readonly stop: () => Promise<void>,
	) {}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** Waits until `count` requests have come that match; returns all of those. */
	async waitFor(count: number, matches: (request: Recorded) => boolean): Promise<Recorded[]> {
		const matching = () => this.requests.filter(matches);
		const what = () => `${count} requests, and saw ${this.requests.map(({ url }) => url).join()}`;
		return await poll(what, TIMEOUT_MS, async () =>
			matching().length >= count ? matching() : undefined,
		);
	}
}

/** The JSON in a recorded body. */
export function jsonOf({ body }: Recorded): unknown {
	return JSON.parse(body.toString('utf8'));
}

/** One value of a JSON value, by its path: `messages.0.text`. */
export function valueAt(json: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((value, key) => {
		if (typeof value !== 'object' || value === null) return undefined;
		return (value as Record<string, unknown>)[key];
	}, json);
}

/** Stands in for these hosts over TLS. */
export async function startHostStub(hosts: readonly string[]): Promise<Stub> {
	const certificate = await makeCertificate(hosts);
	const { key, cert, authorityFile } = certificate;
	const preload = new URL('stub-redirect.mts', import.meta.url);
	const server = createHttpsServer({ key, cert });
	return await listen(server, {
		scheme: 'https',
		env: (port) => ({
			NODE_OPTIONS: `--import ${preload.href}`,
			NODE_EXTRA_CA_CERTS: authorityFile,
			STUB_HOSTS: hosts.join(','),
			STUB_PORT: String(port),
		}),
		cleanUp: certificate.remove,
	});
}

/** Stands in for a server whose address is a setting. */
export async function startStub(): Promise<Stub> {
	return await listen(createHttpServer(), { scheme: 'http', env: () => ({}) });
}

interface Listening {
	scheme: string;
	env: (port: number) => Record<string, string>;
	cleanUp?: () => Promise<void>;
}

async function listen(
	server: ReturnType<typeof createHttpServer> | ReturnType<typeof createHttpsServer>,
	{ scheme, env, cleanUp }: Listening,
): Promise<Stub> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const stub = new Stub(port, env(port), async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		await cleanUp?.();
	});
	server.on('request', async (request, response) => {
		const recorded = await record(request, scheme);
		const number = stub.requests.push(recorded);
		const { status = 200, body = {}, headers, instead } = await stub.respond(recorded, number);
		if (instead === 'cut') request.socket.destroy();
		if (instead) return;
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(typeof body === 'string' ? body : JSON.stringify(body));
	});
	return stub;
}

async function record(request: IncomingMessage, scheme: string): Promise<Recorded> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const headers = Object.fromEntries(
		Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
	);
	return {
		method: request.method ?? '',
		url: `${scheme}://${headers['host']}${request.url}`,
		headers,
		body: Buffer.concat(chunks),
		at: Date.now(),
	};
}
