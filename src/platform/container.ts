import type { GraphQLSchema } from "graphql";

type Class = abstract new (...args: never[]) => object;

/** The one place that knows which object stands for which class: filled by main, asked by type-graphql. */
export class Container {
  private readonly instances = new Map<Class, object>();

  add<T extends object>(instance: T): T {
    this.instances.set(instance.constructor as Class, instance);
    return instance;
  }

  get<T>(wanted: abstract new (...args: never[]) => T): T {
    const instance = this.instances.get(wanted as unknown as Class);
    if (!instance) throw new Error(`Nobody provides ${wanted.name}.`);
    return instance as T;
  }
}

/**
 * Lets a schema's subscriptions find their resolvers: type-graphql calls `subscribe` of a decorator without an instance.
 * Whoever builds the schema calls this once; `containerOf(info.schema)` is the way back.
 */
export function attachContainer<Schema extends GraphQLSchema>(schema: Schema, container: Container): Schema {
  schema.extensions = { ...schema.extensions, container };
  return schema;
}

export function containerOf(schema: GraphQLSchema): Container {
  const container = schema.extensions.container as Container | undefined;
  if (!container) throw new Error("The schema has no container: call attachContainer after building it.");
  return container;
}
