/** Bundles the client; needs esbuild, which only a checkout has. */
export function bundleClient(): Promise<{ readonly script: string; readonly style: string }>;
