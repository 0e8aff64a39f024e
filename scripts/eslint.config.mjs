import { createRequire } from 'node:module';

import regexp from 'eslint-plugin-regexp';

// The versions that n8n's own lint is made of.
const require = createRequire(import.meta.resolve('@n8n/node-cli/eslint'));
const js = require('@eslint/js');
const tseslint = require('typescript-eslint');

// n8n's own rules are for code that runs inside n8n; these are for all of it.
export default tseslint.config(
	{ files: ['**/*.{mts,mjs,ts}'] },
	js.configs.recommended,
	tseslint.configs.recommended,
	{ rules: { 'no-undef': 'off' } },
	{ files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
	{
		// One text from a sender that costs a pattern quadratic time blocks all of n8n.
		plugins: { regexp },
		rules: {
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential' }],
		},
	},
);
