import * as z from 'zod/v4-mini';

import { isBlank } from '../payload/readers';
import { DEFAULT_DUPLICATE_WINDOW_HOURS } from '../shared/cashfree';
import { isObject } from '../shared/json';
import { schemeProblem, type SignatureRules } from '../webhook/signature';
import type { DuplicatesBy } from './duplicates';
import {
	type filters,
	type options,
	type Parameters,
	parameters,
	type signatureOptions,
} from './parameters';
import { type LinkParameter, shown, type Written } from './written';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

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

/** Something else in a collection's place, which only an imported workflow can hold. */
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
	/** Whether the filters as a whole cannot be read, so that nothing passes. */
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
