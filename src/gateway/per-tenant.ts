/** How many of something each tenant has. Those that have none are forgotten; what nobody is known to have counts as one's own. */
export class PerTenant {
  private readonly counts = new Map<string | undefined, number>();

  of(tenantId: string | undefined): number {
    return this.counts.get(tenantId) ?? 0;
  }

  add(tenantId: string | undefined): void {
    this.counts.set(tenantId, this.of(tenantId) + 1);
  }

  remove(tenantId: string | undefined): void {
    const left = this.of(tenantId) - 1;
    if (left > 0) this.counts.set(tenantId, left);
    else this.counts.delete(tenantId);
  }
}
