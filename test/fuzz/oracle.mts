import { ok } from 'node:assert/strict';

import type { Case } from './case.mts';
import type { Reaction } from './host.mts';
import { shapeProblems } from '../support/item-problems.mts';
import { brokenPromises } from './promises.mts';
import type { Values } from './settings.mts';
import { isInvalid, judge, type Verdict } from './signing.mts';
import { CANARY } from './words.mts';

/** What a delivery came to, in the words of its answer. */
export interface Ending {
	kind: 'accepted' | 'ignored' | 'rejected';
	/** Empty where it was accepted. */
	reason: string;
}

/** Why a delivery may be refused, and how that is answered: the contract's words, not the node's. */
const UNVERIFIED = ['signature_missing', 'signature_malformed', 'signature_mismatch'];
const REFUSALS = new Map<number, readonly string[]>([
	[400, ['body_not_json']],
	[401, [...UNVERIFIED, 'timestamp_out_of_tolerance']],
	[422, ['payload_unrecognized']],
	[500, ['webhook_key_missing', 'signature_scheme_invalid']],
]);
const FILTERS =
	/^(?:filters|(?:min|max)imumTotal|stores|platforms|countries|requirePhone|requireConsent)$/;
const PATH = /^(?:data|(?:data\.)?[a-zA-Z_]+)$/;

/** What any case may cost, whatever the machine is doing: n8n's context, garbage collection. */
const FREE_MS = 25;
/** The same where somebody listens, and a signature that fits nothing is looked into. */
const SEARCH_MS = 400;
/** A twentieth of this is usual: 60 kB in a quadratic pattern cost 50 µs a byte. */
const MOST_MS_PER_BYTE = 0.002;

/** Whether a delivery took more time of the processor than one of its length may. */
export function isTooSlow({ body, headers, isTest }: Case, cpuMs: number): boolean {
	const bytes = body.length + Object.values(headers).join('').length;
	return cpuMs > (isTest ? SEARCH_MS : FREE_MS) + bytes * MOST_MS_PER_BYTE;
}

/** Holds one reaction to everything that the contract promises of it; throws where it is not so. */
export function examine(fuzzCase: Case, reaction: Reaction, now: number): Ending {
	const { body, headers, keys, settings, reading } = fuzzCase;
	const received = reading === 'never' ? undefined : body;
	const verdict = judge(received, headers, keys.usable, settings.signature, now);
	const answer = answerOf(fuzzCase, reaction);
	const { status: kind, reason = '' } = answer.body as Record<string, string>;
	ok(isAsPromised(answer), `answered ${answer.status} ${JSON.stringify(answer.body)}`);
	checkVerdict(fuzzCase, verdict, `${kind} ${reason}`, reason);
	checkSecrecy(fuzzCase, verdict, [JSON.stringify(answer.body), reaction.logged, said(reaction)]);
	if (kind === 'accepted') checkItems(fuzzCase, reaction);
	else ok(!reaction.returned?.workflowData, 'items without consent');
	return { kind: kind as Ending['kind'], reason };
}

interface GivenAnswer {
	status: number;
	body: Record<string, unknown>;
}

/** The one answer that the sender gets, whoever of node and n8n writes it. */
function answerOf({ isTest }: Case, { returned, thrown, written }: Reaction): GivenAnswer {
	ok(written.length <= 1, 'answered more than once');
	const own = written[0] as GivenAnswer | undefined;
	if (thrown !== undefined || returned?.noWebhookResponse) {
		ok(own, `left the sender without an answer, threw ${thrown}`);
		const isExplained = (thrown as object | undefined)?.constructor.name === 'NodeOperationError';
		ok(isTest ? isExplained : thrown === undefined, `test run: ${isTest}, threw ${thrown}`);
		return own;
	}
	ok(!own, 'answered, and let n8n answer too');
	const body: unknown = returned?.webhookResponse;
	ok(typeof body === 'object' && body !== null, 'gave n8n no answer');
	return { status: 200, body: body as GivenAnswer['body'] };
}

