import type { TaxonomyPack } from "../../schema.ts";
import { buckets, owners } from "./buckets.ts";
import { alreadyExists } from "./clusters/already-exists.ts";
import { authExpired } from "./clusters/auth-expired.ts";
import { invalidFixture } from "./clusters/invalid-fixture.ts";
import { noData } from "./clusters/no-data.ts";
import { other } from "./clusters/other.ts";
import { permissionDenied } from "./clusters/permission-denied.ts";
import { quotaExhausted } from "./clusters/quota-exhausted.ts";
import { rateLimited } from "./clusters/rate-limited.ts";
import { resourceNotFound } from "./clusters/resource-not-found.ts";
import { upstream5xx } from "./clusters/upstream-5xx.ts";
import { dispatch, fallback, precedence } from "./dispatch.ts";
import type { BucketId, ClusterId } from "./ids.ts";
import { reclassifications, scope } from "./reclassification.ts";
import { spotChecks } from "./spot-checks.ts";

/** Failed calls of API toolkits: ten causes, six responsibilities. */
export const toolkitApi: TaxonomyPack<ClusterId, BucketId> = {
  name: "toolkit-api",
  version: "1.0.0",
  owners,
  clusters: {
    AUTH_EXPIRED: authExpired,
    PERMISSION_DENIED: permissionDenied,
    RESOURCE_NOT_FOUND: resourceNotFound,
    INVALID_FIXTURE: invalidFixture,
    ALREADY_EXISTS: alreadyExists,
    RATE_LIMITED: rateLimited,
    QUOTA_EXHAUSTED: quotaExhausted,
    UPSTREAM_5XX: upstream5xx,
    NO_DATA: noData,
    OTHER: other,
  },
  precedence,
  buckets,
  dispatch,
  fallback,
  demotion: { bucket: "TOOLKIT_IMPLEMENTATION_BUG", checks: spotChecks },
  scope,
  reclassifications,
};
