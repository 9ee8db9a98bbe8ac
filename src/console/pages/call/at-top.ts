import { useEffect, useRef } from "react";

/** As in call.css: one column, so what is to be pressed is above what is read. */
const ONE_COLUMN = "(width < 60rem)";

/** On a telephone, what a new moment asks for is at the top of the page: it is shown when the moment comes. */
export function useAtTop(moment: string): void {
  const before = useRef(moment);
  useEffect(() => {
    if (before.current === moment) return;
    before.current = moment;
    if (matchMedia(ONE_COLUMN).matches) scrollTo({ top: 0 });
  }, [moment]);
}
