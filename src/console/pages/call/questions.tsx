import { QUESTIONS } from "../../../domain/session/questions.ts";
import type { SessionView } from "../../../http/contract.ts";
import { useWords } from "../../words/use.ts";
import { WishButton } from "./wish-button.tsx";

type Given = { readonly session: SessionView };

/** For callers who cannot or dare not talk: the line speaks, they press. Without one spoken word it must work (PRACTICE 16). */
export function Questions({ session }: Given) {
  const say = useWords();
  const { question } = session;
  return (
    <div className="questions card">
      <h2>{say("keys.title")}</h2>
      <p className="soft">{say("keys.more")}</p>
      <div className="answer" role="status">
        {question !== null && (
          <>
            {say(`question.${question.question}`)}{" "}
            <strong>{say(`keys.${answerIn(question.answer)}`)}</strong>
          </>
        )}
      </div>
      <div className="choices">
        {QUESTIONS.map((one) => (
          <WishButton
            key={one}
            session={session}
            wish={{ name: "questions", body: { question: one } }}
          >
            {say(`question.${one}`)}
          </WishButton>
        ))}
      </div>
      <WishButton session={session} look="quiet" wish={{ name: "keys-only", body: { on: false } }}>
        {say("keys.off")}
      </WishButton>
    </div>
  );
}

function answerIn(answer: boolean | null): "asked" | "yes" | "no" {
  if (answer === null) return "asked";
  return answer ? "yes" : "no";
}
