import { useState, type ReactNode } from "react";

type Given = {
  readonly title: string;
  readonly look?: string;
  /** Its place in the page: a card's title, or a part's of one. */
  readonly level?: "h2" | "h3";
  readonly children: ReactNode;
};

/** One line until it is pressed. What is in it is made when it is first opened, and stays as it was left. */
export function Opens({ title, look = "card", level: Title = "h2", children }: Given) {
  const [wasOpened, open] = useState(false);
  return (
    <details
      className={look}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) open(true);
      }}
    >
      <summary>
        <Title>{title}</Title>
      </summary>
      {wasOpened && children}
    </details>
  );
}
