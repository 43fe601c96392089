import type { TaxonomyPack } from "../schema.ts";
import { toolkitApi } from "./toolkit-api/pack.ts";

/** The taxonomies that come with the program, by name. */
export const builtIn: ReadonlyMap<string, TaxonomyPack> = new Map([[toolkitApi.name, toolkitApi]]);

/** The taxonomy in use where no other is named. */
export const defaultPack: TaxonomyPack = toolkitApi;
