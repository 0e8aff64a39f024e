import { createUserFolder, installTarball } from './home.mts';
import { installN8n, type InstalledN8n } from './install.mts';
import { packProject } from './pack.mts';
import { freePorts, isFree } from './ports.mts';
import { RunningN8n } from './running.mts';
import { defaultVersion } from './versions.mts';

/** The part of this process's environment that an n8n may see: enough to run, nothing that changes it. */
const INHERITED =
	'PATH HOME USER LANG LC_ALL TZ SYSTEMROOT WINDIR COMSPEC PATHEXT APPDATA LOCALAPPDATA USERPROFILE';
const START_TIMEOUT_MS = 180_000;
const START_ATTEMPTS = 3;

type N8nMode = 'start' | 'webhook' | 'worker';

// The readiness endpoint answers before the REST routes exist; these lines come when everything is there.
const READY: Record<N8nMode, RegExp> = {
	start: /Editor is now accessible/,
	webhook: /Webhook listener waiting for requests/,
	worker: /n8n worker is now ready/,
};

export interface StartOptions {
	version?: string | undefined;
	mode?: N8nMode;
	/** Default: a free one. */
	port?: number | undefined;
	/** A packed community node to install before the start. */
	tarball?: string | undefined;
	/** Kept when n8n stops; without it, a temporary folder is used and removed. */
	userFolder?: string | undefined;
	/** Added to the settings that every n8n of this project gets. */
	env?: Record<string, string>;
}

/**
 * Starts n8n and waits until it takes requests; installs it first where necessary.
 *
 * The same user folder and port can be given again after `stop` or `kill`: that is a restart.
 */
export async function startN8n(options: StartOptions = {}): Promise<RunningN8n> {
	if (options.port !== undefined && !(await isFree(options.port))) {
		throw new Error(`Port ${options.port} is taken by another program.`);
	}
	const installed = await installN8n(options.version ?? defaultVersion);
	for (let attempt = 1; ; attempt++) {
		const { n8n, failure } = await tryToStart(installed, options);
		if (failure === undefined) return n8n;
		await n8n.stop();
		// Somebody else may have taken a free port between our finding it and n8n's using it.
		const canRetry = options.port === undefined && attempt < START_ATTEMPTS;
		if (!canRetry || !/port \d+ is already in use/.test(n8n.log)) throw failure;
	}
}

/** Packs this project, and starts an n8n with it. */
export async function startPacked(options: StartOptions): Promise<RunningN8n> {
	const { tarball, remove } = await packProject();
	const n8n = await startN8n({ ...options, tarball });
	await remove();
	return n8n;
}

async function tryToStart(
	{ version, node, entry }: InstalledN8n,
	{ mode = 'start', port, tarball, env = {}, ...options }: StartOptions,
): Promise<{ n8n: RunningN8n; failure?: unknown }> {
	const [freePort = 0, ...otherPorts] = await freePorts(3);
	const userFolder = options.userFolder ?? (await createUserFolder());
	const isTemporary = options.userFolder === undefined;
	const n8n = new RunningN8n({ version, port: port ?? freePort, userFolder, isTemporary });
	try {
		if (tarball !== undefined) await installTarball(userFolder, tarball);
		n8n.spawn(node.binary, [entry, mode], { ...environmentOf(n8n, otherPorts), ...env });
		await n8n.waitForLog(READY[mode], START_TIMEOUT_MS);
		return { n8n };
	} catch (failure) {
		return { n8n, failure };
	}
}

function environmentOf(
	{ userFolder, port }: RunningN8n,
	[broker, health]: number[],
): Record<string, string> {
	const inherited = Object.fromEntries(
		INHERITED.split(' ').flatMap((name) => {
			const value = process.env[name];
			return value === undefined ? [] : [[name, value]];
		}),
	);
	return {
		...inherited,
		// n8n leaves an upload folder among the temporary files: like this it goes with the rest.
		...{ TMPDIR: userFolder, TEMP: userFolder, TMP: userFolder },
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(broker),
		QUEUE_HEALTH_CHECK_PORT: String(health),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		// An idle worker uses up all of this, by default half a minute, before it ends.
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
	};
}
