import type { JSX } from 'preact';
import type { Me } from '../hub/wire.ts';

export function BoardPage({ me }: { me: Me }): JSX.Element {
  return <main>{me.name}</main>;
}
