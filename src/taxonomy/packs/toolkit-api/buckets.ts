import type { Bucket } from "../../schema.ts";
import type { BucketId } from "./ids.ts";

/** Who may own a bucket. */
export const owners = ["platform-team", "upstream-provider", "observability-team", "toolkit-team", "manual-triage"] as const;

export const buckets = {
  PLATFORM_AUTH_ISSUE: {
    owner: "platform-team",
    action: "escalate",
    description: "The connected account cannot make this call: its credential is gone, or it lacks the right.",
    ask: "Reconnect the account, or give it the right that the API names, and run the same calls again.",
    disproof: "The same call passes with this connected account as it is, or fails in the same way with an account that certainly has the right.",
    cause: ["toolkit", "account", "cluster"],
  },
  PLATFORM_FIXTURE_ISSUE: {
    owner: "platform-team",
    action: "escalate",
    description: "The test data is wrong: it names what does not exist, sends what the API cannot take, or finds what an earlier run left behind.",
    ask: "Point the fixture to data that exists and is valid for this account, and run the same calls again.",
    disproof: "The same call fails in the same way with data that was just created through the provider's own interface.",
    cause: ["toolkit", "account", "cluster"],
  },
  UPSTREAM_API_BEHAVIOR: {
    owner: "upstream-provider",
    action: "acknowledge",
    description: "The provider's service was down, slow, or at a limit that it sets.",
    ask: "Confirm the limit or the outage, and say when it ends; until then these calls are left out of our bug counts.",
    disproof: "The same call fails in the same way hours later, with the provider's status page green and the limits unused.",
    cause: ["toolkit", "cluster"],
  },
  DATA_QUALITY_GAP: {
    owner: "observability-team",
    action: "re-fetch source data",
    description: "The record does not hold what went wrong.",
    ask: "Fetch these logs again with full response bodies, or say why the bodies are missing.",
    disproof: "The log store shows a status, an error text or a body for these ids.",
    cause: ["cluster", "rule"],
  },
  TOOLKIT_IMPLEMENTATION_BUG: {
    owner: "toolkit-team",
    action: "fix",
    description: "The request is built wrongly, whatever data is fed in.",
    ask: "Change the tool as said with each group.",
    disproof: "The same tool passes with other data and the same connected account.",
    cause: ["toolkit", "tool", "rule"],
  },
  INVESTIGATE_INDIVIDUALLY: {
    owner: "manual-triage",
    action: "manual triage",
    description: "The record does not say enough to name a cause.",
    ask: "Look at each of these; what you find becomes a rule.",
    disproof: "The record itself names a cause that a rule could have read.",
    cause: ["toolkit", "tool"],
  },
} as const satisfies Record<BucketId, Bucket & { readonly owner: (typeof owners)[number] }>;
