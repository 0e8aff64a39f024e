import { createServer } from 'node:net';
import getPort from 'get-port';

const host = '127.0.0.1';

/** Ports of this machine that nobody listens on at the moment; none is given out twice. */
export async function freePorts(count: number): Promise<number[]> {
	const one = async (): Promise<number> => await getPort({ host, reserve: true });
	return await Promise.all(Array.from({ length: count }, one));
}

/**
 * Whether nobody listens on this port of ours at the moment.
 *
 * Asked of the system, since get-port refuses what it has given out before: an n8n that is
 * restarted takes its port again.
 */
export async function isFree(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer().once('error', () => resolve(false));
		server.listen(port, host, () => server.close(() => resolve(true)));
	});
}
