import * as z from 'zod/v4-mini';

import { readCountryOrCallingCode } from '../checkout/country';
import { isLocale } from '../checkout/money';
import { isCurrencyCode } from '../payload/amounts';
import { measure, objects, text } from '../payload/readers';
import {
	ABANDONED_CHECKOUT,
	DEFAULT_COUNTRY,
	DEFAULT_CURRENCY,
	DEFAULT_DUPLICATE_WINDOW_HOURS,
	DEFAULT_FALLBACK_TEXTS,
	DEFAULT_LOCALE,
	DEFAULT_SIGNATURE_HEADER,
} from '../shared/cashfree';
import { isObject } from '../shared/json';
import { schemeProblem } from '../webhook/signature';
import { DEFAULT_SIGNED_CONTENT, SIGNATURE_SCHEMES } from '../webhook/signed-content';
import { DUPLICATES_BY } from './duplicates';
import { unreadSettings } from './unread-settings';
import { entriesOf, readCountries, readStores, type Written } from './written-lists';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Reads a value that may be absent, or anything that an expression made of it. */
function read<Value>(reader: (value: unknown) => Value) {
	return z.pipe(z.optional(z.unknown()), z.transform(reader));
}

/** One of a parameter's options; the first is its default. */
function oneOf<const Options extends readonly [string, ...string[]]>(options: Options) {
	return z.catch(z._default(z.enum(options), options[0]), options[0]);
}

function flag(fallback: boolean) {
	return z.catch(z._default(z.boolean(), fallback), fallback);
}

/** A number that may be written as text; undefined where it is none, or negative. */
const number = read((value) => measure(value) ?? undefined);

/** A text that stands for something; the fallback where it is blank or stands for nothing. */
function written(reader: (text: string) => string | undefined, fallback: string) {
	return read((value): Written<string> => {
		const sent = text(value);
		const found = sent === null ? fallback : reader(sent);
		return { value: found ?? fallback, unread: found === undefined && sent ? [sent] : [] };
	});
}

/** A collection of the panel, which holds only what was added to it. */
function collection<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
	return z.pipe(
		read((value) => (isObject(value) ? value : {})),
		z.object(shape),
	);
}

/** A text as it was written; the fallback where it is blank. */
function textOr(fallback: string) {
	return read((value) => text(value) ?? fallback);
}

/** The parameters of the panel's fixed collection; one without a name or a value adds nothing. */
function readLinkParameters(value: unknown): Array<{ name: string; value: string }> {
	const entered = objects(isObject(value) ? value['parameters'] : value) ?? [];
	return entered.flatMap((parameter) => {
		const name = text(parameter['name']);
		const content = text(parameter['value']);
		return name === null || content === null ? [] : [{ name, value: content }];
	});
}

const filters = collection({
	minimumTotal: number,
	maximumTotal: number,
	/** Host names, as `hostOf` writes them. */
	stores: read(readStores),
	/** Upper case. */
	platforms: read((value) => entriesOf(value).map((platform) => platform.toUpperCase())),
	/** ISO 3166. */
	countries: read(readCountries),
	requirePhone: flag(false),
	requireConsent: flag(false),
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
	duplicateWindow: number,
	duplicatesBy: oneOf(DUPLICATES_BY),
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
	signatureHeader: textOr(DEFAULT_SIGNATURE_HEADER),
	timestampTolerance: number,
});

/** How signatures are checked. */
function readRules(signing: z.output<typeof signatureOptions>) {
	const { signatureScheme: scheme, signedContent, timestampTolerance } = signing;
	// Standard Webhooks asks for a tolerance; its libraries take five minutes.
	const minutes = timestampTolerance ?? (scheme === 'standardWebhooks' ? 5 : 0);
	return {
		scheme,
		signedContent,
		encoding: signing.signatureEncoding,
		algorithm: signing.signatureAlgorithm,
		header: signing.signatureHeader,
		toleranceMs: minutes * MINUTE_MS,
	};
}

/** Rules by which nothing can be verified: they stay as they are, and every delivery is refused. */
function unreadRules(signing: z.output<typeof signatureOptions>) {
	const problem = schemeProblem(readRules(signing));
	const { signedContent, timestampTolerance: minutes } = signing;
	const unreadIf = (isUnread: boolean, entry: unknown): Written<unknown> => ({
		value: entry,
		unread: isUnread ? [String(entry)] : [],
	});
	return {
		signedContent: unreadIf(problem === 'signed_content_unreadable', signedContent),
		timestampTolerance: unreadIf(problem?.startsWith('time_') ?? false, minutes),
	};
}

/**
 * The trigger's parameters as n8n hands them over: what was not added is absent, and an expression
 * can make anything of a value. One that makes no sense counts as not set, and is named in `unread`.
 */
const parameters = z.object({
	events: read((value) => entriesOf(value ?? [ABANDONED_CHECKOUT])),
	output: oneOf(['checkout', 'lineItem']),
	filters,
	options,
	signatureOptions,
});
export type Parameters = z.input<typeof parameters>;

/** What a delivery is held to, with every default filled in. */
const settings = z.pipe(
	parameters,
	z.transform(
		({ events, output, filters: screening, options: chosen, signatureOptions: signing }) => ({
			/** Event names; `*` stands for any. */
			events,
			filters: {
				...screening,
				stores: screening.stores.value,
				countries: screening.countries.value,
			},
			reading: {
				defaultCountry: chosen.defaultCountry.value,
				currency: chosen.currency.value,
				amountUnit: chosen.amountUnit,
			},
			presenting: {
				output,
				locale: chosen.locale.value,
				fallbackTexts: chosen.fallbackTexts,
				linkParameters: chosen.linkParameters,
			},
			signature: readRules(signing),
			skipDuplicates: chosen.skipDuplicates,
			windowMs: (chosen.duplicateWindow ?? DEFAULT_DUPLICATE_WINDOW_HOURS) * HOUR_MS,
			duplicatesBy: chosen.duplicatesBy,
			includeIgnored: chosen.includeIgnored,
			reportRefused: chosen.reportRefused,
			includePayload: chosen.includePayload,
			includeRawBody: chosen.includeRawBody,
			/** What was written and cannot be used. */
			unread: unreadSettings({
				countries: screening.countries,
				stores: screening.stores,
				currency: chosen.currency,
				defaultCountry: chosen.defaultCountry,
				locale: chosen.locale,
				...unreadRules(signing),
			}),
		}),
	),
);
export type Settings = z.output<typeof settings>;
export type Filters = Settings['filters'];

/** Turns parameters into settings. Never throws, whatever the parameters hold. */
export function readSettings(entered: Parameters): Settings {
	return z.parse(settings, entered);
}

/** The settings of a test run: one event at a time, each of which the person wants to see. */
export function inTestRun(chosen: Settings): Settings {
	return { ...chosen, skipDuplicates: false, includeIgnored: false, reportRefused: false };
}
