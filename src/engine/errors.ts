/** The carrier answered and said no; trying the same again will not help unless `retry`. */
export class CarrierRefused extends Error {
  override name = "CarrierRefused";
  readonly code: number;
  constructor(message: string, code: number, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Nobody knows whether the carrier did it. */
export class CarrierUnreachable extends Error {
  override name = "CarrierUnreachable";
}

export class SessionNotFound extends Error {
  override name = "SessionNotFound";
}

/** What is sealed does not open, or nothing can be sealed: a key is missing, wrong or past its time, or the bytes were changed. */
export class VaultClosed extends Error {
  override name = "VaultClosed";
}
