import { parseCheckout } from '../checkout/checkout';
import { parsePayment } from '../checkout/payment';
import type { Warning } from '../item/delivery.schema';
import {
	type Envelope,
	isKnownEvent,
	isSelected,
	isTestEvent,
	openEnvelope,
} from '../payload/envelope';
import type { JsonObject } from '../shared/json';
import type { RejectionReason } from '../shared/rejection';
import { failure, type Result, success } from '../shared/result';
import { parseBody } from '../webhook/body';
import { type Delivery, fingerprintOf } from '../webhook/delivery';
import type { WebhookKey } from '../webhook/keys';
import { type Verified, verify } from '../webhook/signature';
import { readSignatures } from '../webhook/signature-header';
import { type ClaimResult, type DeliveryNames, duplicateKeys, laterKeys } from './duplicates';
import { screen, type Subject } from './filters';
import { describeDelivery, present } from './items';
import type { Execution, Ignored, OtherTopic, Outcome, Rejected } from './outcome';
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
	{ signature: rules, isSignatureUnread }: Settings,
	evidence: Evidence,
): Promise<Result<Verified, RejectionReason>> {
	const signatures = readSignatures(delivery.header(delivery.signatureHeader), rules);
	if (!signatures.ok) return signatures;

	if (isSignatureUnread) return failure('signature_scheme_invalid');
	const keys = await evidence.readKeys();
	if (keys.length === 0) return failure('webhook_key_missing');

	const signed = {
		body: await evidence.readBody(),
		source: { header: (name: string) => delivery.header(name), url: () => evidence.readUrl?.() },
		signatures: signatures.value,
	};
	return verify(signed, keys, rules, delivery.receivedAt);
}

/** What receiving needs from its host. */
export interface Host extends Evidence {
	/**
	 * Claims the delivery under its keys, unless it is a copy. Absent where duplicates are not looked
	 * for.
	 */
	claim?(keys: readonly string[], alsoUnder?: readonly string[]): Promise<ClaimResult>;
}

/** A delivery whose signature is right and whose body is a JSON object. */
interface Genuine {
	delivery: Delivery;
	names: DeliveryNames;
	verified: Verified;
	parsed: JsonObject;
}

/** What a genuine delivery says, and whether the trigger waits for it. */
interface Event {
	name: string;
	isWanted: boolean;
	subject: Subject;
	/** As the sender calls it. */
	sentName: string | null;
}

/**
 * Takes one delivery to one outcome: verify, parse, screen, claim, present.
 *
 * Nothing is parsed before it is verified. Never throws on anything that a sender can send.
 */
export async function receive(
	delivery: Delivery,
	settings: Settings,
	host: Host,
): Promise<Outcome> {
	const verified = await authenticate(delivery, settings, host);
	if (!verified.ok) return rejected(verified.error);

	const parsed = parseBody(verified.value.body);
	if (!parsed.ok) return rejected(parsed.error);

	const fingerprint = fingerprintOf(verified.value.body);
	const names = { id: delivery.id(fingerprint), fingerprint };
	const genuine = { delivery, names, verified: verified.value, parsed: parsed.value };
	const event = readEvent(genuine, settings);
	if (!event.ok) return event.error;

	const ignored = await ignoredFor(event.value, genuine, settings, host);
	if (ignored === 'inProgress') return rejected('delivery_in_progress');
	if (ignored && !settings.includeIgnored) return ignored;

	const execution = execute(event.value, genuine, settings, ignored);
	return ignored
		? { ...ignored, included: execution }
		: { kind: 'accepted', id: names.id, ...execution };
}

