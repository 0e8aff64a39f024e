import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePorts } from '../../scripts/n8n/ports.mts';
import { HOST, installed, serve, type LocalServer } from '../support/local-server.mts';

const PAGE = new URL('../../docs/scaling.md', import.meta.url);

/** Lines of each published recipe: where it listens, how it chooses; and another that goes by ids. */
const KINDS = {
	nginx: {
		address: 'listen 80;',
		body: 'hash $request_body consistent;',
		id: 'hash $http_x_request_id$http_x_idempotency_key consistent;',
	},
	haproxy: {
		address: 'bind :80',
		body: 'balance hash req.body',
		id: 'balance hdr(x-request-id)',
	},
};
export type ProxyKind = keyof typeof KINDS;
export type ChosenBy = 'body' | 'id';

/** A whole configuration around the recipe, which uses nothing outside its folder. */
const nginxWith = (recipe: string): string => `
	daemon off;
	user root;
	pid nginx.pid;
	error_log stderr;
	events {}
	http {
		access_log off;
		client_body_temp_path body;
		proxy_temp_path proxy;
		fastcgi_temp_path fastcgi;
		uwsgi_temp_path uwsgi;
		scgi_temp_path scgi;
		${recipe}
	}`;

/** Starts a balancer as docs/scaling.md writes it, in front of two processes (host and port). */
export async function startProxy(
	kind: ProxyKind,
	by: ChosenBy,
	[first = '', second = '']: readonly string[],
): Promise<LocalServer> {
	await installed(kind);
	const folder = await mkdtemp(join(tmpdir(), `ecom360-${kind}-`));
	const file = join(folder, 'balancer.conf');
	const [port = 0] = await freePorts(1);
	const block = new RegExp(`\`\`\`${kind}\\n([^]*?)\`\`\``);
	const [, published = ''] = block.exec(await readFile(PAGE, 'utf8')) ?? [];
	const { address, [by]: choice, body } = KINDS[kind];
	const recipe = [
		[address, address.replace(/:?80/, `${HOST}:${port}`)],
		['10.0.0.11:5678', first],
		['10.0.0.12:5678', second],
		[body, choice],
	].reduce((text, [old = '', wanted = '']) => swap(text, old, wanted), published);
	await writeFile(file, kind === 'nginx' ? nginxWith(recipe) : `${recipe}\n`);
	const args = kind === 'nginx' ? ['-p', folder, '-c', file] : ['-db', '-f', file];
	return await serve(kind, args, { port, folder });
}

function swap(text: string, old: string, wanted: string): string {
	if (!text.includes(old)) throw new Error(`The recipe in docs/scaling.md lacks '${old}'.`);
	return text.replace(old, () => wanted);
}
