import { PiiKind } from "../pii-kind.js";
import { folded } from "./known-names.js";
import { type Sampled, share } from "./sampled.js";
import { percent, type ValueClue } from "./value-clue.js";

const GENDERS = new Set(
  "m f w d h v x u n o l p k e mw laki-laki perempuan kobieta mezczyzna erkek kadin kvinna vrouw maschio femmina uomo donna male female man woman men women mann frau maennlich mannlich weiblich divers homme femme masculin feminin hombre mujer masculino femenino feminino mulher homem boy girl nonbinary non-binary other unknown none other/unknown prefer not to say unspecified diverse 0 1 2 9 true false t".split(
    " ",
  ),
);

export function genderClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: gender codes";
  const known = share(distinct, (value) => GENDERS.has(folded(value)));
  if (known >= 0.6 && distinct.length <= 12)
    return [
      {
        kind: PiiKind.Gender,
        source,
        detail: `${distinct.length} codes, ${percent(known)} of them for a gender.`,
        weight: 2.5,
      },
    ];
  return distinct.length > 12 || (known < 0.2 && distinct.length > 1)
    ? [{ kind: PiiKind.Gender, source, detail: "They are no gender codes.", weight: -4 }]
    : [];
}

export function ageClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: ages";
  const ages = share(distinct, (value) => /^\d{1,3}(\.\d+)?$/.test(value) && Number(value) <= 120);
  if (ages >= 0.95)
    return [{ kind: PiiKind.Age, source, detail: `${percent(ages)} are whole numbers up to 120.`, weight: 1 }];
  return ages < 0.8 ? [{ kind: PiiKind.Age, source, detail: `Only ${percent(ages)} could be ages.`, weight: -4 }] : [];
}

const year = (value: string): number => Number(/\b(1[89]\d\d|20\d\d)\b/.exec(value)?.[1] ?? Number.NaN);

export function birthClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: dates";
  const years = distinct
    .map(year)
    .filter((each) => !Number.isNaN(each))
    .sort((a, b) => a - b);
  if (years.length < distinct.length * 0.5) {
    return distinct.length >= 3 && share(distinct, (value) => /^\d{1,2}[/.-]\d{1,2}([/.-]\d\d)?$/.test(value)) < 0.5
      ? [{ kind: PiiKind.DateOfBirth, source, detail: "Most are no dates.", weight: -3 }]
      : [];
  }
  const spread = years.at(-1)! - years[0]!;
  if (spread >= 12)
    return [
      {
        kind: PiiKind.DateOfBirth,
        source,
        detail: `They lie within ${spread} years, as those of people do.`,
        weight: 1,
      },
    ];
  return years.length >= 10 && spread < 2
    ? [{ kind: PiiKind.DateOfBirth, source, detail: "They lie close together.", weight: -2 }]
    : [];
}

export function bloodClues({ distinct }: Sampled): ValueClue[] {
  const groups = share(distinct, (value) => /^(A|B|AB|O|0)\s?[+-]$/.test(value));
  return groups >= 0.9 && distinct.length >= 3
    ? [
        {
          kind: PiiKind.Health,
          source: "values: blood groups",
          detail: `${percent(groups)} are blood groups.`,
          weight: 8,
          personal: 2,
        },
      ]
    : [];
}

/** A point as PostgreSQL or PostGIS prints it, or a number of degrees. */
export function coordinateClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: coordinates";
  const points = share(
    distinct,
    (value) =>
      /^\(?-?\d{1,3}(\.\d+)?\s*[, ]\s*-?\d{1,3}(\.\d+)?\)?$|^(SRID=\d+;)?POINT|^(?:\\x)?[0-9A-F]{32,}$|^[EW]?\d+°/i.test(
        value,
      ) ||
      (/^-?\d{1,3}(\.\d+)?$/.test(value) && Math.abs(Number(value)) <= 180),
  );
  if (points >= 0.9)
    return [{ kind: PiiKind.GeoCoordinate, source, detail: `${percent(points)} are degrees or points.`, weight: 1 }];
  return points < 0.3 && distinct.length >= 3
    ? [{ kind: PiiKind.GeoCoordinate, source, detail: "Hardly any is a coordinate.", weight: -3.5 }]
    : [];
}
