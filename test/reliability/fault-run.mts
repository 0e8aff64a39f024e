import { accountOf, isLost, ranTwice, retries, story, wasKilled, type Fate } from './account.mts';
import { Balancer } from './balancer.mts';
import type { Cut } from './cut.mts';
import { anEvent } from './event.mts';
import { isFinished, settled, type StoredExecution } from './executions.mts';
import { Sender, type Copy } from './sender.mts';
import { Shop } from './shop.mts';
import { SqliteDatabase } from './sqlite.mts';

const DEFAULT_ROUNDS = 20;

/** How many times n8n is killed; `FAULT_ROUNDS` sets it. */
export const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? DEFAULT_ROUNDS);

/** What became of everything that was sent so far. */
export interface FaultAccount {
	sent: number;
	accepted: number;
	retried: number;
	/** Answered with a 2xx, and not there. */
	lost: Fate[];
	/** Run twice or more, possibly because of a kill. */
	doubled: Fate[];
	/** … where no kill fell between the first try and the 2xx. */
	doubledWithoutKill: Fate[];
	/** Stored executions that n8n failed to run, answering 500. */
	notRun: StoredExecution[];
	/** Executions of nothing that was sent. */
	strangers: StoredExecution[];
}

/** One shop under faults, with its sender, and the account of both at the end. */
export class FaultRun {
	readonly sender: Sender;
	readonly #leftBehind = new Set<string>();

	private constructor(
		readonly shop: Shop,
		readonly database: SqliteDatabase,
	) {
		// It asks for readiness after a failure: an n8n that is starting up answers 200 to everything.
		this.sender = new Sender(new Balancer(() => [shop.url]));
	}

	static async start(tarball: string): Promise<FaultRun> {
		const shop = await Shop.open(tarball);
		return new FaultRun(shop, await SqliteDatabase.open(shop.process.userFolder));
	}

	/** A copy of a new event; `data` goes into its body. */
	copy(data: Record<string, unknown> = {}): Copy {
		return this.sender.copy(anEvent(this.shop.key, data));
	}

	/** To be called when every sender is done. */
	async account(title: string): Promise<FaultAccount> {
		const { copies } = this.sender;
		const refused = copies.filter(({ tries }) => tries.includes('500'));
		const tokens = new Set(refused.map(({ event }) => event.token));
		// The same twice: the repeated delivery of what was left behind may be running, too.
		const all = await settled(this.database, {
			stuckChecks: 1,
			mayStay: ({ token }) => tokens.has(token),
		});
		const notRun = all.filter((execution) => !isFinished(execution));
		for (const { id } of notRun) this.#leftBehind.add(id);
		// What was only stored is not there before n8n's next start.
		const executions = all.filter(({ status }) => status !== 'new');
		const { fates, strangers } = accountOf(copies, { executions, leftBehind: this.#leftBehind });
		const doubled = fates.filter(ranTwice);
		const result: FaultAccount = {
			sent: copies.length,
			accepted: copies.filter(({ verdict }) => verdict).length,
			retried: fates.reduce((sum, fate) => sum + retries(fate), 0),
			lost: fates.filter(isLost),
			...{ doubled, notRun, strangers },
			doubledWithoutKill: doubled.filter((fate) => !wasKilled(fate, this.shop.kills)),
		};
		console.log(describe(title, result));
		return result;
	}

	/** How a careless sender's attempts end before the one that it waits for. */
	someCuts(): Cut[] {
		const cuts: Cut[] = ['body', 'waiting', 'answer'];
		return cuts.filter(() => Math.random() < 0.5);
	}

	async close(): Promise<void> {
		this.sender.close();
		await this.database.close();
		await this.shop.close();
	}
}

/** The account in one line, and each event that went wrong in one more. */
function describe(title: string, account: FaultAccount): string {
	const { sent, accepted, retried, lost, doubled, doubledWithoutKill, notRun } = account;
	const numbers = Object.entries({
		...{ sent, accepted, retried, lost: lost.length, doubled: doubled.length },
		'doubled without a kill': doubledWithoutKill.length,
		'stored but not run': notRun.length,
	});
	const wrong = [...new Set([...lost, ...doubledWithoutKill])];
	const lines = [
		numbers.map(([name, count]) => `${count} ${name}`).join(', '),
		...wrong.map(story),
	];
	return `${title}: ${lines.join('\n  ')}`;
}
