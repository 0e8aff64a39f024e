// Runs one of this folder's TypeScript commands: `node scripts/run.mjs start --once`.
// One process from npm to the command, so that Ctrl-C and its exit code reach it on every platform.
import './setup.mjs';

const [, , name, ...args] = process.argv;
const command = new URL(`${name}.mts`, import.meta.url);

const { register: registerImport } = await import('tsx/esm/api');
const { register: registerRequire } = await import('tsx/cjs/api');
registerImport();
registerRequire();
process.argv = [process.argv[0], command.pathname, ...args];
await import(command.href);
