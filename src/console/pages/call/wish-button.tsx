import type { ReactNode } from "react";
import type { SessionView } from "../../../http/contract.ts";
import { useWish, wishFor, type SessionWish } from "../../client/queries.ts";
import { Button, type Look } from "../../parts/button.tsx";
import { Twice } from "../../parts/twice.tsx";
import { Troubled } from "./troubled.tsx";

type Given = {
  readonly session: SessionView;
  readonly wish: SessionWish;
  readonly look?: Look;
  /** What ends or undoes something is pressed twice. */
  readonly twice?: boolean;
  readonly done?: () => void;
  readonly children: ReactNode;
};

/** One wish, one button. What came of it is said beside it, and sent again only by a press. */
export function WishButton({ session, wish, look = "plain", twice, done, children }: Given) {
  const { send, trouble, isPending } = useWish(async (wanted: SessionWish) => {
    const outcome = await wishFor(session.id, wanted);
    if (outcome.ok) done?.();
    return outcome;
  });
  const press = () => {
    if (!isPending) send(wish);
  };
  return (
    <div className="wish">
      {twice === true ? (
        <Twice look={look} onSure={press}>
          {children}
        </Twice>
      ) : (
        <Button look={look} isPending={isPending} onPress={press}>
          {children}
        </Button>
      )}
      <Troubled trouble={trouble} again={press} />
    </div>
  );
}
