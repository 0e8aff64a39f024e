import { anEcom360Body, anOccBody } from '../support/checkout.mts';
import { ecom360Sample, occSample, parsed } from '../support/fixtures.mts';
import type { Random } from './random.mts';
import { aLongNumber, aRepetitiveText, aText, aValue, CANARY, KEYS, respelled } from './words.mts';

type Container = Record<string, unknown> | unknown[];

/** What bodies start as: both vendors' samples and smaller ones of the same shapes, as JSON. */
const SEEDS = [
	...[parsed(ecom360Sample), parsed(occSample), anEcom360Body(), anOccBody()],
	anEcom360Body({ email: `${CANARY}@example.com`, customer: { first_name: CANARY } }),
	anOccBody({ phone: CANARY, customer: { firstName: '', lastName: CANARY } }),
	{ event: 'ABANDONED_CHECKOUT', data: { cart_id: 1 } },
].map((body) => JSON.stringify(body));

/** Few, since each costs as much as a hundred others. */
const LENGTHENED_IN = 100;
/** Where quadratic time shows: 60 kB of a URL were 3 s in a pattern of the past. */
const LONG = 60_000;
const MANY = 3_000;
const MOST_LONG = 6;
const MOST_FIELDS = 60;

/** A JSON body: a known one, or one that was worth keeping, with some of its parts changed. */
export function aBody(random: Random, kept: readonly string[]): string {
	const seed = kept.length > 0 && random.oneIn(2) ? random.pick(kept) : random.pick(SEEDS);
	const root = JSON.parse(seed) as Container;
	for (let left = random.below(random.oneIn(8) ? 40 : 6); left > 0; left--) change(random, root);
	if (random.oneIn(LENGTHENED_IN)) lengthen(random, root);
	return write(random, random.oneIn(60) ? aValue(random) : root);
}

function change(random: Random, root: Container): void {
	const place = descend(random, root);
	if (Array.isArray(place)) changeList(random, place);
	else changeObject(random, place);
}

/** A container somewhere in the tree; the deeper, the rarer. */
function descend(random: Random, root: Container): Container {
	let place = root;
	while (!random.oneIn(3)) {
		const inner = Object.values(place).filter(isContainer);
		if (inner.length === 0) break;
		place = random.pick(inner);
	}
	return place;
}

/** Makes every field long and repetitive, a few of them very long. */
function lengthen(random: Random, root: Container): void {
	const fields = fieldsOf(root);
	const longest = Array.from({ length: MOST_LONG }, () => random.below(fields.length));
	for (const [index, { place, key, value }] of fields.entries()) {
		const length = longest.includes(index) ? random.pick([LONG / 3, LONG]) : random.below(MANY);
		const isNumber = random.oneIn(20);
		put(
			place,
			key,
			isNumber ? aLongNumber(random, length) : aRepetitiveText(random, length, value),
		);
	}
}

interface Field {
	place: object;
	key: string;
	value: unknown;
}

/** All fields that hold no other fields, as far as a body of a shop has any. */
function fieldsOf(root: Container): Field[] {
	const fields: Field[] = [];
	const places: Container[] = [root];
	for (const place of places) {
		for (const [key, value] of Object.entries(place)) {
			if (isContainer(value)) places.push(value);
			else fields.push({ place, key, value });
		}
		if (fields.length > MOST_FIELDS) break;
	}
	return fields;
}

function isContainer(value: unknown): value is Container {
	return typeof value === 'object' && value !== null && !('digits' in value);
}

function changeList(random: Random, list: unknown[]): void {
	if (list.length === 0 || random.oneIn(4)) list.push(aValue(random));
	else if (random.oneIn(3)) list.splice(random.below(list.length), 1);
	else if (random.oneIn(100))
		for (let left = random.pick([3, 30, 300]); left > 0; left--) list.push(list[0]);
	else list[random.below(list.length)] = aValue(random);
}

function changeObject(random: Random, object: Record<string, unknown>): void {
	const keys = Object.keys(object);
	const key = keys.length > 0 && !random.oneIn(4) ? random.pick(keys) : random.pick(KEYS);
	const value = Object.hasOwn(object, key) ? object[key] : aValue(random);
	switch (random.below(8)) {
		case 0:
			delete object[key];
			break;
		case 1:
			put(object, respelled(random, key), value);
			break;
		case 2:
			put(object, random.oneIn(30) ? aText(random) : random.pick(KEYS), value);
			break;
		case 3:
			put(object, key, [value]);
			break;
		case 4:
			put(object, key, aText(random));
			break;
		default:
			put(object, key, aValue(random));
	}
}

/** Sets an own key, `__proto__` included. */
function put(object: object, key: string, value: unknown): void {
	const rest = { writable: true, enumerable: true, configurable: true };
	Object.defineProperty(object, key, { value, ...rest });
}

/** Writes JSON as some sender might: numbers to the letter, blanks, keys twice, a byte order mark. */
function write(random: Random, value: unknown): string {
	const text = JSON.stringify(value, null, random.oneIn(6) ? 2 : undefined) ?? 'null';
	const written = text.replace(/"@@([^@"]*)@@"/g, '$1');
	switch (random.below(24)) {
		case 0:
			return `\uFEFF${written}`;
		case 1:
			return ` \n${written}\t\n`;
		case 2:
			return written.replace(
				'{',
				() => `{"${random.pick(KEYS)}":${JSON.stringify(aText(random))},`,
			);
		case 3:
			return written.replace(/[aeiou]/, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
		default:
			return written;
	}
}

/** The bytes of a text, now and then cut, doubled or with a byte changed. */
export function asBytes(random: Random, text: string): Buffer {
	const bytes = Buffer.from(text);
	if (!random.oneIn(25)) return bytes;
	switch (random.below(4)) {
		case 0:
			return bytes.subarray(0, random.below(bytes.length + 1));
		case 1:
			return Buffer.concat([bytes, bytes]);
		case 2:
			return random.bytes(random.below(64));
		default:
			return withByteChanged(random, bytes);
	}
}

export function withByteChanged(random: Random, bytes: Buffer): Buffer {
	if (bytes.length === 0) return Buffer.from(' ');
	const changed = Buffer.from(bytes);
	const at = random.below(bytes.length);
	changed[at] = (changed[at] ?? 0) ^ (1 + random.below(255));
	return changed;
}
