import type { Client } from "../reports/dashboard/tab.ts";

/** The bundled client of the dashboard; the bundler puts it in as constants. */
declare const TRIAGE_CLIENT_SCRIPT: string | undefined;
declare const TRIAGE_CLIENT_STYLE: string | undefined;

/** The client that a dashboard carries: built in, or bundled now in a checkout without a build. */
export async function dashboardClient(): Promise<Client> {
  if (typeof TRIAGE_CLIENT_SCRIPT === "string" && typeof TRIAGE_CLIENT_STYLE === "string") return { script: TRIAGE_CLIENT_SCRIPT, style: TRIAGE_CLIENT_STYLE };
  const { bundleClient } = await import("../reports/dashboard/client/bundle.mjs");
  return bundleClient();
}
