/** How texts of changes and of the history name a rule of data quality. */
export const ruleInWords = ({ name, threshold }: { readonly name: string; readonly threshold: number }): string =>
  threshold === 1 ? name : `${name}, in at least ${threshold * 100} % of the rows that it asks`;
