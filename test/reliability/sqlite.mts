import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { installN8n } from '../../scripts/n8n/install.mts';
import { TOKEN } from './event.mts';
import type { ExecutionStore, StoredExecution } from './executions.mts';

// Runs on n8n's own Node.js and sqlite3, since that module is built for nothing else.
const PROGRAM = `
const { createInterface } = require('node:readline');
const { Database } = require(process.argv[1]);
const database = new Database(process.argv[2]);
database.configure('busyTimeout', 30000);
createInterface({ input: process.stdin })
	.on('line', (line) => database.all(line, (error, rows) =>
		console.log(JSON.stringify({ error: error && error.message, rows }))))
	.on('close', () => process.exit());
`;

// An event's token is in its recovery URL.
const EXECUTIONS = `SELECT e.id, e.status, unixepoch(e.stoppedAt) * 1000 AS stoppedAt,
	substr(d.data, instr(d.data, '/checkouts/ev'), 40) AS url
	FROM execution_entity e LEFT JOIN execution_data d ON d.executionId = e.id`;

// The two writes between a delivery and its answer, each in a transaction of its own.
const STEPS = {
	store: 'INSERT ON execution_entity',
	start: "UPDATE OF status ON execution_entity WHEN NEW.status = 'running'",
};

/** n8n's SQLite database, seen by another process, which can stand in n8n's way. */
export class SqliteDatabase implements ExecutionStore {
	readonly #child: ChildProcess;
	readonly #answers: AsyncIterator<string>;

	private constructor(child: ChildProcess) {
		this.#child = child;
		if (!child.stdout) throw new Error('The database program has no output.');
		this.#answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	}

	static async open(userFolder: string): Promise<SqliteDatabase> {
		const { node, entry } = await installN8n();
		const sqlite = createRequire(entry).resolve('sqlite3');
		const file = join(userFolder, '.n8n', 'database.sqlite');
		return new SqliteDatabase(
			spawn(node.binary, ['-e', PROGRAM, sqlite, file], { stdio: ['pipe', 'pipe', 'inherit'] }),
		);
	}

	async run(sql: string): Promise<Array<Record<string, unknown>>> {
		this.#child.stdin?.write(`${sql.replaceAll(/\s+/g, ' ')}\n`);
		const { value } = await this.#answers.next();
		const { error, rows } = JSON.parse(value ?? '{"error":"it ended"}') as Reply;
		if (error) throw new Error(`${sql}: ${error}`);
		return rows ?? [];
	}

	/** Meanwhile nobody else can write. */
	async locked(meanwhile: () => Promise<unknown>): Promise<void> {
		await this.#between('BEGIN IMMEDIATE', meanwhile, 'ROLLBACK');
	}

	/** Meanwhile n8n cannot store an execution, or cannot start a stored one, as on a full disk. */
	async refusing(step: keyof typeof STEPS, meanwhile: () => Promise<unknown>): Promise<void> {
		const start = `CREATE TRIGGER refuse BEFORE ${STEPS[step]}
			BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END`;
		await this.#between(start, meanwhile, 'DROP TRIGGER refuse');
	}

	async #between(start: string, meanwhile: () => Promise<unknown>, end: string): Promise<void> {
		await this.run(start);
		try {
			await meanwhile();
		} finally {
			await this.run(end);
		}
	}

	async read(): Promise<StoredExecution[]> {
		const rows = await this.run(EXECUTIONS);
		return rows.map(({ id, status, stoppedAt, url }) => {
			const [token = ''] = TOKEN.exec(String(url)) ?? [];
			return { id: String(id), status: String(status), token, stoppedAt: Number(stoppedAt) };
		});
	}

	async close(): Promise<void> {
		const ended = once(this.#child, 'exit');
		this.#child.stdin?.end();
		await ended;
	}
}

interface Reply {
	error?: string | null;
	rows?: Array<Record<string, unknown>>;
}
