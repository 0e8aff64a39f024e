import { deepEqual, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import type { Case } from './case.mts';
import { call } from './host.mts';
import { examine, isTooSlow, type Ending } from './oracle.mts';

/** How often a slow case is run anew before it counts: it may have been garbage collection. */
const SLOW_AGAIN = 3;
/** No garbage collection takes so long; a case that does is not run anew. */
const HOPELESS_MS = 2_000;

/** What the case comes to; throws where that, or what its copy comes to, is not as promised. */
export async function play(fuzzCase: Case): Promise<Ending> {
	// A node of its own, which remembers no other case.
	const nodeId = randomUUID();
	const copy = copyOf(fuzzCase);
	const now = Date.now();
	const first = call(nodeId, fuzzCase);
	const atOnce = fuzzCase.repeat === 'atOnce' && call(nodeId, copy);
	const reaction = await first.reaction;
	const ending = examine(fuzzCase, reaction, now);
	await checkTime(fuzzCase, reaction.cpuMs);
	await first.end(fuzzCase.ending);
	const second = atOnce || (fuzzCase.repeat === 'afterwards' && call(nodeId, copy));
	if (second) {
		checkRepetition(fuzzCase, ending, examine(copy, await second.reaction, now));
		await second.end('stored');
	}
	return ending;
}

async function checkTime(fuzzCase: Case, cpuMs: number): Promise<void> {
	let least = cpuMs;
	for (let again = 0; isTooSlow(fuzzCase, least); again++) {
		const isCertain = again === SLOW_AGAIN || least > HOPELESS_MS;
		ok(!isCertain, `took ${Math.round(least)} ms for a body of ${fuzzCase.body.length} bytes`);
		const { reaction, end } = call(randomUUID(), fuzzCase);
		least = Math.min(least, (await reaction).cpuMs);
		await end('stored');
	}
}

/** The same delivery, perhaps with another id in its unsigned header. */
function copyOf(fuzzCase: Case): Case {
	if (!fuzzCase.hasNewId || signsId(fuzzCase)) return fuzzCase;
	return { ...fuzzCase, headers: { ...fuzzCase.headers, 'x-idempotency-key': 'again' } };
}

/** A second copy is a duplicate where the first was kept, else it comes to the same. */
function checkRepetition({ settings, isTest, ending }: Case, first: Ending, second: Ending): void {
	const isRemembered =
		first.kind === 'accepted' &&
		ending !== 'failed' &&
		settings.skipDuplicates &&
		settings.hasWindow &&
		!isTest;
	const expected = isRemembered ? { kind: 'ignored', reason: 'duplicate' } : first;
	deepEqual(second, expected, `repeated (first ${ending}): ${second.kind} ${second.reason}`);
}

/** Whether the signature covers the id: another one would be refused, and be no copy. */
function signsId({ settings: { signature } }: Case): boolean {
	const { scheme, signedContent = '' } = signature;
	return scheme === 'custom' && /\{id\}|x-idempotency-key/i.test(signedContent);
}
