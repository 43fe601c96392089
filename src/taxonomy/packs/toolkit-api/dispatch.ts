import type { BucketId, ClusterId } from "./ids.ts";

/** Which bucket a cluster goes to. `null` falls through to the fallback; a cluster cannot be forgotten. */
export const dispatch = {
  AUTH_EXPIRED: "PLATFORM_AUTH_ISSUE",
  PERMISSION_DENIED: "PLATFORM_AUTH_ISSUE",
  RESOURCE_NOT_FOUND: "PLATFORM_FIXTURE_ISSUE",
  INVALID_FIXTURE: "PLATFORM_FIXTURE_ISSUE",
  ALREADY_EXISTS: "PLATFORM_FIXTURE_ISSUE",
  RATE_LIMITED: "UPSTREAM_API_BEHAVIOR",
  QUOTA_EXHAUSTED: "UPSTREAM_API_BEHAVIOR",
  UPSTREAM_5XX: "UPSTREAM_API_BEHAVIOR",
  NO_DATA: "DATA_QUALITY_GAP",
  OTHER: null,
} as const satisfies Record<ClusterId, BucketId | null>;

export const fallback = "INVESTIGATE_INDIVIDUALLY" satisfies BucketId;

/**
 * Where two clusters have equally strong evidence, the one in front wins. What used up a limit or lost its credential was
 * never judged; what exists already or is forbidden was judged before it was looked for; the vaguest words come last.
 */
export const precedence = [
  "QUOTA_EXHAUSTED",
  "RATE_LIMITED",
  "AUTH_EXPIRED",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "RESOURCE_NOT_FOUND",
  "UPSTREAM_5XX",
  "INVALID_FIXTURE",
  "NO_DATA",
  "OTHER",
] as const satisfies readonly ClusterId[];
