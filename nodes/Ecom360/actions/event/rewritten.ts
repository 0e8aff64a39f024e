import { isObject } from '../../shared/json';
import { foreignText } from '../../shared/foreign-text';

const WRITTEN_ANEW =
	'Written anew from the item: blanks can differ from what arrived, 10.0 becomes 10, and whole numbers of more than 15 digits are sent as text.';
const MOST_NAMED = 5;

/**
 * How a payload that is written anew differs from the body that arrived.
 *
 * The trigger keeps every digit by making text of a long number. Where such a number is a number all
 * the same, a node in between has read it, and its last digits are gone: those are named.
 */
export function changes(payload: unknown): string {
	const names = inexactNumbers(payload);
	if (names.length === 0) return WRITTEN_ANEW;
	const named = names.slice(0, MOST_NAMED).map(foreignText).join(', ');
	return `${WRITTEN_ANEW} These numbers lost digits before they came here: ${named}.`;
}

/** The paths of whole numbers that are too long for a number in JavaScript. */
function inexactNumbers(payload: unknown): string[] {
	const found: string[] = [];
	// No recursion: an event can be nested deeper than the stack is.
	const open: Array<{ path: string; value: unknown }> = [{ path: '', value: payload }];
	for (let next = open.pop(); next; next = open.pop()) {
		const { path, value } = next;
		if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
			found.push(path);
		}
		if (!isObject(value) && !Array.isArray(value)) continue;
		for (const [key, inner] of Object.entries(value)) {
			open.push({ path: path === '' ? key : `${path}.${key}`.slice(0, 200), value: inner });
		}
	}
	return found.sort();
}
