/** A browser function. */
export type Native = (...args: unknown[]) => unknown;

/** The function of a property: the value of a method or constructor, the getter or setter of an attribute. */
export type Part = "value" | "get" | "set";

/**
 * Puts a proxy in place of a function, which has its name, its length and its properties, and is native code to who
 * looks. What is not there, or cannot be replaced, stays.
 */
export function replaceFunction(owner: unknown, name: string, part: Part, handler: ProxyHandler<Native>): void {
  const descriptor = Object.getOwnPropertyDescriptor(Object(owner), name);
  const native = descriptor?.[part];
  if (typeof native !== "function" || !descriptor?.configurable) return;
  const proxy = new Proxy(native, handler);
  Object.defineProperty(owner, name, { ...descriptor, [part]: proxy });
  if (native.prototype?.constructor === native) native.prototype.constructor = proxy;
}

/** Calls a function with changed arguments, or the original ones if they cannot be changed. */
export function changeArguments(
  owner: unknown,
  name: string,
  part: Part,
  change: (args: readonly unknown[]) => readonly unknown[],
): void {
  const changed = (args: readonly unknown[]) => {
    try {
      return change(args);
    } catch {
      return args;
    }
  };
  replaceFunction(owner, name, part, {
    apply: (native, self, args) => Reflect.apply(native, self, changed(args)),
    construct: (native, args, target) => Reflect.construct(native, changed(args), target),
  });
}
