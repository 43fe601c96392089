/** The build of recheck that is plain JavaScript; the package has types for its main entry only. */
declare module "recheck/lib/browser.js" {
  export { checkSync } from "recheck";
  const module: { readonly checkSync: typeof import("recheck").checkSync } | undefined;
  export default module;
}
