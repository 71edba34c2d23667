import pg from "pg";
import { quote } from "./table-info.js";

/** Databases for a trial, on a server that is ours. */
export class Scratch {
  private count = 0;
  private readonly prefix = `quality_${process.pid}_`;

  constructor(private readonly superuserUrl: string) {}

  url(database: string): string {
    const url = new URL(this.superuserUrl);
    url.pathname = `/${database}`;
    return url.href;
  }

  async create(): Promise<string> {
    const name = this.next();
    await this.execute(`create database ${quote(name)}`);
    return name;
  }

  /** Of a database that nobody is connected to. */
  async copy(of: string): Promise<string> {
    const name = this.next();
    await this.execute(`create database ${quote(name)} template ${quote(of)}`);
    return name;
  }

  drop(name: string): Promise<void> {
    return this.execute(`drop database if exists ${quote(name)} with (force)`);
  }

  private next(): string {
    this.count++;
    return `${this.prefix}${this.count}`;
  }

  private async execute(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.superuserUrl });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}
