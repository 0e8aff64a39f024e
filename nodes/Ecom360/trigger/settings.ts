import * as z from 'zod/v4-mini';

import { readCountryOrCallingCode } from '../checkout/country';
import { isLocale } from '../checkout/money';
import { isCurrencyCode } from '../payload/amounts';
import { isBlank, text } from '../payload/readers';
import {
	ABANDONED_CHECKOUT,
	ANY_EVENT,
	DEFAULT_COUNTRY,
	DEFAULT_CURRENCY,
	DEFAULT_DUPLICATE_WINDOW_HOURS,
	DEFAULT_FALLBACK_TEXTS,
	DEFAULT_LOCALE,
	DEFAULT_SIGNATURE_HEADER,
	PAYMENT_EVENTS,
} from '../shared/cashfree';
import { isObject } from '../shared/json';
import { schemeProblem, type SignatureRules } from '../webhook/signature';
import { DEFAULT_SIGNED_CONTENT, isHeaderName, SIGNATURE_SCHEMES } from '../webhook/signed-content';
import { DUPLICATES_BY, type DuplicatesBy } from './duplicates';
import {
	entriesOf,
	type LinkParameter,
	readCountries,
	readLinkParameters,
	readNumber,
	readStores,
	readSwitch,
	readWord,
	readWords,
	readWritten,
	shown,
	type Written,
} from './written';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const EVENTS = [ABANDONED_CHECKOUT, ...PAYMENT_EVENTS, ANY_EVENT];

/** Reads a value that may be absent, or anything that an expression made of it. */
function read<Value>(reader: (value: unknown) => Written<Value>) {
	return z.pipe(z.optional(z.unknown()), z.transform(reader));
}

/** One of a parameter's options; the first is its default, also where the word cannot be read. */
function oneOf<const Options extends readonly [string, ...string[]]>(options: Options) {
	return read((value) =>
		readWritten<Options[number]>(value, (sent) => readWord(sent, options), options[0]),
	);
}

/** A switch; `closed` is what holds where it cannot be read. */
function flag<Closed = boolean>(fallback: boolean, closed: Closed | boolean = fallback) {
	return read((value) => readWritten<Closed | boolean>(value, readSwitch, fallback, closed));
}

/** A number, undefined where there is none; `closed` is what holds where it cannot be read. */
function number(closed?: number) {
	return read((value) => readWritten<number | undefined>(value, readNumber, undefined, closed));
}

/** A text that stands for something; the fallback where it is blank or stands for nothing. */
function written(reader: (text: string) => string | undefined, fallback: string) {
	return read((value) => {
		const found = (sent: unknown) => reader(text(sent) ?? '');
		return readWritten(value, found, fallback);
	});
}

/** A text as it was written; the fallback where it is blank. */
function textOr(fallback: string) {
	return read((value) => readWritten(value, (sent) => text(sent) ?? undefined, fallback));
}

/** A collection of the panel, which holds only what was added to it. */
function collection<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
	return z.pipe(
		z.pipe(
			z.optional(z.unknown()),
			z.transform((value) => (isObject(value) ? value : {})),
		),
		z.object(shape),
	);
}

/*
 * What cannot be read closes a filter: bounds that nothing meets, entries that no event has, and a
 * switch that is neither on nor off.
 */
const filters = collection({
	minimumTotal: number(Infinity),
	maximumTotal: number(-Infinity),
	/** Host names, as `hostOf` writes them. */
	stores: read(readStores),
	/** Upper case. */
	platforms: read((value) => readWords(value, ['SHOPIFY', 'OCC'])),
	/** ISO 3166. */
	countries: read(readCountries),
	requirePhone: flag<'unread'>(false, 'unread'),
	requireConsent: flag<'unread'>(false, 'unread'),
});

