/**
 * Preloaded into n8n (`NODE_OPTIONS=--import …`): connections to the hosts named in STUB_HOSTS go to
 * STUB_PORT on this machine. TLS still asks for a certificate of the real host.
 */
import { Socket } from 'node:net';

const hosts = new Set((process.env['STUB_HOSTS'] ?? '').split(','));
const port = Number(process.env['STUB_PORT']);

interface Target {
	host?: string;
	port?: number | string;
}
type Connect = (this: Socket, ...args: unknown[]) => Socket;

const connect = Socket.prototype.connect as unknown as Connect;

function redirected(value: unknown): unknown {
	// Node hands its own, already normalised arguments on as one array.
	if (Array.isArray(value)) {
		const [target] = value as unknown[];
		if (isRedirected(target)) Object.assign(target, { host: '127.0.0.1', port });
		return value;
	}
	return isRedirected(value) ? { ...value, host: '127.0.0.1', port } : value;
}

function isRedirected(value: unknown): value is Target {
	if (typeof value !== 'object' || value === null) return false;
	const { host } = value as Target;
	return host !== undefined && hosts.has(host);
}

Socket.prototype.connect = function (this: Socket, first: unknown, ...rest: unknown[]): Socket {
	return connect.call(this, redirected(first), ...rest);
} as unknown as typeof Socket.prototype.connect;
