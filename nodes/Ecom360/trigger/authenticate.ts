import { failure, type Result } from '../shared/result';
import type { Delivery } from '../webhook/delivery';
import { headerUnder, verify, type Verified } from '../webhook/signature';
import { readSignatures } from '../webhook/signature-header';
import type { WebhookKey } from '../webhook/webhook-keys';
import type { RejectionReason } from './outcome';
import type { Settings } from './settings';

/** What checking a signature needs from the host, asked for only when its turn comes. */
export interface Evidence {
	/** The webhook keys, the current one first; empty where none is usable. */
	readKeys(): Promise<readonly WebhookKey[]>;
	/** The exact bytes received; undefined where the host left them unread. */
	readBody(): Promise<Buffer | undefined>;
	/** The address that the sender calls, where the host knows it. */
	readUrl?(): string | undefined;
}

/** Checks a delivery's signature. Cheap refusals come first: a bad header costs neither key nor body. */
export async function authenticate(
	delivery: Delivery,
	{ signature: rules }: Settings,
	evidence: Evidence,
): Promise<Result<Verified, RejectionReason>> {
	const signatures = readSignatures(delivery.header(headerUnder(rules, rules.scheme)), rules);
	if (!signatures.ok) return signatures;

	const keys = await evidence.readKeys();
	if (keys.length === 0) return failure('webhook_key_missing');

	const signed = {
		body: await evidence.readBody(),
		source: { header: (name: string) => delivery.header(name), url: () => evidence.readUrl?.() },
		signatures: signatures.value,
	};
	return verify(signed, keys, rules, delivery.receivedAt);
}