const options = collection({
	defaultCountry: written(readCountryOrCallingCode, DEFAULT_COUNTRY),
	currency: written((sent) => {
		const code = sent.toUpperCase();
		return isCurrencyCode(code) ? code : undefined;
	}, DEFAULT_CURRENCY),
	amountUnit: oneOf(['major', 'minor']),
	locale: written((sent) => {
		const tag = sent.replaceAll('_', '-');
		return isLocale(tag) ? tag : undefined;
	}, DEFAULT_LOCALE),
	skipDuplicates: flag(true),
	duplicateWindow: number(),
	/** Where it cannot be read, the same cart and the same shopper both make a duplicate. */
	duplicatesBy: read((value) =>
		readWritten<readonly DuplicatesBy[]>(
			value,
			(sent) => {
				const by = readWord(sent, DUPLICATES_BY);
				return by && [by];
			},
			['event'],
			DUPLICATES_BY,
		),
	),
	includeIgnored: flag(false),
	reportRefused: flag(false),
	fallbackTexts: collection({
		customerName: textOr(DEFAULT_FALLBACK_TEXTS.customerName),
		itemsText: textOr(DEFAULT_FALLBACK_TEXTS.itemsText),
		orderText: textOr(DEFAULT_FALLBACK_TEXTS.orderText),
	}),
	linkParameters: read(readLinkParameters),
	includePayload: flag(false),
	includeRawBody: flag(false),
});

const signatureOptions = collection({
	signatureScheme: oneOf(['auto', ...SIGNATURE_SCHEMES]),
	signedContent: textOr(DEFAULT_SIGNED_CONTENT),
	signatureEncoding: oneOf(['auto', 'hex', 'base64']),
	signatureAlgorithm: oneOf(['sha256', 'sha1', 'sha512']),
	signatureHeader: written(
		(sent) => (isHeaderName(sent) ? sent : undefined),
		DEFAULT_SIGNATURE_HEADER,
	),
	timestampTolerance: number(),
});

/** The trigger's parameters as n8n hands them over: what was not added is absent. */
const parameters = z.object({
	events: read(readEvents),
	output: oneOf(['checkout', 'lineItem']),
	filters,
	options,
	signatureOptions,
});
export type Parameters = z.input<typeof parameters>;

/** A name that the panel does not have is no mistake: any event can be waited for. */
function readEvents(value: unknown): Written<string[]> {
	const chosen = value ?? [ABANDONED_CHECKOUT];
	const list: unknown[] = Array.isArray(chosen) ? chosen : [chosen];
	return {
		value: entriesOf(chosen).map((name) => readWord(name, EVENTS) ?? name),
		unread: list.filter((name) => !isBlank(name) && text(name) === null).map(shown),
	};
}

/** What was entered and cannot be used: the setting, or the two that do not fit together. */
export interface Unread {
	setting:
		| keyof z.output<typeof parameters>
		| keyof z.output<typeof filters>
		| keyof z.output<typeof options>
		| keyof z.output<typeof options>['fallbackTexts']
		| keyof z.output<typeof signatureOptions>;
	problem: 'unreadable' | 'aboveMaximum' | 'unusable';
	entry: string;
}

type Group = Record<string, Written<unknown>>;
type Values<Of> = { [Name in keyof Of]: Of[Name] extends Written<infer Value> ? Value : never };

function valuesOf<Of extends Group>(group: Of): Values<Of> {
	const values = Object.entries(group).map(([name, { value }]) => [name, value] as const);
	return Object.fromEntries(values) as Values<Of>;
}

function unreadIn(group: Group): Unread[] {
	return Object.entries(group).flatMap(([name, { unread }]) =>
		unread.map(
			(entry): Unread => ({
				setting: name as Unread['setting'],
				problem: 'unreadable',
				entry,
			}),
		),
	);
}

/** How signatures are checked. */
function readRules({
	signatureScheme: scheme,
	...chosen
}: Values<z.output<typeof signatureOptions>>): SignatureRules & { header: string } {
	// Standard Webhooks asks for a tolerance; its libraries take five minutes.
	const minutes = chosen.timestampTolerance ?? (scheme === 'standardWebhooks' ? 5 : 0);
	return {
		scheme,
		signedContent: chosen.signedContent,
		encoding: chosen.signatureEncoding,
		algorithm: chosen.signatureAlgorithm,
		header: chosen.signatureHeader,
		toleranceMs: minutes * MINUTE_MS,
	};
}

