import { Message, type Variant } from '@jellybrick/dbus-next';
import type { Connection } from './bus.ts';

/** How one method answers: the signature of the reply, and the function that makes its body. */
export type Method = readonly [replySignature: string, answer: (body: readonly unknown[], message: Message) => readonly unknown[] | NoAnswer];

/** The caller is left waiting, as by a service that hangs. */
export const NO_ANSWER = Symbol('no answer');
export type NoAnswer = typeof NO_ANSWER;

/** A method throws this to answer with a D-Bus error. */
export class Refusal extends Error {
  constructor(readonly errorName: string, message: string) {
    super(message);
  }
}

export interface Service {
  readonly path: string;
  readonly iface: string;
  readonly methods?: { readonly [name: string]: Method };
  /** Read each time they are asked for. */
  readonly properties?: () => { readonly [name: string]: Variant };
}

const PROPERTIES = 'org.freedesktop.DBus.Properties';

/** Puts an object with one interface on the bus. Returns the way to send its signals. */
export function serve(connection: Connection, service: Service): (signal: string, signature: string, ...body: unknown[]) => void {
  const { bus } = connection;
  bus.addMethodHandler((message) => {
    if (message.path !== service.path) return false;
    const method = methodFor(service, message);
    if (method === undefined) return false;
    const [signature, answer] = method;
    try {
      const body = answer(message.body, message);
      if (body !== NO_ANSWER) bus.send(Message.newMethodReturn(message, signature, [...body]));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      bus.send(Message.newError(message, error.errorName, error.message));
    }
    return true;
  });
  return (signal, signature, ...body) => bus.send(Message.newSignal(service.path, service.iface, signal, signature, body));
}

function methodFor(service: Service, message: Message): Method | undefined {
  if (message.interface === service.iface) return service.methods?.[message.member];
  if (message.interface !== PROPERTIES || message.body[0] !== service.iface) return undefined;
  const properties = service.properties?.() ?? {};
  if (message.member === 'GetAll') return ['a{sv}', () => [properties]];
  const value = properties[String(message.body[1])];
  return message.member === 'Get' && value !== undefined ? ['v', () => [value]] : undefined;
}
