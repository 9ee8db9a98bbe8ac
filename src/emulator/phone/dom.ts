/** The element of the page with this id; the page is wrong if it is not there. */
export function part<T extends Element>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new Error(`the page has no #${id}`);
}

export function button(text: string, className: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.className = className;
  made.addEventListener("click", press);
  return made;
}

export function span(text: string, className: string): HTMLSpanElement {
  const made = document.createElement("span");
  made.textContent = text;
  made.className = className;
  return made;
}

/** `+1 555 555 0131`, so that people can read it; anything else as it is. */
export function readable(address: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address);
  return parts ? `+1 ${parts[1]} ${parts[2]} ${parts[3]}` : address.replace(/^client:/, "");
}