/** Rules by which nothing can be verified. */
function unusableRules(rules: SignatureRules): Unread[] {
	const problem = schemeProblem(rules);
	if (!problem) return [];
	const unusable = { problem: 'unusable' } as const;
	return problem === 'signed_content_unreadable'
		? [{ ...unusable, setting: 'signedContent', entry: rules.signedContent ?? '' }]
		: [{ ...unusable, setting: 'timestampTolerance', entry: `${rules.toleranceMs / MINUTE_MS}` }];
}

function boundsThatCross({ minimumTotal, maximumTotal }: Filters): Unread[] {
	const [minimum, maximum] = [minimumTotal ?? 0, maximumTotal ?? Infinity];
	if (minimum <= maximum || !Number.isFinite(minimum - maximum)) return [];
	return [{ setting: 'minimumTotal', problem: 'aboveMaximum', entry: String(minimum) }];
}

/** A collection that is none, as only an imported workflow can hold. */
function unreadCollections(entered: Parameters): Unread[] {
	return (['filters', 'options', 'signatureOptions'] as const)
		.filter((name) => !isBlank(entered[name]) && !isObject(entered[name]))
		.map((setting) => ({ setting, problem: 'unreadable', entry: shown(entered[setting]) }));
}

/** What a delivery is held to, with every default filled in. */
export interface Settings {
	/** Event names; `*` stands for any. */
	events: string[];
	filters: Filters;
	reading: { defaultCountry: string; currency: string; amountUnit: 'major' | 'minor' };
	presenting: {
		output: 'checkout' | 'lineItem';
		locale: string;
		fallbackTexts: { customerName: string; itemsText: string; orderText: string };
		linkParameters: LinkParameter[];
	};
	signature: SignatureRules & { header: string };
	skipDuplicates: boolean;
	windowMs: number;
	duplicatesBy: readonly DuplicatesBy[];
	includeIgnored: boolean;
	reportRefused: boolean;
	includePayload: boolean;
	includeRawBody: boolean;
	unread: Unread[];
	/** Whether one of the signature options cannot be read, so that no signature is right. */
	isSignatureUnread: boolean;
	/** Whether the filters as a whole are something else, so that nothing passes. */
	areFiltersUnread: boolean;
}
export type Filters = Values<z.output<typeof filters>>;

/**
 * Turns parameters into settings. Never throws, whatever the parameters hold; what cannot be read is
 * named in `unread`, and never makes the trigger more open.
 */
export function readSettings(entered: Parameters): Settings {
	const { events, output, ...groups } = z.parse(parameters, entered);
	const { fallbackTexts, ...others } = groups.options;
	const chosen = valuesOf(others);
	const screening = valuesOf(groups.filters);
	const collections = unreadCollections(entered);
	const isNone = (name: string) => collections.some(({ setting }) => setting === name);
	const signing = unreadIn(groups.signatureOptions);
	const signature = readRules(valuesOf(groups.signatureOptions));
	return {
		events: events.value,
		filters: screening,
		reading: {
			defaultCountry: chosen.defaultCountry,
			currency: chosen.currency,
			amountUnit: chosen.amountUnit,
		},
		presenting: {
			output: output.value,
			locale: chosen.locale,
			fallbackTexts: valuesOf(fallbackTexts),
			linkParameters: chosen.linkParameters,
		},
		signature,
		skipDuplicates: chosen.skipDuplicates,
		windowMs: (chosen.duplicateWindow ?? DEFAULT_DUPLICATE_WINDOW_HOURS) * HOUR_MS,
		duplicatesBy: chosen.duplicatesBy,
		includeIgnored: chosen.includeIgnored,
		reportRefused: chosen.reportRefused,
		includePayload: chosen.includePayload,
		includeRawBody: chosen.includeRawBody,
		unread: [
			...collections,
			...unreadIn({ events, output }),
			...unreadIn(groups.filters),
			...boundsThatCross(screening),
			...unreadIn(others),
			...unreadIn(fallbackTexts),
			...signing,
			...unusableRules(signature),
		],
		isSignatureUnread: signing.length > 0 || isNone('signatureOptions'),
		areFiltersUnread: isNone('filters'),
	};
}

/** The settings of a test run: one event at a time, each of which the person wants to see. */
export function inTestRun(chosen: Settings): Settings {
	return { ...chosen, skipDuplicates: false, includeIgnored: false, reportRefused: false };
}
