import { learnClock } from '../state/clock.ts';

/** What the API refused, by its number; status 0: it could not be reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly body: unknown;

  constructor(status: number, code: number, message: string, body: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

interface Refused { error?: { code: number; message: string } }

/** Reads as whoever the cookie says. */
export async function get<T>(path: string): Promise<T> {
  return ask<T>(path, {});
}

export async function send<T>(method: 'POST' | 'PUT', path: string, type: string, body: string): Promise<T> {
  return ask<T>(path, { method, body, headers: { 'Content-Type': type } });
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const began = performance.now();
  let answer: Response;
  try {
    answer = await fetch(path, init);
  } catch {
    throw new ApiError(0, 0, '', null);
  }
  learnClock(answer.headers.get('Date'), performance.now() - began);
  const text = await answer.text();
  const body: unknown = text === '' ? null : JSON.parse(text);
  if (answer.ok) return body as T;
  const refused = (body as Refused | null)?.error;
  throw new ApiError(answer.status, refused?.code ?? 0, refused?.message ?? answer.statusText, body);
}
