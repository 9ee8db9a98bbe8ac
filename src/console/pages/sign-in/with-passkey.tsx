import { known } from "../../client/line.ts";
import { passkeysWork, signInWithPasskey } from "../../client/passkeys.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";

/** The device asks who holds it: no password, and nothing more after it. */
export function WithPasskey({ main = false }: { readonly main?: boolean }) {
  const say = useWords();
  const { send, trouble, isPending } = useWish(async () => {
    const outcome = await signInWithPasskey();
    if (outcome.ok) await known.invalidateQueries();
    return outcome;
  });
  if (!passkeysWork()) return <p className="soft">{say("signIn.passkey.unknown")}</p>;
  return (
    <>
      <Button look={main ? "main" : "plain"} big isPending={isPending} onPress={() => send(null)}>
        {say("signIn.passkey")}
      </Button>
      <TroubleSaid trouble={trouble} />
    </>
  );
}
