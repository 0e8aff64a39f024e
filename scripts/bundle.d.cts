import type { BuildOptions, BuildResult } from 'esbuild';

/** `options` win over the package's own. */
export function bundlePackage<Options extends BuildOptions>(
	options?: Options,
): Promise<BuildResult<Options>>;
