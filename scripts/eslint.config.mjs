import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// What runs on a developer's machine only; n8n's own rules are for code that runs inside n8n.
export default tseslint.config(js.configs.recommended, tseslint.configs.recommended, {
	languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
});
