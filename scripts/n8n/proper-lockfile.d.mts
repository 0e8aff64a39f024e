// As much of it as is used here: the package has no types of its own.
declare module 'proper-lockfile' {
	interface Options {
		realpath?: boolean;
		/** Milliseconds after which a lock that nobody touches counts as abandoned. */
		stale?: number;
		retries?: { forever: boolean; factor: number; minTimeout: number };
	}
	export function check(path: string, options?: Options): Promise<boolean>;
	export function lock(path: string, options?: Options): Promise<() => Promise<void>>;
}
