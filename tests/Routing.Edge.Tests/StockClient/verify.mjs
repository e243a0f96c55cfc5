// Receives webhooks and verifies them with the reference library of Standard Webhooks. Arguments: the secret, and how many to refuse first.
// Prints its port, then one line of JSON per delivery.
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const [secret, refuse] = process.argv.slice(2);
const webhook = new Webhook(secret);
let left = Number(refuse);
const server = createServer((request, response) => {
  const parts = [];
  request.on('data', part => parts.push(part));
  request.on('end', () => {
    let verified = null;
    try { verified = webhook.verify(Buffer.concat(parts).toString(), request.headers); } catch (error) { console.log(JSON.stringify({ error: String(error) })); }
    console.log(JSON.stringify({ id: request.headers['webhook-id'], verified }));
    response.statusCode = left-- > 0 ? 500 : 204;
    response.end();
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
