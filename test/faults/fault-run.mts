import { poll } from '../../scripts/n8n/poll.mts';
import { account, describe, hasRun, type Account } from './account.mts';
import type { Cut } from './cut.mts';
import { Database, type StoredExecution } from './database.mts';
import { Sender } from './sender.mts';
import { Shop } from './shop.mts';

const DEFAULT_ROUNDS = 20;
const SETTLE_TIMEOUT_MS = 60_000;

/** How many times n8n is killed; `FAULT_ROUNDS` sets it. */
export const ROUNDS = Number(process.env.FAULT_ROUNDS ?? DEFAULT_ROUNDS);

/** One shop under faults, with its sender, and the account of both at the end. */
export class FaultRun {
	readonly #leftBehind = new Set<string>();

	private constructor(
		readonly shop: Shop,
		readonly database: Database,
		readonly sender: Sender,
	) {}

	static async start(tarball: string): Promise<FaultRun> {
		const shop = await Shop.open(tarball);
		const database = await Database.open(shop.userFolder);
		return new FaultRun(shop, database, new Sender(shop.url, shop.key));
	}

	/** To be called when every sender is done. */
	async account(title: string): Promise<Account> {
		const executions = await this.#settled();
		const { kills } = this.shop;
		const leftBehind = this.#leftBehind;
		const result = account(this.sender.events, executions, { kills, leftBehind });
		for (const id of result.notRun) leftBehind.add(id);
		console.log(describe(title, result));
		return result;
	}

	/** All executions, once nothing runs but what n8n has answered 500 for, and so left behind. */
	async #settled(): Promise<StoredExecution[]> {
		const refused = this.sender.events.filter(({ answers }) => answers.includes('500'));
		const tokens = new Set<string | null>(refused.map(({ token }) => token));
		let before: string | undefined;
		return await poll(
			() => 'executions to end',
			SETTLE_TIMEOUT_MS,
			async () => {
				const all = await this.database.executions();
				const running = all.filter(({ status }) => !hasRun(status));
				const now = running.map(({ id }) => id).join();
				// Twice alike: the repeated delivery of one of these may be running, too.
				const isSettled = now === before && running.every(({ token }) => tokens.has(token));
				before = now;
				return isSettled ? all : undefined;
			},
		);
	}

	/** How a careless sender's tries end before the one that it waits for. */
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
