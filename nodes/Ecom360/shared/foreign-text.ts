const LONGEST = 100;
const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/**
 * What a stranger sent, such as a header or another server's answer, as text for a message.
 *
 * n8n renders the descriptions of errors and hints as HTML, so `&<>"'` are escaped. The text becomes
 * one line of at most 100 characters (counted before it is escaped); an ellipsis stands for the rest.
 */
export function foreignText(sent: string): string {
	// Cut roughly first: what is left out should cost nothing, however long it is.
	const start = sent.slice(0, LONGEST * 4);
	const characters = [...start.replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ').trim()];
	const isCut = characters.length > LONGEST || start.length < sent.length;
	const shown = isCut ? `${characters.slice(0, LONGEST - 1).join('')}…` : characters.join('');
	return shown.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
