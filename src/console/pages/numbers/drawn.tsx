import type { ReactNode } from "react";
import { useWords } from "../../words/use.ts";
import { FILLS, type Fill } from "./fills.ts";

type Given = {
  readonly title: string;
  readonly text?: string;
  /** What is drawn, for whoever looks. */
  readonly drawing: ReactNode;
  readonly legend?: readonly (readonly [Fill, string])[];
  /** The same in numbers, for everybody. */
  readonly table: ReactNode;
};

/** A drawing, and below it the very same as a table: whoever hears the page, or wants the calls behind a number, reads that. */
export function Drawn({ title, text, drawing, legend = [], table }: Given) {
  const say = useWords();
  return (
    <figure className="card drawn-numbers">
      <figcaption>
        <h3>{title}</h3>
        {text !== undefined && <p className="soft">{text}</p>}
      </figcaption>
      <div aria-hidden="true" className="drawing">
        {drawing}
        {legend.length > 0 && <Legend entries={legend} />}
      </div>
      <details>
        <summary>
          {say("numbers.table")}
          <span className="hush"> {title}</span>
        </summary>
        <Wide name={title}>{table}</Wide>
      </details>
    </figure>
  );
}

function Legend({ entries }: { readonly entries: readonly (readonly [Fill, string])[] }) {
  return (
    <ul className="legend">
      {entries.map(([fill, name]) => (
        <li key={fill}>
          <svg width="18" height="12">
            <rect width="18" height="12" fill={FILLS[fill]} className="filled" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

/** A table that is moved sideways where it does not fit, by keyboard too. */
export const Wide = ({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode;
}) => (
  <div className="wide" role="region" aria-label={name} tabIndex={0}>
    {children}
  </div>
);
