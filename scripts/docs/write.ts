// Writes what of the documentation follows from the program: npm run docs
import { writeFileSync } from "node:fs";
import { schemas } from "./schemas.ts";
import { pages } from "./sections.ts";

for (const [path, text] of Object.entries({ ...schemas(), ...(await pages()) })) writeFileSync(path, text);
