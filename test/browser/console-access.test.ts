import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";

import { appCode } from "../support/authenticator.ts";
import { inBrowser, openTab } from "../support/browser.ts";
import { seen } from "./seeing.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { goes, isIn, opensOwn } from "./working.ts";

const PASSWORD = "correct horse battery";
const EMAIL = "noor@rehearsal.example";

describe("who comes to the console", () => {
  inBrowser((browser) => {
    test("comes in by a link once, and sets up an app before anything else", async () => {
      const line = await lineWithConsole();
      const dana = await consoleOf(browser(), line.console, { id: "dana" });
      await goes(dana, "People");
      await dana.getByLabel("Name, as others see it").fill("Noor");
      await dana.getByLabel("Email").fill(EMAIL);
      await dana.locator(".tick", { hasText: "coordinator" }).click();
      await dana.getByRole("button", { name: "Make a link" }).click();
      const link = await dana.locator(".secret").textContent();
      await seen(dana, "people-invited");

      const noor = await openTab(browser(), link ?? "");
      onTestFinished(() => noor.context().close());
      await noor.getByRole("heading", { name: "Welcome to the line" }).waitFor();
      await seen(noor, "invitation");
      await noor.getByLabel("New password").fill("too short");
      await noor.getByRole("button", { name: "Come in" }).click();
      await noor.getByText("That is under 12 letters. Add some.").waitFor();
      await noor.getByLabel("New password").fill(PASSWORD);
      await noor.getByLabel("The same once more").fill(PASSWORD);
      await noor.keyboard.press("Enter");

      await noor.getByRole("heading", { name: "Your role needs a second step" }).waitFor();
      await seen(noor, "needs-second");
      await noor.getByLabel("Your password").fill("not my password");
      await noor.getByRole("button", { name: "Set up an app" }).click();
      await noor.getByText("That is not your password.").waitFor();
      await noor.getByLabel("Your password").fill(PASSWORD);
      await noor.getByRole("button", { name: "Set up an app" }).click();
      const uri = await noor.getByRole("link", { name: "Open in my app" }).getAttribute("href");
      const codes = await noor.getByLabel(/^Recovery codes/).textContent();
      await seen(noor, "app-begins");
      await noor.getByLabel("Code of your authenticator app").fill(appCode(uri ?? ""));
      expect(await noor.getByRole("button", { name: "Finish" }).isDisabled()).toBe(true);
      await noor.getByText("I have kept the recovery codes").click();
      await noor.getByRole("button", { name: "Finish" }).click();
      await isIn(noor);
      await opensOwn(noor);
      await noor.getByRole("link", { name: "My sign-in" }).click();
      await noor.getByText("Your app is set up.").waitFor();
      await seen(noor, "my-sign-in");

      await noor.goto(link ?? "");
      await noor.getByLabel("New password").fill(PASSWORD);
      await noor.getByLabel("The same once more").fill(PASSWORD);
      await noor.getByRole("button", { name: "Come in" }).click();
      await noor.getByText("This link was used, withdrawn, or is too old.").waitFor();
      expect(codes?.split("\n").length).toBeGreaterThan(5);
    });

    test("comes back with a code of their app, and without it with one of those they kept", async () => {
      const line = await lineWithConsole();
      const { totpURI, backupCodes } = await withApp(line);
      const noor = await openTab(browser(), line.console);
      onTestFinished(() => noor.context().close());
      await comesBack(noor);
      await noor.getByLabel("Code of your authenticator app").fill("000 000");
      await noor.keyboard.press("Enter");
      await noor.getByText("That code does not match.").waitFor();
      await seen(noor, "second-step");
      await noor.getByLabel("Code of your authenticator app").fill(appCode(totpURI));
      await noor.keyboard.press("Enter");
      await isIn(noor);

      await opensOwn(noor);
      await noor.getByRole("button", { name: "Sign out" }).click();
      await comesBack(noor);
      await noor.getByRole("button", { name: "I do not have my app here" }).click();
      await noor.getByLabel("Recovery code").fill(backupCodes[0] ?? "");
      await noor.keyboard.press("Enter");
      await isIn(noor);
      const where = { kind: "signedIn", about: "noor" };
      const signedIn = await line.database.db.auditRecord.findMany({
        where,
        orderBy: { seq: "asc" },
      });
      const proofs = ["password", "totp", "recovery"];
      expect(signedIn.map(({ data }) => data)).toEqual(proofs.map((proof) => ({ proof })));
    });

    test("comes with a passkey and no password, and ends it", async () => {
      const line = await lineWithConsole({ host: "localhost" });
      const page = await consoleOf(browser(), line.console);
      await isIn(page);
      await withAuthenticator(page);
      await opensOwn(page);
      await page.getByRole("link", { name: "My sign-in" }).click();
      await page.getByLabel("Name for it").fill("Night desk laptop");
      await page.getByRole("button", { name: "Add a passkey" }).click();
      await page.getByText("Show it before you change anything here.").waitFor();
      await page.getByRole("button", { name: "Use a passkey" }).click();
      await page.getByText("Night desk laptop").waitFor();
      await page.getByText("passkey · last seen").waitFor();

      await opensOwn(page);
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("button", { name: "Use a passkey" }).click();
      await opensOwn(page);
      await page.getByRole("link", { name: "My sign-in" }).click();
      await page.getByText("Night desk laptop").waitFor();
      await page.getByRole("button", { name: "Add a passkey" }).click();
      await page.getByText("This device has a passkey for you already.").waitFor();
      await page.getByRole("button", { name: "Remove" }).click();
      await page.getByRole("button", { name: "Press again to be sure" }).click();
      await page.getByText("Night desk laptop").waitFor({ state: "detached" });
      const kept = await line.database.db.passkey.count();
      expect(kept).toBe(0);
    });

    test("is told where a passkey works, in French, ends another sign-in and changes their password", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console, { locale: "fr-CA" });
      const other = await consoleOf(browser(), line.console);
      await other.getByRole("link", { name: "My shift" }).waitFor();
      await opensOwn(page);
      await page.getByRole("link", { name: "Ma connexion" }).click();
      await page.getByRole("button", { name: "Ajouter une clé d'accès" }).click();
      await page.getByText("Les clés d'accès ne marchent qu'à l'adresse de la ligne").waitFor();
      await page.getByText("celle-ci").waitFor();
      await seen(page, "my-sign-in-fr");
      await page.getByRole("button", { name: "Mettre fin" }).click();
      await page.getByRole("button", { name: /Appuie encore/ }).click();
      await page.getByRole("button", { name: "Mettre fin" }).waitFor({ state: "detached" });
      await other.getByLabel("Password").waitFor();
      expect(await line.database.db.signIn.count()).toBe(1);

      await page.getByLabel("Mot de passe que tu as maintenant").fill("wrong horse battery");
      await page.getByLabel("Nouveau mot de passe").fill("four words of mine");
      await page.getByLabel("Le même encore une fois").fill("four words of mine");
      await page.getByRole("button", { name: "Changer mon mot de passe" }).click();
      await page.getByText("Ce n'est pas ton mot de passe.").waitFor();
      await page.getByLabel("Mot de passe que tu as maintenant").fill(PASSWORD);
      await page.getByRole("button", { name: "Changer mon mot de passe" }).click();
      await page.getByText("C'est changé.").waitFor();
      await other.getByLabel("Email").fill("robin@rehearsal.example");
      await other.getByLabel("Password").fill("four words of mine");
      await other.keyboard.press("Enter");
      await isIn(other);
    });
  });
});

/** Somebody who set up an app once. */
async function withApp({ signIn, console: url }: Awaited<ReturnType<typeof lineWithConsole>>) {
  const person = { id: "noor", name: "Noor", email: EMAIL, roles: ["coordinator"] } as const;
  await signIn.createStaff({ ...person, languages: ["en"], via: "softphone" }, PASSWORD);
  let cookie = "";
  const post = async (path: string, body: object) => {
    const headers = { "content-type": "application/json", cookie };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    const answer = await fetch(new URL(`/api/auth/${path}`, url), init);
    const given = answer.headers.getSetCookie().map((one) => one.split(";")[0]);
    if (given.length > 0) cookie = given.join("; ");
    return answer.json();
  };
  await post("sign-in/email", { email: EMAIL, password: PASSWORD });
  const made = enabled.parse(await post("two-factor/enable", { password: PASSWORD }));
  await post("two-factor/verify-totp", { code: appCode(made.totpURI) });
  return made;
}

const enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });

async function comesBack(page: Page): Promise<void> {
  await page.getByLabel("Email").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "One more step" }).waitFor();
}

/** A device that knows who holds it, and always says yes. */
async function withAuthenticator(page: Page): Promise<void> {
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
