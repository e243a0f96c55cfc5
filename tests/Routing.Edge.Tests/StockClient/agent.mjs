// An agent on npm's own client: connects, is offered a thread, accepts, loses its socket, comes back, missed nothing, answers.
// Arguments: server, agent's token, integration's token. Prints what it saw as one line of JSON.
import { HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import WebSocket from 'ws';

const [url, agentToken, integrationToken] = process.argv.slice(2);
const sockets = [];
class Watched extends WebSocket {
  constructor(...args) { super(...args); sockets.push(this); }
}

const hub = new HubConnectionBuilder()
  .withUrl(`${url}/hubs/agent`, { accessTokenFactory: () => agentToken, WebSocket: Watched })
  .withAutomaticReconnect([0, 100, 200, 500, 1000])
  .configureLogging(LogLevel.None)
  .build();

hub.on('Alive', () => true);
const pushes = [];
const waiting = [];
hub.on('Push', push => {
  pushes.push(push);
  for (const one of waiting.slice()) if (one.fits(push)) { waiting.splice(waiting.indexOf(one), 1); one.done(push); }
});
const next = fits => new Promise(done => {
  const there = pushes.find(fits);
  if (there) done(there); else waiting.push({ fits, done });
});
const post = async (id, text) => {
  const answer = await fetch(`${url}/v1/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${integrationToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'x', id, author: { id: '7', handle: 'kim' }, text }),
  });
  if (answer.status !== 202) throw new Error(`post ${id}: ${answer.status}`);
};
const ok = answer => { if (!answer.ok) throw new Error(JSON.stringify(answer)); return answer; };

await hub.start();
const first = ok(await hub.invoke('Start', null));
ok(await hub.invoke('SetStatus', 'available', null));
await post('1', 'My order is late');
const offer = await next(push => push.kind === 'offer');
ok(await hub.invoke('Showed', offer.thread, offer.epoch));
ok(await hub.invoke('Accept', offer.thread, offer.epoch, null));
const assigned = await next(push => push.kind === 'assigned');

const back = new Promise(done => hub.onreconnected(done));
const gone = new Promise(done => hub.onreconnecting(done));
sockets.at(-1).terminate();
await gone;
await post('2', 'Thank you!');
await back;
const last = pushes.at(-1).sequence;
const again = ok(await hub.invoke('Start', last));
if (hub.state !== HubConnectionState.Connected) throw new Error(hub.state);
const sequences = [...pushes.map(push => push.sequence), ...(again.missed ?? []).map(push => push.sequence)];
await post('3', 'One more thing');
const live = await next(push => push.kind === 'news' && push.ref === 'x/3');
ok(await hub.invoke('Reply', { thread: offer.thread, to: 'x/3', text: 'It comes today.', seenNewest: 'x/3' }));
ok(await hub.invoke('Resolve', offer.thread, null));
await hub.stop();

console.log(JSON.stringify({
  started: first.sequence,
  secondsLeft: offer.secondsLeft,
  offered: offer.data.newest[0].text,
  assigned: assigned.data.messages.map(message => message.text),
  snapshot: again.snapshot,
  sequences: [...new Set([...sequences, live.sequence])].sort((a, b) => a - b),
  work: again.work.map(item => item.data.messages.map(message => message.text)),
}));
