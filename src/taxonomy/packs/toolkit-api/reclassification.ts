import type { Reclassification, Scope } from "../../schema.ts";

/**
 * What an upstream classifier may say. A category that stands in neither list needs review: it may be new, or misspelt.
 */
export const scope = {
  inScope: ["TEST_DATA"],
  outOfScope: [
    "RUNTIME_API_BEHAVIOR", "TOOLKIT_BUG", "TOOLKIT_IMPLEMENTATION", "TOOLKIT_IMPLEMENTATION_BUG", "IMPLEMENTATION_BUG", "CODE_BUG", "SCHEMA_BUG", "SCHEMA_MISMATCH", "SCHEMA_ISSUE",
    "DOCUMENTATION", "DOCUMENTATION_GAP", "FALSE_POSITIVE", "NOT_A_BUG", "EXPECTED_BEHAVIOR", "USER_ERROR", "AGENT_ERROR", "MODEL_ERROR", "DUPLICATE", "INFRASTRUCTURE", "PLATFORM_BUG",
    "UNKNOWN", "OTHER", "UNCLASSIFIED",
  ],
} as const satisfies Scope;

/** Test data in disguise: evidence in the failure itself that outweighs the upstream label. The first that holds gives the reason. */
export const reclassifications = [
  {
    id: "limits-and-outages",
    why: "the provider was at a limit or out of order, which is no behaviour of the tool",
    from: ["RUNTIME_API_BEHAVIOR"],
    clusters: ["QUOTA_EXHAUSTED", "RATE_LIMITED", "UPSTREAM_5XX"],
  },
  {
    id: "left-behind",
    why: "an earlier run left behind what this one wanted to create",
    from: ["RUNTIME_API_BEHAVIOR"],
    clusters: ["ALREADY_EXISTS"],
  },
  {
    id: "template-reached-api",
    why: "an unsubstituted template variable reached the API",
    from: ["RUNTIME_API_BEHAVIOR"],
    mark: ["template"],
  },
  {
    id: "fixture-id-refused",
    why: "the API refused a literal id that the fixture holds",
    from: ["RUNTIME_API_BEHAVIOR"],
    status: [401, 403, 404],
    addresses: "object",
  },
  {
    id: "document-copy",
    why: "the fixture names a document that this account may not copy",
    from: ["RUNTIME_API_BEHAVIOR"],
    patterns: [String.raw`\bpermission denied to copy document with id\b`],
  },
] as const satisfies readonly Reclassification[];
