import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** React Aria says its few words in 34 languages; the console speaks two. The others fall back to English, and are never asked for. */
const OTHER_LANGUAGES = /\/dist\/private\/intl\/(?:\w+\/)?(?!en-US|fr-FR)[a-z]{2}-[A-Z]{2}\.m?js$/;
const twoLanguages: Plugin = {
  name: "two-languages",
  load: (id) => (OTHER_LANGUAGES.test(id) ? "export default {};" : null),
};

/** The web console. The line serves what is built here (src/http/console-files.ts). */
export default defineConfig({
  root: "src/console",
  base: "/console/",
  plugins: [react(), twoLanguages],
  build: {
    outDir: "../../dist/console",
    emptyOutDir: true,
    target: "es2023",
    // Nothing inline: the page's policy refuses it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What needs what: how much a first load is, a test adds up (test/browser/first-load.test.ts).
    manifest: true,
    chunkSizeWarningLimit: 700,
    // Zod tries whether it may make code of text; the page's policy refuses that, and would report each try.
    rolldownOptions: { output: { intro: "globalThis.__zod_globalConfig ??= { jitless: true };" } },
  },
});
