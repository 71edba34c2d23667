import { registerEnumType } from "type-graphql";

/** From the least to the most that has to be protected. */
export enum SensitivityLevel {
  PUBLIC = "PUBLIC",
  INTERNAL = "INTERNAL",
  CONFIDENTIAL = "CONFIDENTIAL",
  RESTRICTED = "RESTRICTED",
}
registerEnumType(SensitivityLevel, {
  name: "SensitivityLevel",
  description: "How much data has to be protected.",
  valuesConfig: {
    PUBLIC: { description: "Anyone may see it." },
    INTERNAL: { description: "For the organisation's own people; harm is small where it gets out." },
    CONFIDENTIAL: { description: "For those who need it; harms people or the business where it gets out." },
    RESTRICTED: { description: "For few, by name; does lasting harm, or breaks the law, where it gets out." },
  },
});

export const LEVELS = Object.values(SensitivityLevel);

/** Names of tags begin with it. */
export const SENSITIVITY = "Sensitivity.";

export const levelName = (level: SensitivityLevel): string => level[0]! + level.slice(1).toLowerCase();

export const tagOf = (level: SensitivityLevel): string => SENSITIVITY + levelName(level);

export const levelOfTag = (tag: string): SensitivityLevel | undefined => LEVELS.find((level) => tagOf(level) === tag);

/** Less than 0 where `a` is the lower one. */
export const compareLevels = (a: SensitivityLevel, b: SensitivityLevel): number =>
  LEVELS.indexOf(a) - LEVELS.indexOf(b);

export const highest = (levels: readonly SensitivityLevel[]): SensitivityLevel | undefined =>
  [...levels].sort(compareLevels).at(-1);
