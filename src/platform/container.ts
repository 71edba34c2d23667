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
