import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const DRIP_MS = 20;
const CHUNK = 'x'.repeat(64 * 1024);

/** Runs with the address of a server that begins an answer, and then behaves as told. */
async function withServer<T>(
	status: number,
	misbehave: (response: ServerResponse) => void,
	use: (url: string) => Promise<T>,
): Promise<T> {
	const server = createServer((request, response) => {
		request.resume();
		response.writeHead(status, { 'content-type': 'text/plain' });
		misbehave(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	} finally {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
}

/** A server whose answer never ends, a byte now and then. */
export async function withDrippingServer<T>(use: (url: string) => Promise<T>): Promise<T> {
	const drip = (response: ServerResponse): void => {
		const timer = setInterval(() => response.write(' '), DRIP_MS);
		response.once('close', () => clearInterval(timer));
	};
	return await withServer(200, drip, use);
}

/** A server whose answer never ends, as fast as it is read. */
export async function withEndlessServer<T>(use: (url: string) => Promise<T>): Promise<T> {
	const flood = (response: ServerResponse): void => {
		const pour = (): void => {
			while (!response.closed && response.write(CHUNK));
		};
		response.on('drain', pour);
		pour();
	};
	return await withServer(200, flood, use);
}

/** A server that hangs up in the middle of its answer. */
export async function withBreakingServer<T>(use: (url: string) => Promise<T>): Promise<T> {
	const breakOff = (response: ServerResponse): void => {
		response.write('half', () => response.destroy());
	};
	return await withServer(200, breakOff, use);
}
