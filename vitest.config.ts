import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/chromium.ts"],
    // Transcripts start real processes; two cores run them slowly when the whole suite is at work.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
