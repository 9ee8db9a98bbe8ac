import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { I18nProvider } from "react-aria-components";
import { known } from "./client/line.ts";
import { showTheme, themeKept } from "./parts/theme.ts";
import { router } from "./router.tsx";
import { useStore } from "./time/use.ts";
import { firstLanguage, speak, words } from "./words/load.ts";
import "./theme.css";
import "./shell.css";
import "./top.css";

function Console() {
  const spoken = useStore(words);
  if (spoken === null) return null;
  const locale = `${spoken.language}-CA`;
  return (
    <I18nProvider locale={locale}>
      <QueryClientProvider client={known}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  );
}

const place = document.querySelector("#console");
if (place === null) throw new Error("index.html has no place for the console");
showTheme(themeKept());
void speak(firstLanguage());
createRoot(place).render(<Console />);
