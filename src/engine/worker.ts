import { openSync, readSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import { compileTaxonomy } from "../taxonomy/compile.ts";
import type { Block } from "./block.ts";
import { ClaimView } from "./claim-table.ts";
import type { WorkerSetup } from "./crew.ts";
import { BlockJudge } from "./judge-block.ts";

// A thread that starts sets the flag back for all of them; see bin/triage.js.
setFlagsFromString("--semi-space-growth-factor=1");

// One thread of the crew: gets blocks, answers with verdicts, keeps nothing.
const { pack, claims, ...rest } = workerData as WorkerSetup;
const file = claims.path === null ? null : openSync(claims.path, "r");
const view = new ClaimView(claims, file === null ? null : (into, offset) => readSync(file, into, 0, into.length, offset));
const judge = new BlockJudge({ ...rest, taxonomy: compileTaxonomy(pack) }, (id) => view.claimOf(id));

parentPort?.on("message", (block: Block) => {
  const result = judge.judge(block);
  parentPort?.postMessage(result, [result.bugs.buffer, result.records.buffer, result.lengths.buffer]);
});
