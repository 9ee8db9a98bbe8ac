/** What a softphone is doing, as it tells us after each change. */
export type PhoneState = {
  readonly registration: "off" | "registering" | "registered" | "elsewhere" | "failed";
  readonly microphone: "unasked" | "on" | "refused";
  readonly call: PhoneCall | null;
};
export type PhoneCall = {
  readonly id: string;
  readonly state: "ringing" | "talking" | "reconnecting";
  readonly muted: boolean;
};

/** A softphone, whoever makes it. It is called; it never dials, and never has two calls. */
export type Phone = {
  register(): Promise<void>;
  accept(): void;
  hangUp(): void;
  mute(on: boolean): void;
  close(): void;
};

export type Hear = (state: PhoneState) => void;

export const NO_PHONE: PhoneState = { registration: "off", microphone: "unasked", call: null };

/** Keeps a state, and tells of each change. */
export function telling(hear: Hear) {
  let state = NO_PHONE;
  return {
    now: () => state,
    is(change: Partial<PhoneState>) {
      state = { ...state, ...change };
      hear(state);
    },
  };
}
