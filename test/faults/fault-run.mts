import { account, describe, type Account } from './account.mts';
import type { Cut } from './cut.mts';
import { Database } from './database.mts';
import { Sender } from './sender.mts';
import { Shop } from './shop.mts';

const DEFAULT_ROUNDS = 20;

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

	/** Waits for nothing: to be called when every sender is done. */
	async account(title: string): Promise<Account> {
		const executions = await this.database.executions();
		const { kills } = this.shop;
		const leftBehind = this.#leftBehind;
		const result = account(this.sender.events, executions, { kills, leftBehind });
		for (const id of result.unstarted) leftBehind.add(id);
		console.log(describe(title, result));
		return result;
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
