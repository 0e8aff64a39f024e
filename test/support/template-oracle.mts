const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What WhatsApp, or a reader, would object to in a template parameter; written from Meta's rules. */
export function templateProblems(text: string, longest: number): string[] {
	const problems: Record<string, boolean> = {
		empty: text.trim() === '',
		'a line break': /[\n\r\v\f\u0085\u2028\u2029]/.test(text),
		'a tab': text.includes('\t'),
		'more than four spaces in a row': / {5}/.test(text) || /\s{5}/.test(text),
		// eslint-disable-next-line no-control-regex -- they are what is looked for
		'a control character': /[\u0000-\u001F\u007F-\u009F]/.test(text),
		'half a surrogate pair': /\p{Surrogate}/u.test(text),
		'too long': text.length > longest,
	};
	return Object.keys(problems).filter((name) => problems[name]);
}

export function graphemesOf(text: string): string[] {
	return [...graphemes.segment(text)].map(({ segment }) => segment);
}
