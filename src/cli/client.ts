import type { Client } from "../reports/dashboard/tab.ts";

/** The bundled client of the dashboard; the bundler puts it in as constants. */
declare const TRIAGE_CLIENT_SCRIPT: string | undefined;
declare const TRIAGE_CLIENT_STYLE: string | undefined;

/** The client that a dashboard carries: built in, or bundled now in a checkout without a build. */
export async function dashboardClient(): Promise<Client> {
  // Written as one expression so that the bundler sees that a built program needs no bundler.
  return typeof TRIAGE_CLIENT_SCRIPT === "string" ? { script: TRIAGE_CLIENT_SCRIPT, style: TRIAGE_CLIENT_STYLE ?? "" } : (await import("../reports/dashboard/client/bundle.mjs")).bundleClient();
}
