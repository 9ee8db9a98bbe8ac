import { ask, known } from "../client/line.ts";
import { signedOut } from "../client/signing.ts";
import { useWords } from "../words/use.ts";
import { Button } from "./button.tsx";

export function SignOut() {
  const say = useWords();
  const leave = async () => {
    await signedOut(ask);
    known.clear();
    await known.refetchQueries();
    location.reload();
  };
  return (
    <Button look="quiet" onPress={() => void leave()}>
      {say("shell.signOut")}
    </Button>
  );
}
