/** Anything visible on one line without a mark to combine: needs no work at all. */
const PLAIN_TEXT = /^[!-~¡-¬®-ɏ₠-₿]+(?: [!-~¡-¬®-ɏ₠-₿]+)*$/;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
// Format characters, such as direction marks, and halved pairs; the two joiners stay, since
// Devanagari and emoji need them.
const INVISIBLE = /(?![\u200C\u200D])[\p{Cf}\p{Cs}]/gu;
// A text of a megabyte is cut here first, so that it costs no more than a long title.
const ROUGH_CUT = 4096;
// Made for the first long text, since making one takes as long as to load the rest of the node.
let graphemes: Intl.Segmenter | undefined;

/**
 * Makes one line that a WhatsApp template accepts: no control characters, single spaces, at most
 * `longest` UTF-16 units (below 4,096), cut between graphemes. `fallback` stands in for what would
 * be empty.
 */
export function templateText(
	sent: string | null | undefined,
	longest: number,
	fallback: string,
): string {
	if (sent === null || sent === undefined) return fallback;
	if (sent.length <= longest && PLAIN_TEXT.test(sent)) return sent;
	const isCut = sent.length > ROUGH_CUT;
	const line = sent
		.slice(0, ROUGH_CUT)
		.replace(/[\s\p{Cc}\u2800\u115F\u1160\u3164\uFFA0]+/gu, ' ')
		.replace(INVISIBLE, '')
		.replace(/ {2,}/g, ' ')
		.trim();
	const clipped = isCut || line.length > longest ? clip(line, longest, isCut) : line;
	return VISIBLE.test(clipped) ? clipped : fallback;
}

/** Keeps the graphemes that fit whole, and says with an ellipsis that there were more. */
function clip(line: string, longest: number, isCut: boolean): string {
	graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
	let end = 0;
	for (const { index, segment } of graphemes.segment(line)) {
		const next = index + segment.length;
		const isMaybeHalved = isCut && next === line.length;
		if (isMaybeHalved || next >= longest) break;
		end = next;
	}
	const kept = line.slice(0, end).trimEnd();
	return VISIBLE.test(kept) ? `${kept}…` : '';
}
