import type { DataSource, EntityManager } from "typeorm";

/** Work of the system itself, over all tenants (taking up jobs, pruning). Never from a request. */
export const EVERY_TENANT = "*";

/**
 * The only way to our own database. Each unit of work is one transaction that carries its tenant, and PostgreSQL's
 * row-level security shows it that tenant's rows only, even where a query forgot to ask for them.
 */
export class Database {
  constructor(readonly dataSource: DataSource) {}

  tenant<T>(tenantId: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.scoped(tenantId, work);
  }

  system<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.scoped(EVERY_TENANT, work);
  }

  private scoped<T>(scope: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query("select set_config('app.tenant', $1, true)", [scope]);
      return work(manager);
    });
  }
}
