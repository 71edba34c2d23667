import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { resealPasswords } from "../../../src/assets/services/reseal.js";
import { KeyRing } from "../../../src/platform/keys.js";
import { TlsMode } from "../../../src/sources/source-session.js";
import { contextOf, newSecret, ServicesFixture } from "./fixture.js";

let fixture: ServicesFixture;
const [oldSecret, newerSecret] = [newSecret(), newSecret()];
const oldKeys = new KeyRing([oldSecret]);
const bothKeys = new KeyRing([newerSecret, oldSecret]);
const newKeys = new KeyRing([newerSecret]);

beforeAll(async () => {
  fixture = await ServicesFixture.create();
});
beforeEach(() => fixture.database.system((manager) => manager.query("delete from data_service")));
afterAll(() => fixture.end());

const context = contextOf();

async function register(name: string, keys: KeyRing, password?: string, ctx = context): Promise<string> {
  const postgresql = { host: "db", port: 5432, user: "u", database: "d", tlsMode: TlsMode.REQUIRE, password };
  const input = { name, connection: { postgresql }, rowsMayLeave: true, maxConnections: 5 };
  return (await fixture.services(keys).register(ctx, input)).id;
}

const passwordOf = async (id: string, keys: KeyRing, ctx = context) => {
  const { tenantId } = ctx.identity;
  const target = fixture.database.tenant(tenantId, (manager) => fixture.services(keys).target(manager, tenantId, id));
  return (await target).password;
};

test("after resealing with the new key in front, the old one is needed no more", async () => {
  const another = contextOf();
  const ids = await Promise.all(Array.from({ length: 120 }, (_, index) => register(`s${index}`, oldKeys, `p${index}`)));
  const theirs = await register("s", oldKeys, "theirs", another);
  const none = await register("none", oldKeys);
  const before = await fixture.row(ids[0]!);
  expect(await resealPasswords(fixture.database, bothKeys)).toEqual({ resealed: 121, unreadable: 0 });
  expect(await passwordOf(ids[119]!, newKeys)).toBe("p119");
  expect(await passwordOf(theirs, newKeys, another)).toBe("theirs");
  expect(await passwordOf(none, newKeys)).toBeUndefined();
  expect(await fixture.row(ids[0]!)).toMatchObject({ key_id: newKeys.primaryId, updated_at: before.updated_at });
  expect(await resealPasswords(fixture.database, bothKeys)).toEqual({ resealed: 0, unreadable: 0 });
});

test("any number of processes may reseal at once: each password is sealed once", async () => {
  const ids = await Promise.all(Array.from({ length: 150 }, (_, index) => register(`s${index}`, oldKeys, `p${index}`)));
  const done = await Promise.all([1, 2, 3, 4].map(() => resealPasswords(fixture.database, bothKeys)));
  expect(done.reduce((sum, { resealed }) => sum + resealed, 0)).toBe(150);
  for (const [index, id] of ids.entries()) expect(await passwordOf(id, newKeys)).toBe(`p${index}`);
});

test("what no present key opens stays as it is, and says so when it is needed", async () => {
  const lost = await register("lost", new KeyRing([newSecret()]), "gone");
  const kept = await register("kept", oldKeys, "kept");
  const before = await fixture.row(lost);
  expect(await resealPasswords(fixture.database, bothKeys)).toEqual({ resealed: 1, unreadable: 1 });
  expect(await fixture.row(lost)).toEqual(before);
  expect(await passwordOf(kept, newKeys)).toBe("kept");
  await expect(passwordOf(lost, bothKeys)).rejects.toMatchObject({ code: "SOURCE_PASSWORD_UNREADABLE" });
});

test("an update seals with the new key, whatever else it changes", async () => {
  const id = await register("s", oldKeys, "kept");
  await fixture.services(bothKeys).update(context, { id, maxConnections: 7 });
  expect(await fixture.row(id)).toMatchObject({ key_id: newKeys.primaryId });
  expect(await passwordOf(id, newKeys)).toBe("kept");
});

test("a ciphertext that was moved to another row opens nothing", async () => {
  const [one, other] = [await register("one", oldKeys, "first"), await register("other", oldKeys, "second")];
  await fixture.database.system((manager) =>
    manager.query(
      "update data_service set sealed_password = (select sealed_password from data_service where id = $1) where id = $2",
      [one, other],
    ),
  );
  await expect(passwordOf(other, oldKeys)).rejects.toMatchObject({ code: "SOURCE_PASSWORD_UNREADABLE" });
});
