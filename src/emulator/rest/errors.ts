/** An error as Twilio's REST API answers it; `code` is from Twilio's error dictionary. */
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

/** A request the web server itself turned down, such as a body that is no form: Twilio's general codes are HTTP's. */
export function refusedByServer(status: number, message: string): RestError {
  return status === 404 ? notFound(message) : new RestError(status, status, message);
}
