import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../../scripts/n8n/command.mts';
import { freePorts } from '../../scripts/n8n/ports.mts';
import { HOST, installed, serve, type LocalServer } from './local-server.mts';

const POSTGRES_USER = 'postgres';

export type Redis = Awaited<ReturnType<typeof redis>>;

/** An empty Redis of our own. */
export async function redis() {
	await installed('redis-server');
	const folder = await mkdtemp(join(tmpdir(), 'ecom360-redis-'));
	const [port = 0] = await freePorts(1);
	const storage = ['--dir', folder, '--save', '', '--appendonly', 'no'];
	const place = ['--bind', HOST, '--port', String(port)];
	const server = await serve('redis-server', [...place, ...storage], { port, folder });
	/** What `redis-cli` prints for a command. */
	const cli = async (...command: string[]) =>
		(await run('redis-cli', ['-h', HOST, '-p', String(port), ...command], { cwd: '/' })).trim();
	return { host: HOST, port, cli, stop: server.stop };
}

/** An empty database, on the machine's own server if that lets us in, else on one started for it. */
export async function postgres() {
	await installed('psql', 'postgresql');
	const own = { port: 5432, stop: async () => undefined };
	const isOpen = await psql(own.port, 'postgres', 'SELECT 1').catch(() => undefined);
	const { port, stop } = isOpen === undefined ? await startPostgres() : own;
	const database = `ecom360_${randomBytes(6).toString('hex')}`;
	await psql(port, 'postgres', `CREATE DATABASE ${database}`);
	return {
		/** What an n8n needs to store everything in it. */
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: HOST,
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: database,
			DB_POSTGRESDB_USER: POSTGRES_USER,
			DB_POSTGRESDB_PASSWORD: '',
		},
		/** What `psql` prints for a query: bare values, one row a line. */
		query: async (sql: string) => await psql(port, database, sql),
		stop: async () => {
			await psql(port, 'postgres', `DROP DATABASE ${database} WITH (FORCE)`);
			await stop();
		},
	};
}

async function psql(port: number, database: string, sql: string): Promise<string> {
	const place = ['-h', HOST, '-p', String(port), '-U', POSTGRES_USER, '-d', database];
	return (await run('psql', [...place, '-X', '-w', '-At', '-c', sql], { cwd: '/' })).trim();
}

async function startPostgres(): Promise<LocalServer> {
	await installed('pg_createcluster', 'postgresql');
	const [newest = ''] = (await readdir('/usr/lib/postgresql')).sort().reverse();
	const programs = join('/usr/lib/postgresql', newest, 'bin');
	const folder = await mkdtemp(join(tmpdir(), 'ecom360-postgres-'));
	const [port = 0] = await freePorts(1);
	const [user, ...prefix] = await unprivileged(folder);
	const command = [...prefix, join(programs, 'initdb')];
	const options = ['-D', join(folder, 'data'), '-U', POSTGRES_USER, '--auth=trust', '--no-sync'];
	await run(user ?? '', [...command, ...options], { cwd: folder });
	const settings = ['-D', join(folder, 'data'), '-p', String(port), '-h', HOST, '-k', folder];
	return await serve(user ?? '', [...prefix, join(programs, 'postgres'), ...settings], {
		port,
		folder,
	});
}

/** PostgreSQL refuses to run as root: how to start a program as a user that it accepts. */
async function unprivileged(folder: string): Promise<string[]> {
	if (process.getuid?.() !== 0) return ['env'];
	const id = async (flag: string) => Number(await run('id', [flag, POSTGRES_USER], { cwd: '/' }));
	await chown(folder, await id('-u'), await id('-g'));
	return ['runuser', '-u', POSTGRES_USER, '--'];
}
