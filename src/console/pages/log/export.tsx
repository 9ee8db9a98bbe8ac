import { useState } from "react";
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from "react-aria-components";
import { EXPORT_REASONS, type ExportReason } from "../../../domain/audit.ts";
import { Button } from "../../parts/button.tsx";
import { ListField } from "../../parts/fields.tsx";
import { useWords } from "../../words/use.ts";
import { filterOf, queryOf, type LogSearch } from "./search.ts";

type Given = { readonly search: LogSearch };

/** A file of what is found: who took it, and why, is written down first. */
export function Export({ search }: Given) {
  const say = useWords();
  return (
    <DialogTrigger>
      <Button onPress={() => undefined}>{say("log.export")}</Button>
      <ModalOverlay isDismissable className="over">
        <Modal className="ringing">
          <Dialog>{({ close }) => <Asked search={search} close={close} />}</Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function Asked({ search, close }: Given & { readonly close: () => void }) {
  const say = useWords();
  const [because, choose] = useState<ExportReason>("review");
  const href = (format: "csv" | "json"): string => {
    const query = queryOf(filterOf(search));
    query.set("because", because);
    query.set("format", format);
    return `/api/call-log/export?${query.toString()}`;
  };
  return (
    <>
      <Heading slot="title">{say("log.export.title")}</Heading>
      <p>{say("log.export.text")}</p>
      <ListField
        label={say("log.export.because")}
        options={EXPORT_REASONS}
        value={because}
        onChange={choose}
        say={(one) => say(`log.because.${one}`)}
      />
      <a className="button main" href={href("csv")} download onClick={close}>
        {say("log.export.csv")}
      </a>
      <a className="button" href={href("json")} download onClick={close}>
        {say("log.export.json")}
      </a>
      <Button look="quiet" onPress={close}>
        {say("log.cancel")}
      </Button>
    </>
  );
}
