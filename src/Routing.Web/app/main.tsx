import { render } from 'preact';

render(<p>Routing</p>, document.getElementById('app')!);
