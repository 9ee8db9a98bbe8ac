import { part, readable } from "./dom.ts";
import { directory, type Identity } from "./network.ts";
import { words } from "./words.ts";

/** The form in which a tab says whose telephone it is. */
export function choosing(take: (who: Identity, takeOver: boolean) => Promise<void>) {
  const form = part("choice", HTMLFormElement);
  const again = part("take-over", HTMLButtonElement);
  form.addEventListener("change", () => {
    again.hidden = true;
    showChosen();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void take(chosen(), false);
  });
  again.addEventListener("click", () => void take(chosen(), true));
  part("caller-number", HTMLInputElement).value = inventedNumber();
  return {
    async show() {
      again.hidden = true;
      part("choosing", HTMLElement).hidden = false;
      showChosen();
      await listKnown();
    },
    hide() {
      part("choosing", HTMLElement).hidden = true;
    },
    /** Somebody else has it open: offers to take it over. */
    offerTakeOver() {
      again.hidden = false;
      again.focus();
    },
  };
}

async function listKnown(): Promise<void> {
  const { telephones } = await directory();
  const options = telephones.map(({ address, name, open }) => {
    const option = document.createElement("option");
    option.value = address;
    const label = [name, readable(address)].filter((text) => text !== null).join(", ");
    option.textContent = open ? `${label} (${words().openAlready})` : label;
    return option;
  });
  part("known", HTMLSelectElement).replaceChildren(...options);
  part("none-known", HTMLElement).hidden = options.length > 0;
}

/** Only the questions that belong to the choice are asked. */
function showChosen(): void {
  const who = whoIsChosen();
  for (const questions of document.querySelectorAll<HTMLElement>("[data-who]")) {
    questions.hidden = questions.dataset["who"] !== who;
  }
  part("caller-number", HTMLInputElement).required = who === "caller";
  part("client-name", HTMLInputElement).required = who === "client";
  part("known", HTMLSelectElement).required = who === "known";
}

function whoIsChosen(): string {
  const chosenOption = document.querySelector<HTMLInputElement>("input[name=who]:checked");
  return chosenOption?.value ?? "caller";
}

function chosen(): Identity {
  switch (whoIsChosen()) {
    case "known":
      return { address: part("known", HTMLSelectElement).value, withheld: false };
    case "client":
      return {
        address: `client:${part("client-name", HTMLInputElement).value.trim()}`,
        withheld: false,
      };
    default:
      return {
        address: `+${part("caller-number", HTMLInputElement).value.replaceAll(/\D/g, "")}`,
        withheld: part("withheld", HTMLInputElement).checked,
      };
  }
}

/** One of the hundred numbers that are kept for stories, so that two tabs are rarely the same caller. */
function inventedNumber(): string {
  const last = Math.floor(Math.random() * 60) + 130;
  return readable(`+15555550${last}`);
}
