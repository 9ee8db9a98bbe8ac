import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";

type Given = {
  readonly label: ReactNode;
  /** The page one is on is in it. */
  readonly isHere?: boolean;
  readonly children: ReactNode;
};

/** A button that shows a few things below it, next for whoever tabs. Escape, a press elsewhere, or going on closes it. */
export function Menu({ label, isHere = false, children }: Given) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const around = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  usePressElsewhere(around, open, () => setOpen(false));
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div
      ref={around}
      className="menu"
      onKeyDown={close}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget !== null && around.current?.contains(relatedTarget) !== true)
          setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className={`menu-button${isHere ? " here" : ""}`}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label}
        <span className="chevron" aria-hidden="true" />
      </button>
      <div
        id={id}
        className="menu-list"
        hidden={!open}
        onClick={({ target }) => {
          if (target instanceof Element && target.closest("a") !== null) setOpen(false);
        }}
      >
        {open && children}
      </div>
    </div>
  );
}

function usePressElsewhere(
  around: RefObject<HTMLElement | null>,
  open: boolean,
  close: () => void,
): void {
  const closing = useRef(close);
  useEffect(() => {
    closing.current = close;
  });
  useEffect(() => {
    if (!open) return;
    const press = ({ target }: PointerEvent) => {
      if (!(target instanceof Node) || around.current?.contains(target) === true) return;
      closing.current();
    };
    addEventListener("pointerdown", press);
    return () => removeEventListener("pointerdown", press);
  }, [around, open]);
}
