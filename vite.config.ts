import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The web console. The line serves what is built here (src/http/console-files.ts). */
export default defineConfig({
  root: "src/console",
  base: "/console/",
  plugins: [react()],
  build: {
    outDir: "../../dist/console",
    emptyOutDir: true,
    target: "es2023",
    // Nothing inline: the page's policy refuses it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    // Zod tries whether it may make code of text; the page's policy refuses that, and would report each try.
    rolldownOptions: { output: { intro: "globalThis.__zod_globalConfig ??= { jitless: true };" } },
  },
});
