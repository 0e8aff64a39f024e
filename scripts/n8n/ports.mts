import { createServer, type AddressInfo, type Server } from 'node:net';

/**
 * Ports that nobody listens on at the moment.
 *
 * All are held until all are known, so that the system cannot hand out one of them twice.
 */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(Array.from({ length: count }, listen));
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map(close));
	return ports;
}

async function listen(): Promise<Server> {
	return await new Promise((resolve, reject) => {
		const server = createServer().once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve(server));
	});
}

async function close(server: Server): Promise<void> {
	await new Promise((resolve) => server.close(resolve));
}
