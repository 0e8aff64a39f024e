import { createRequire } from 'node:module';

// The versions that n8n's own lint is made of.
const require = createRequire(import.meta.resolve('@n8n/node-cli/eslint'));
const js = require('@eslint/js');
const tseslint = require('typescript-eslint');

// What runs on a developer's machine only; n8n's own rules are for code that runs inside n8n.
export default tseslint.config(
	{ files: ['**/*.{mts,mjs,ts}'] },
	js.configs.recommended,
	tseslint.configs.recommended,
	{ rules: { 'no-undef': 'off' } },
	{ files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
