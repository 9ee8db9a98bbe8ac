import { CARDS, cardPiece, type Piece } from "../../../domain/knowing/pieces.ts";
import { ROUTES, SUBSTANCES } from "../../../domain/session/plan.ts";
import { useWords } from "../../words/use.ts";

/** What a text is called: a card's own name, or what is taken and how. */
export function usePieceWord(): (piece: Piece) => string {
  const say = useWords();
  return (piece) => {
    const card = CARDS.find((one) => cardPiece(one) === piece);
    if (card !== undefined) return say(`card.${card}`);
    const [, taken, how] = piece.split(":");
    const substance = SUBSTANCES.find((one) => one === taken);
    const route = ROUTES.find((one) => one === how);
    const any = say("knowing.any");
    const taking = substance === undefined ? any : say(`substance.${substance}`);
    return `${taking} · ${route === undefined ? any : say(`route.${route}`)}`;
  };
}