/** The event's name and what it holds; an event that nobody waits for is not parsed. */
function readEvent(genuine: Genuine, settings: Settings): Result<Event, OtherTopic | Rejected> {
	const envelope = openEnvelope(genuine.parsed, genuine.delivery.topic);
	const { event: name, sentName } = envelope;
	const isWanted = isSelected(name, settings.events);
	// An event that does not name itself must hold something, wanted or not.
	const isOther = sentName !== null || !isKnownEvent(name);
	if (!isWanted && isOther && !settings.includeIgnored) {
		return failure(otherTopic(name, 'notSelected', genuine));
	}
	const subject = parseSubject(envelope, settings.reading);
	if (subject.ok) return success({ name, isWanted, subject: subject.value, sentName });
	if (!isWanted && isOther) return failure(otherTopic(name, 'notSelected', genuine));
	return isKnownEvent(name)
		? failure(rejected('payload_unrecognized', subject.error))
		: failure(otherTopic(name, 'holdsNothing', genuine));
}

function parseSubject(
	{ data, vendor }: Envelope,
	rules: Settings['reading'],
): Result<Subject, string[]> {
	return vendor === 'payments' ? parsePayment(data, rules) : parseCheckout(data, vendor, rules);
}

function otherTopic(
	event: string,
	because: OtherTopic['because'],
	{ names: { id }, parsed, verified: { scheme, encoding } }: Genuine,
): OtherTopic {
	return {
		kind: 'ignored',
		reason: 'topic',
		id,
		event,
		because: isTestEvent(parsed) ? 'testEvent' : because,
		signedAs: { scheme, encoding },
	};
}

/**
 * Why the event should start nothing; undefined where it should start something, and is claimed.
 * `inProgress` where it is a copy of one that n8n has not answered yet, so that nobody knows.
 */
async function ignoredFor(
	{ name, isWanted, subject }: Event,
	genuine: Genuine,
	settings: Settings,
	host: Host,
): Promise<Ignored | 'inProgress' | undefined> {
	const { id } = genuine.names;
	if (!isWanted) return otherTopic(name, 'notSelected', genuine);

	const filter = settings.areFiltersUnread ? 'filters' : screen(subject, settings.filters);
	if (filter) return { kind: 'ignored', reason: 'filter', filter, id };

	const about = { event: name, ...subject };
	const keys = duplicateKeys(genuine.names, about, settings.duplicatesBy);
	const claim = (await host.claim?.(keys, laterKeys(about))) ?? 'claimed';
	if (claim === 'inProgress') return claim;
	return claim === 'claimed' ? undefined : { kind: 'ignored', reason: 'duplicate', id };
}

/** What starts in n8n: the items of an event, and the bytes they came from. */
function execute(
	{ name, subject, sentName }: Event,
	{ delivery, names, verified, parsed }: Genuine,
	settings: Settings,
	ignored: Ignored | undefined,
): Execution {
	const warnings = [...subject.warnings, ...warningsAbout(delivery, verified)];
	const details = describeDelivery(delivery, names, verified, warnings);
	// Cashfree Payments sends no topic header: its events name themselves in the signed body.
	if ('payment' in subject) details.topic = sentName;
	if (settings.includeRawBody) {
		details.headers = delivery.forwardedHeaders();
	}
	if (settings.includeIgnored) details.ignoredBecause = ignored ? reasonOf(ignored) : null;
	const items = present(name, subject, details, settings.presenting);
	if (settings.includePayload) for (const item of items) item.payload = parsed;
	return { items, body: verified.body };
}

function reasonOf(ignored: Ignored): string {
	return ignored.reason === 'filter' ? ignored.filter : ignored.reason;
}

function rejected(reason: RejectionReason, issues?: string[]): Rejected {
	return { kind: 'rejected', reason, ...(issues && { issues }) };
}

function warningsAbout({ version }: Delivery, { key }: Verified): Warning[] {
	return [
		...(key === 'previous' ? (['previous_webhook_key'] as const) : []),
		...(isKnownVersion(version) ? [] : (['version_unknown'] as const)),
	];
}

/** Ecom360 documents `v1`; OCC's versions are dates, such as `2025-01-01`. */
function isKnownVersion(version: string | null): boolean {
	return version === null || version === 'v1' || /^\d{4}-\d{2}-\d{2}$/.test(version);
}
