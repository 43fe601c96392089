import type { Cluster } from "../../../schema.ts";

export const noData = {
  id: "NO_DATA",
  description: "Nothing to judge by: no status and no error text, an empty or absent response, or a truncated payload with no error in it.",
  rationale: "The record does not hold what went wrong, so the source data must be fetched again before anybody can act.",
  rules: [
    {
      id: "nothing-recorded",
      why: "There is no status, no error text, and nothing in the response.",
      absence: ["nothing"],
      hits: [{ response: "" }, { response: [] }, { response: { successful: false, error: null, data: {} } }, { status: 200, response: null }],
      misses: [{ status: 401, response: null }],
    },
    {
      id: "payload-truncated",
      why: "The payload breaks off before it says anything of an error.",
      absence: ["truncated"],
      hits: [{ response: "{\"title\":\"December\",\"date\":\"2019-12-17\",\"items\":[{\"title\":\"Candle lighting: 8:" }, { response: "{\"records\":[{\"id\":\"recABcDeFgHiJkLmN\",\"fields\":{\"Name\":\"Q3 pla" }],
      misses: [{ response: "{\"message\":\"Rate limit exceeded\",\"documentation_url\":\"https://d" }, { status: 400, response: "{\"status\":\"error\",\"message\":\"Property values were not valid: [{\\\"isValid\\\":fal" }],
    },
  ],
} as const satisfies Cluster<"NO_DATA">;
