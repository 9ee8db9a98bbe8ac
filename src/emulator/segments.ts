/** The GSM 03.38 alphabet, and the signs of it that take two places. */
const SINGLE = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ]$/u;
const DOUBLE = /^[\f[\]\\^{|}~€]$/u;

/** In how many parts a text message travels: 160 places of the telephone alphabet or 70 others fit in one alone. */
export function segmentsOf(body: string): number {
  let places = 0;
  for (const sign of body) {
    if (SINGLE.test(sign)) places += 1;
    else if (DOUBLE.test(sign)) places += 2;
    else return parts(body.length, { alone: 70, joined: 67 });
  }
  return parts(places, { alone: 160, joined: 153 });
}

function parts(places: number, fit: { alone: number; joined: number }): number {
  return places <= fit.alone ? 1 : Math.ceil(places / fit.joined);
}
