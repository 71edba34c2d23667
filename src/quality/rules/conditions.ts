/** The conditions of a query with their values, the tenant's first. */
export class Conditions {
  readonly values: unknown[];
  private readonly parts: string[] = [];

  constructor(tenantId: string) {
    this.values = [tenantId];
  }

  /** `condition` makes SQL of the value's place. What was not asked for is no condition. */
  add(value: unknown, condition: (place: string) => string): void {
    if (value === null || value === undefined) return;
    this.values.push(value);
    this.parts.push(condition(`$${this.values.length}`));
  }

  get sql(): string {
    return this.parts.map((part) => ` and ${part}`).join("");
  }
}
