import { openEnvelope, parseCheckout } from '../checkout/checkout';
import type { Warning } from '../checkout/warning';
import { parseBody } from '../shared/json';
import { fingerprintOf, type Delivery } from '../webhook/delivery';
import { canonicalEvent, isSelected } from '../webhook/event-name';
import { verify } from '../webhook/signature';
import { readSignatures } from '../webhook/signature-header';
import { screen } from './filters';
import { describeDelivery, present } from './items';
import type { Outcome, Rejected } from './outcome';
import type { DeliveryNames } from './recent-deliveries';
import type { Settings } from './settings';

/** What receiving needs from its host, asked for only when its turn comes. */
export interface Host {
	/** The webhook keys, the current one first; empty where none is usable. */
	readKeys(): Promise<readonly Buffer[]>;
	/** The exact bytes received; undefined where the host left them unread. */
	readBody(): Promise<Buffer | undefined>;
	/** Claims the delivery; false for a duplicate. Absent where duplicates are not looked for. */
	claim?(names: DeliveryNames): Promise<boolean>;
}

/**
 * Takes one delivery to one outcome: verify, parse, screen, claim, present.
 *
 * Cheap refusals come first, and nothing is parsed before it is verified. Never throws on anything
 * that a sender can send.
 */
export async function receive(
	delivery: Delivery,
	settings: Settings,
	host: Host,
): Promise<Outcome> {
	const { signature: rules } = settings;
	const signatures = readSignatures(delivery.header(rules.header), rules);
	if (!signatures.ok) return rejected(signatures.error);

	const keys = await host.readKeys();
	if (keys.length === 0) return rejected('webhook_key_missing');

	const { timestamp, receivedAt } = delivery;
	const signed = { body: await host.readBody(), timestamp, signatures: signatures.value };
	const verified = verify(signed, keys, rules, receivedAt);
	if (!verified.ok) return rejected(verified.error);

	const { body, keyIndex } = verified.value;
	const parsed = parseBody(body);
	if (!parsed.ok) return rejected(parsed.error);

	const fingerprint = fingerprintOf(body);
	const id = delivery.id(fingerprint);
	const envelope = openEnvelope(parsed.value.exact);
	const event = canonicalEvent(envelope.event ?? delivery.topic);
	if (!isSelected(event, settings.events)) return { kind: 'ignored', reason: 'topic', id };

	const checkout = parseCheckout(envelope.data, envelope.isOcc, settings.reading);
	if (!checkout.ok) return rejected('payload_unrecognized', checkout.error);

	const filter = screen(checkout.value, settings.filters);
	if (filter) return { kind: 'ignored', reason: 'filter', filter, id };

	const names = { id, fingerprint };
	const isClaimed = (await host.claim?.(names)) ?? true;
	if (!isClaimed) return { kind: 'ignored', reason: 'duplicate', id };

	const warnings = [...checkout.value.warnings, ...warningsAbout(delivery, keyIndex)];
	const details = describeDelivery(delivery, names, verified.value, warnings);
	if (settings.includeRawBody) details.headers = delivery.documentedHeaders(rules.header);
	const items = present(event, checkout.value, details, settings.presenting);
	if (settings.includePayload) for (const item of items) item.payload = parsed.value.asParsed;
	return { kind: 'accepted', id, items, body };
}

function rejected(reason: Rejected['reason'], issues?: string[]): Rejected {
	return { kind: 'rejected', reason, ...(issues && { issues }) };
}

function warningsAbout({ version }: Delivery, keyIndex: number): Warning[] {
	return [
		...(keyIndex > 0 ? (['previous_webhook_key'] as const) : []),
		...(isKnownVersion(version) ? [] : (['version_unknown'] as const)),
	];
}

/** Ecom360 documents `v1`; OCC's versions are dates, such as `2025-01-01`. */
function isKnownVersion(version: string | null): boolean {
	return version === null || version === 'v1' || /^\d{4}-\d{2}-\d{2}$/.test(version);
}
