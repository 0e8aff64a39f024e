import fc from 'fast-check';

import { anEcom360Body, anOccBody } from '../support/checkout.mts';
import { ecom360Sample, occSample, parsed } from '../support/fixtures.mts';
import { aKey, aLongNumber, aRepetition, aText, aValue, CANARY } from './words.mts';
import { nth, sometimes, SPELLINGS, weighted, withNumbers } from './words.mts';

type Container = Record<string, unknown>;
/** Changes something in a tree. */
type Change = (root: Container) => void;
/** Changes one key of an object, or index of a list. */
type Edit = (place: Container, key: string) => void;

/** What bodies start as: both vendors' samples and smaller ones of the same shapes, as JSON. */
const SEEDS = [
	{ event: 'ABANDONED_CHECKOUT', data: { cart_id: 1 } },
	...[anEcom360Body(), anOccBody(), parsed(ecom360Sample), parsed(occSample)],
	anEcom360Body({ email: `${CANARY}@example.com`, customer: { first_name: CANARY } }),
	anOccBody({ phone: CANARY, customer: { firstName: '', lastName: CANARY } }),
].map((body) => JSON.stringify(body));

/** Where quadratic time shows: 60 kB of a URL were 3 s in a pattern of the past. */
const LONG = 60_000;
const MANY = 3_000;

const anEdit = weighted<Edit>(
	[100, fc.constant(remove)],
	[300, aValue.map(setTo)],
	[100, aText.map(setTo)],
	[100, fc.constantFrom(...SPELLINGS).map(copyAs)],
	[100, aKey.map((name) => copyAs(() => name))],
	[3, aText.map((name) => copyAs(() => name))],
	[100, fc.constant(wrap)],
	[4, fc.constantFrom(3, 30, 300).map(repeat)],
);

/** Makes a field long: repetitive text, or a number of many digits. */
const aLengthening: fc.Arbitrary<Edit> = fc
	.tuple(
		weighted([4, fc.nat(MANY)], [1, fc.constantFrom(LONG / 3, LONG)]),
		weighted([19, aRepetition], [1, aLongNumber]),
	)
	.map(([length, write]) => (place, key) => {
		const value = ownValue(place, key);
		if (!isContainer(value)) put(place, key, write(length, value));
	});

function remove(place: Container, key: string): void {
	if (Array.isArray(place)) place.splice(Number(key), 1);
	else delete place[key];
}

function setTo(value: unknown): Edit {
	// A new one each time, since later changes may change it, and fast-check uses it again.
	const json = JSON.stringify(value);
	return (place, key) => put(place, key, JSON.parse(json));
}

function copyAs(rename: (key: string) => string): Edit {
	return (place, key) => {
		const name = Array.isArray(place) ? `${place.length}` : rename(key);
		put(place, name, ownValue(place, key));
	};
}

function wrap(place: Container, key: string): void {
	put(place, key, [ownValue(place, key)]);
}

function repeat(times: number): Edit {
	return (place, key) => {
		if (!Array.isArray(place)) return;
		for (let left = times; left > 0; left--) place.push(ownValue(place, key));
	};
}

/** An edit somewhere in the tree, of a key that is there or, less often, of another one. */
function changeBy(edit: fc.Arbitrary<Edit>): fc.Arbitrary<Change> {
	return fc
		.tuple(fc.array(fc.nat(), { maxLength: 4 }), fc.nat(), sometimes(4, aKey), edit)
		.map(([path, number, newKey, change]) => (root) => {
			const place = path.reduce((outer, step) => {
				return nth(Object.values(outer).filter(isContainer), step) ?? outer;
			}, root);
			const known = newKey === undefined ? nth(Object.keys(place), number) : undefined;
			change(place, known ?? (Array.isArray(place) ? `${place.length}` : (newKey ?? 'event')));
		});
}

function isContainer(value: unknown): value is Container {
	return typeof value === 'object' && value !== null;
}

function ownValue(place: Container, key: string): unknown {
	return Object.hasOwn(place, key) ? place[key] : null;
}

/** Sets an own key, `__proto__` included. */
export function put(place: object, key: string, value: unknown): void {
	const rest = { writable: true, enumerable: true, configurable: true };
	Object.defineProperty(place, key, { value, ...rest });
}

const someChanges = weighted<Change[]>(
	[80, fc.array(changeBy(anEdit), { maxLength: 5 })],
	[10, fc.array(changeBy(anEdit), { maxLength: 39 })],
	// Few, since each costs as much as a hundred others.
	[1, fc.array(changeBy(aLengthening), { maxLength: 60 })],
);
const aTree = fc.tuple(fc.constantFrom(...SEEDS), someChanges).map(([seed, changes]): unknown => {
	const root = JSON.parse(seed) as Container;
	for (const change of changes) change(root);
	return root;
});

/** How else than as usual some sender might write JSON. */
const WRITINGS = [
	(json: string) => `\uFEFF${json}`,
	(json: string) => ` \n${json}\t\n`,
	(json: string) => json.replace('{', `{"email":"${CANARY}","data":7,`),
	(json: string) => json.replace(/[aeiou]/, (at) => `\\u00${at.charCodeAt(0).toString(16)}`),
];

/** A JSON body: a known one with some of its parts changed, or any value. */
export const aBody: fc.Arbitrary<string> = fc
	.record({
		value: weighted([59, aTree], [1, aValue]),
		indent: sometimes(6, fc.constant(2)),
		rewrite: sometimes(6, fc.constantFrom(...WRITINGS)),
	})
	.map(({ value, indent, rewrite = (json) => json }) =>
		rewrite(withNumbers(JSON.stringify(value, null, indent))),
	);

/** Changes one byte. */
export const aByteChange = fc
	.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }))
	.map(([at, bits]) => (bytes: Buffer) => {
		const changed = Buffer.from(bytes.length > 0 ? bytes : ' ');
		const index = at % changed.length;
		changed[index] = (changed[index] ?? 0) ^ bits;
		return changed;
	});

/** Cuts bytes, doubles them, replaces them or changes one. */
export const aDamage = fc.oneof(
	fc.nat().map((end) => (bytes: Buffer) => bytes.subarray(0, end % (bytes.length + 1))),
	fc.constant((bytes: Buffer) => Buffer.concat([bytes, bytes])),
	fc.uint8Array({ maxLength: 63 }).map((others) => () => Buffer.from(others)),
	aByteChange,
);
