import { base, en, Faker } from "@faker-js/faker";

/** Random values that are the same on every machine. Each part has a seed of its own, so a change stays in its part. */
export class Random {
  readonly faker: Faker;

  constructor(seed: number) {
    this.faker = new Faker({ locale: [en, base], seed });
  }

  int(min: number, max: number): number {
    return this.faker.number.int({ min, max });
  }

  chance(probability: number): boolean {
    return this.faker.number.float() < probability;
  }

  one<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)]!;
  }

  /** Different items, in random order. */
  some<T>(items: readonly T[], count: number): T[] {
    return this.faker.helpers.arrayElements(items as T[], count);
  }

  /** A bell around the middle, which is likelier in real data than a flat line. */
  bell(min: number, max: number): number {
    const half = (this.faker.number.float() + this.faker.number.float() + this.faker.number.float()) / 3;
    return Math.round(min + half * (max - min));
  }

  /** A name of ASCII letters, so that usernames and addresses can be made of it. */
  firstName(): string {
    return this.faker.person.firstName().replace(/[^A-Za-z]/g, "");
  }

  lastName(): string {
    return this.faker.person.lastName().replace(/[^A-Za-z]/g, "");
  }
}

/** Hands the items out once each and in random order, so that two kinds of dirt never meet in one row. */
export class Pool<T> {
  private readonly items: T[];

  constructor(random: Random, items: readonly T[]) {
    this.items = random.some(items, items.length);
  }

  take(count: number): T[] {
    if (count > this.items.length) throw new Error("The pool is empty.");
    return this.items.splice(0, count);
  }
}
