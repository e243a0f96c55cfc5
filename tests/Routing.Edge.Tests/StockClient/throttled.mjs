// An agent on npm's own client in a hidden tab: no timer runs sooner than a minute from when it was set, messages are handled at once.
// Arguments: server, agent's token, how often it is to be asked whether it is there. Prints what became of the connection meanwhile.
const minute = 60_000;
const { setTimeout: later, setInterval: again } = globalThis;
globalThis.setTimeout = (run, ms, ...args) => later(run, Math.max(ms ?? 0, minute), ...args);
globalThis.setInterval = (run, ms, ...args) => again(run, Math.max(ms ?? 0, minute), ...args);

const { HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr');
const [url, token, times] = process.argv.slice(2);
const hub = new HubConnectionBuilder().withUrl(`${url}/hubs/agent`, { accessTokenFactory: () => token }).configureLogging(LogLevel.None).build();

let closed = 0;
hub.onclose(() => { closed++; });
let asked = 0;
const enough = new Promise(done => hub.on('Alive', () => { if (++asked === Number(times)) done(); return true; }));

await hub.start();
const first = hub.connectionId;
await hub.invoke('Start', null);
await hub.invoke('SetStatus', 'available', null);
await enough;
const answer = await hub.invoke('SetStatus', 'busy', null);
console.log(JSON.stringify({ asked, closed, same: hub.connectionId === first, ok: answer.ok }));
process.exit(0);
