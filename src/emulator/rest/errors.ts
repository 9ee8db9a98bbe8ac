/** An error as Twilio's REST API answers it. */
export class RestError extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  toJSON() {
    const { code, message, status } = this;
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  }
}

export function notFound(what: string): RestError {
  return new RestError(404, 20404, `The requested resource ${what} was not found`);
}

export function badRequest(code: number, message: string): RestError {
  return new RestError(400, code, message);
}
