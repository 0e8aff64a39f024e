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
	DEFAULT_FALLBACK_TEXTS,
	DEFAULT_LOCALE,
	DEFAULT_SIGNATURE_HEADER,
	PAYMENT_EVENTS,
} from '../shared/cashfree';
import { isObject } from '../shared/json';
import { DEFAULT_SIGNED_CONTENT, isHeaderName, SIGNATURE_SCHEMES } from '../webhook/signed-content';
import { DUPLICATES_BY, type DuplicatesBy } from './duplicates';
import {
	entriesOf,
	readCountries,
	readLinkParameters,
	readNumber,
	readSpan,
	readStores,
	readSwitch,
	readWord,
	readWords,
	readWritten,
	setAlways,
	shown,
	type Written,
} from './written';

const EVENTS = [ABANDONED_CHECKOUT, ...PAYMENT_EVENTS, ANY_EVENT];

// Each reader takes a value that may be absent, or anything that an expression returns.

/** One of a parameter's options; the first is its default, even where the word cannot be read. */
function oneOf<const Options extends readonly [string, ...string[]]>(options: Options) {
	return z.transform(choice(options));
}

function choice<const Options extends readonly [string, ...string[]]>(options: Options) {
	return (value: unknown) =>
		readWritten<Options[number]>(value, (sent) => readWord(sent, options), options[0]);
}

/** A switch; one that cannot be read has its default. */
function flag(fallback: boolean) {
	return z.transform((value) => readWritten(value, readSwitch, fallback));
}

/** A switch that is on once it is added, even where an expression leaves it blank. */
function requirement() {
	return z.transform((value) => {
		const added = value !== undefined;
		return readWritten<boolean | 'unread'>(value, readSwitch, added, 'unread');
	});
}

/** An amount, undefined where there is none; `closed` is what holds where it cannot be read. */
function total(closed: number) {
	return z.transform((value) =>
		readWritten<number | undefined>(value, readNumber, undefined, closed),
	);
}

/** A number of minutes or hours, undefined where there is none. */
function readTimeSpan(value: unknown): Written<number | undefined> {
	return readWritten<number | undefined>(value, readSpan, undefined);
}

/** A text that stands for something; the fallback where it is blank or stands for nothing. */
function written(reader: (text: string) => string | undefined, fallback: string) {
	return z.transform((value) => {
		const found = (sent: unknown) => reader(text(sent) ?? '');
		return readWritten(value, found, fallback);
	});
}

/** A text as it was written; the fallback where it is blank. */
function textOr(fallback: string) {
	return z.transform((value) => readWritten(value, (sent) => text(sent) ?? undefined, fallback));
}

/**
 * One of the panel's collections, which holds only what was added to it: an entry that an expression
 * leaves undefined was added all the same. Most hold nothing, which is read once.
 */
function collection<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
	const schema = z.object(shape);
	let empty: z.output<typeof schema> | undefined;
	return z.transform((value) => {
		const added = Object.entries(isObject(value) ? value : {});
		if (added.length === 0) return (empty ??= z.parse(schema, {}));
		return z.parse(schema, Object.fromEntries(added.map(([name, entry]) => [name, entry ?? null])));
	});
}

/*
 * What cannot be read closes a filter: bounds that nothing meets, entries that no event has, and a
 * switch that is neither on nor off.
 */
export const filters = collection({
	minimumTotal: total(Infinity),
	maximumTotal: total(-Infinity),
	/** Host names, as `hostOf` writes them. */
	stores: z.transform(readStores),
	/** Upper case. */
	platforms: z.transform((value) => readWords(value, ['SHOPIFY', 'OCC'])),
	/** ISO 3166. */
	countries: z.transform(readCountries),
	requirePhone: requirement(),
	requireConsent: requirement(),
});

export const options = collection({
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
	duplicateWindow: z.transform(readTimeSpan),
	/** Where it cannot be read, the same cart and the same shopper both make a duplicate. */
	duplicatesBy: z.transform((value) =>
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
	linkParameters: z.transform(readLinkParameters),
	includePayload: flag(false),
	includeRawBody: flag(false),
});

/** The panel never leaves blank what decides whether a signature is right. */
export const signatureOptions = collection({
	signatureScheme: z.transform(setAlways(choice(['auto', ...SIGNATURE_SCHEMES]))),
	signedContent: textOr(DEFAULT_SIGNED_CONTENT),
	signatureEncoding: z.transform(setAlways(choice(['auto', 'hex', 'base64']))),
	signatureAlgorithm: z.transform(setAlways(choice(['sha256', 'sha1', 'sha512']))),
	signatureHeader: written(
		(sent) => (isHeaderName(sent) ? sent : undefined),
		DEFAULT_SIGNATURE_HEADER,
	),
	timestampTolerance: z.transform(setAlways(readTimeSpan)),
});

/** The trigger's parameters as n8n hands them over: what was not added is absent. */
export const parameters = z.object({
	events: z.transform(readEvents),
	output: oneOf(['checkout', 'lineItem']),
	filters,
	options,
	signatureOptions,
});
export type Parameters = Partial<z.input<typeof parameters>>;

/** A name that is not in the panel is no mistake: a trigger can wait for any event. */
function readEvents(value: unknown): Written<string[]> {
	const chosen = value ?? [ABANDONED_CHECKOUT];
	const list: unknown[] = Array.isArray(chosen) ? chosen : [chosen];
	return {
		value: entriesOf(chosen).map((name) => readWord(name, EVENTS) ?? name),
		unread: list.filter((name) => !isBlank(name) && text(name) === null).map(shown),
	};
}
