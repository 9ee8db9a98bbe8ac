import { Component, type ReactNode } from "react";
import { useWords } from "../words/use.ts";

type Given = { readonly children: ReactNode };

/** A page that breaks says so, and leaves the frame, the ring and the call as they are. React knows no other way than a class. */
export class Broken extends Component<Given, { readonly broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError = () => ({ broken: true });
  override render(): ReactNode {
    return this.state.broken ? <Said /> : this.props.children;
  }
}

function Said() {
  const say = useWords();
  return (
    <section className="page narrow">
      <p className="trouble" role="alert">
        {say("shell.failed")}
      </p>
      <button type="button" className="button main" onClick={() => location.reload()}>
        {say("shell.reload")}
      </button>
    </section>
  );
}
