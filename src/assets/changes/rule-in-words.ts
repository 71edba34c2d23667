/** How texts of changes and of the history name a rule of data quality. */
export const ruleInWords = ({ name, threshold }: { readonly name: string; readonly threshold: number }): string =>
  threshold === 1 ? name : `${name}, in at least ${percent(threshold)} % of the rows that it asks`;

/** Without the digits that only a binary fraction has: 0.57 * 100 is 56.99999999999999. */
const percent = (share: number): number => Number((share * 100).toFixed(10));