function isAsPromised({ status, body }: GivenAnswer): boolean {
	const { status: kind, reason, id, filter, issues, ...rest } = body;
	const isRejected = kind === 'rejected';
	const isFiltered = kind === 'ignored' && reason === 'filter';
	const isShapeless = reason === 'payload_unrecognized';
	return (
		Object.keys(rest).length === 0 &&
		['accepted', 'ignored', 'rejected'].includes(String(kind)) &&
		(isRejected ? REFUSALS.get(status)?.includes(String(reason)) === true : status === 200) &&
		(kind !== 'accepted' || reason === undefined) &&
		(kind !== 'ignored' || /^(?:topic|filter|duplicate)$/.test(String(reason))) &&
		(isRejected ? id === undefined : typeof id === 'string' && id !== '' && id.length <= 201) &&
		(isFiltered ? FILTERS.test(String(filter)) : filter === undefined) &&
		(isShapeless ? isListOfPaths(issues) : issues === undefined)
	);
}

function isListOfPaths(issues: unknown): boolean {
	return Array.isArray(issues) && issues.length > 0 && issues.every((path) => PATH.test(path));
}

/** Nothing unverified gets in, and nothing genuine is turned away for its signature. */
function checkVerdict(
	{ body, keys, settings: { signature } }: Case,
	{ isGenuine, isStale }: Verdict,
	got: string,
	reason: string,
): void {
	const isUnverified = UNVERIFIED.includes(reason);
	const isUnread = isUnverified && reason !== 'signature_mismatch';
	if (keys.usable.length === 0 && !signature.isUnread) {
		return ok(isUnread || reason === 'webhook_key_missing', `without a key: ${got}`);
	}
	if (isInvalid(signature)) {
		return ok(isUnread || reason === 'signature_scheme_invalid', `with no such scheme: ${got}`);
	}
	if (!isGenuine) return ok(isUnverified, `not genuine, but ${got}`);
	if (isStale) return ok(reason === 'timestamp_out_of_tolerance', `stale, but ${got}`);
	ok(!isUnverified && reason !== 'timestamp_out_of_tolerance', `genuine, but ${got}`);
	const isJson = objectIn(body) !== undefined;
	ok(isJson === (reason !== 'body_not_json'), `JSON object: ${isJson}, but ${got}`);
}

function objectIn(body: Buffer): object | undefined {
	try {
		const value: unknown = JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''));
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function said({ thrown }: Reaction): string {
	if (!(thrown instanceof Error)) return '';
	const { message, description } = thrown as Error & { description?: unknown };
	return `${message}\n${String(description)}`;
}

/** Whether it is the event's own name that a test run repeats. */
function isCalledCanary({ body, headers, isTest }: Case): boolean {
	if (!isTest) return false;
	const named = Object.entries(objectIn(body) ?? {})
		.filter(([key]) => /^(?:event|type)$/.test(key.toLowerCase().replace(/[^a-z0-9]/g, '')))
		.map(([, value]) => value);
	return JSON.stringify([named, headers['x-webhook-topic']]).includes(CANARY);
}

function checkSecrecy(fuzzCase: Case, { digests }: Verdict, texts: string[]): void {
	const { keys } = fuzzCase;
	const all = texts.join('\n');
	const { webhookKey = '', previousWebhookKey = '' } = keys.credential ?? {};
	const secrets = [
		...[webhookKey.trim(), previousWebhookKey, ...digests],
		...keys.usable.flatMap((key) => [key.toString('hex'), key.toString('base64')]),
	].filter((secret) => secret.length > 5);
	ok(!secrets.some((secret) => all.includes(secret)), 'said a key or digest aloud');
	ok(!all.includes(CANARY) || isCalledCanary(fuzzCase), 'said customer data aloud');
}

function checkItems({ body, settings }: Case, { returned }: Reaction): void {
	const { parameters, output } = settings;
	const { includePayload, includeRawBody } = (parameters.options ?? {}) as Values;
	const [items = [], ...others] = returned?.workflowData ?? [];
	ok(items.length > 0 && others.length === 0, 'accepted without items');
	ok(output === 'lineItem' || items.length === 1, 'more than one item');
	for (const { json } of items) {
		const delivery = json.delivery as object;
		const problems = [...shapeProblems(json, output), ...brokenPromises(json, parameters.filters)];
		ok(problems.length === 0, `${problems.join(', ')}: ${JSON.stringify(json)}`);
		ok(Object.hasOwn(json, 'payload') === (includePayload === true), 'payload unasked, or missing');
		ok(Object.hasOwn(delivery, 'headers') === (includeRawBody === true), 'headers, as the payload');
	}
	const raw = items[0]?.binary?.data?.data;
	ok(raw === (includeRawBody === true ? body.toString('base64') : undefined), 'raw body changed');
}
