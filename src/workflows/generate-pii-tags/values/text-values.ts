import { PiiKind } from "../pii-kind.js";
import { mean, type Sampled, share } from "./sampled.js";
import { percent, type ValueClue } from "./value-clue.js";

const ABOUT_A_PERSON =
  /\b(he|she|his|her|him|hers|mr|mrs|ms|er|sie|ihr|seine?|herr|frau|il|elle|son|sa|el|ella|su|ele|ela|dele|dela|born|graduated|degree|married|patient|employee|i|my|i'm|i am|ich|je|mein|mon|yo|eu|meu)\b/i;

export function freeTextClues({ values, distinct }: Sampled): ValueClue[] {
  const source = "values: free text";
  const words = mean(distinct, (value) => value.split(/\s+/).length);
  if (words < 2.5 && values.length >= 2)
    return [{ kind: PiiKind.FreeText, source, detail: "They are single words or codes.", weight: -4 }];
  if (words < 5) return [];
  const people = share(distinct, (value) => ABOUT_A_PERSON.test(value));
  return [
    {
      kind: PiiKind.FreeText,
      source,
      detail: `Sentences of ${Math.round(words)} words on average; ${percent(people)} with words for a person.`,
      weight: words >= 8 ? 2 : 1,
      personal: people >= 0.5 ? 1.2 : 0,
    },
  ];
}

/** First bytes of PNG, JPEG, GIF, BMP, WebP and TIFF, as PostgreSQL prints bytea. */
const MAGIC = /^(?:\\x)?(89504e47|ffd8ff|47494638|424d|52494646|49492a00|4d4d002a)/i;
const PICTURE_NAME = /\.(jpe?g|png|gif|webp|bmp|tiff?|heic|svg)(\?.*)?$|gravatar|\/(avatar|photo|image|picture)s?\//i;

export function photoClues({ values }: Sampled): ValueClue[] {
  const source = "values: pictures";
  const pictures = share(values, (value) => MAGIC.test(value));
  if (pictures >= 0.6)
    return [{ kind: PiiKind.Photo, source, detail: `${percent(pictures)} begin like a picture.`, weight: 2 }];
  const names = share(values, (value) => PICTURE_NAME.test(value));
  if (names >= 0.6)
    return [{ kind: PiiKind.Photo, source, detail: `${percent(names)} name a picture's file.`, weight: 2 }];
  const none = share(values, (value) => /^\S{0,3}$|\s\S+\s/.test(value));
  return none >= 0.8 && values.length >= 2
    ? [{ kind: PiiKind.Photo, source, detail: "They are no pictures and name none.", weight: -3 }]
    : [];
}
