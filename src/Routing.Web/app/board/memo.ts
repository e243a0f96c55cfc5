import { Component, h, type ComponentType, type FunctionComponent } from 'preact';

/** A component that renders again only when one of its properties is another object: rows of a board that did not change. */
export function memo<P extends object>(inner: FunctionComponent<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const now = this.props as Record<string, unknown>;
      return Object.entries(next).some(([name, value]) => now[name] !== value);
    }

    override render(): ReturnType<FunctionComponent<P>> {
      return h(inner as FunctionComponent<object>, this.props);
    }
  };
}
