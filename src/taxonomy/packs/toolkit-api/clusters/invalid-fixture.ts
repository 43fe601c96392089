import type { Cluster } from "../../../schema.ts";
import { call } from "./invalid-fixture/call.ts";
import { fields } from "./invalid-fixture/fields.ts";
import { hints } from "./invalid-fixture/hints.ts";
import { marks } from "./invalid-fixture/marks.ts";
import { values } from "./invalid-fixture/values.ts";

export const invalidFixture = {
  id: "INVALID_FIXTURE",
  description: "The data sent is wrong: unsubstituted templates, placeholders, malformed ids, values that fail validation, an object in the wrong state, or a call that the API does not know in this form.",
  rationale: "The API read the request and found its data wrong, so the fixture must send other data.",
  // In this order they are tried where evidence is equally strong.
  rules: [...marks, ...call, ...fields, ...values, ...hints],
} as const satisfies Cluster<"INVALID_FIXTURE">;
