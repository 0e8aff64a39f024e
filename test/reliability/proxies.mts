import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePorts } from '../../scripts/n8n/ports.mts';
import { HOST, installed, serve, type LocalServer } from '../support/local-server.mts';

const PAGE = new URL('../../docs/scaling.md', import.meta.url);
// What the page has instead of our addresses.
const PROCESSES = ['10.0.0.11:5678', '10.0.0.12:5678'];

/** How a balancer chooses a process: the recipe's way, or by the ids that senders give. */
export type ChosenBy = 'body' | 'id';

interface Kind {
	program: string;
	/** The line of the published recipe that chooses, and another that goes by ids. */
	choice: Record<ChosenBy, string>;
	/** Turns the recipe into a whole configuration for one of our ports. */
	complete: (recipe: string, port: number) => string;
	args: (file: string, folder: string) => string[];
}

const KINDS = {
	nginx: {
		program: 'nginx',
		choice: {
			body: 'hash $request_body consistent;',
			id: 'hash $http_x_request_id$http_x_idempotency_key consistent;',
		},
		complete: (recipe, port) => `
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
				${recipe.replace('listen 80;', `listen ${HOST}:${port};`)}
			}`,
		args: (file, folder) => ['-p', folder, '-c', file],
	},
	haproxy: {
		program: 'haproxy',
		choice: { body: 'balance hash req.body', id: 'balance hdr(x-request-id)' },
		complete: (recipe, port) => recipe.replace('bind :80', `bind ${HOST}:${port}`),
		args: (file) => ['-db', '-f', file],
	},
} satisfies Record<string, Kind>;

export type ProxyKind = keyof typeof KINDS;

/** Starts a balancer as docs/scaling.md writes it, in front of two processes (host and port). */
export async function startProxy(
	kind: ProxyKind,
	by: ChosenBy,
	processes: readonly string[],
): Promise<LocalServer> {
	const { program, choice, complete, args }: Kind = KINDS[kind];
	await installed(program);
	const folder = await mkdtemp(join(tmpdir(), `ecom360-${kind}-`));
	const [port = 0] = await freePorts(1);
	let recipe = swap(await recipeFor(kind), choice.body, choice[by]);
	PROCESSES.forEach((named, index) => {
		recipe = swap(recipe, named, processes[index] ?? '');
	});
	const file = join(folder, 'balancer.conf');
	await writeFile(file, `${complete(recipe, port)}\n`);
	return await serve(program, args(file, folder), { port, folder });
}

async function recipeFor(kind: ProxyKind): Promise<string> {
	const page = await readFile(PAGE, 'utf8');
	const [, recipe] = new RegExp(`\`\`\`${kind}\\n([^]*?)\`\`\``).exec(page) ?? [];
	if (recipe === undefined) throw new Error(`docs/scaling.md has no recipe for ${kind}.`);
	return recipe;
}

function swap(text: string, old: string, wanted: string): string {
	if (!text.includes(old)) throw new Error(`The recipe in docs/scaling.md lacks '${old}'.`);
	return text.replace(old, () => wanted);
}
