// What existing programs do, done by the packages that they use.
import assert from 'node:assert/strict';
import http from 'node:http';
import { createRequire } from 'node:module';
import { Ollama } from 'ollama';
import OpenAI from 'openai';

const [address, token] = process.argv.slice(2);
const version = (name) => createRequire(import.meta.url)(`./node_modules/${name}/package.json`).version;
const headers = { Authorization: `Bearer ${token}` };
const ollama = new Ollama({ host: address, headers });
const openai = new OpenAI({ baseURL: `${address}/v1`, apiKey: token, maxRetries: 0 });
const user = (content) => [{ role: 'user', content }];

async function check(name, work) {
  const began = performance.now();
  const told = await work();
  console.log(`ok  ${name} (${Math.round(performance.now() - began)} ms)${told ? ': ' + told : ''}`);
}

async function gathered(stream, text) {
  const pieces = [];
  let last;
  for await (const part of stream) {
    if (text(part)) pieces.push(text(part));
    last = part;
  }
  return { pieces, said: pieces.join(''), last };
}

console.log(`-- ollama ${version('ollama')}`);
await check('lists', async () => {
  const names = (await ollama.list()).models.map((m) => m.name);
  for (const name of ['sample:latest', 'noise:latest', 'compass:latest']) assert.ok(names.includes(name), names.join());
  return names.join(', ');
});
await check('shows', async () => {
  const shown = await ollama.show({ model: 'noise' });
  assert.equal(shown.details.family, 'qwen2');
  assert.ok(shown.modelfile.startsWith('FROM noise'));
});
await check('chats with a persona', async () => {
  const reply = await ollama.chat({ model: 'sample', messages: user('你小时候住在哪里？') });
  assert.equal(reply.likeness.source, 'recorded');
  assert.ok(reply.message.content.length > 5);
  return `[${reply.likeness.source}] ${reply.message.content}`;
});
await check('streams a persona', async () => {
  const { said, last } = await gathered(
    await ollama.chat({ model: 'sample:latest', messages: user('What was your first job?'), stream: true }),
    (part) => part.message.content);
  assert.ok(last.done && last.done_reason === 'stop');
  return said;
});
// Drawn, because random weights say the same blank again and again; the seed makes it the same each time.
const seeded = { temperature: 1, top_k: 0, top_p: 1, seed: 7, num_predict: 24, repeat_penalty: 1 };
await check('chats with a model, streamed and not, alike', async () => {
  const whole = await ollama.chat({ model: 'noise', messages: user('Hello'), options: seeded });
  const stream = await ollama.chat({ model: 'noise', messages: user('Hello'), options: seeded, stream: true });
  const { pieces, said, last } = await gathered(stream, (part) => part.message.content);
  assert.equal(said, whole.message.content);
  assert.equal(whole.eval_count, 24);
  assert.equal(last.eval_count, 24);
  assert.equal(last.done_reason, 'length');
  assert.ok(last.prompt_eval_count > 0 && last.eval_duration > 0);
  return `${pieces.length} pieces of ${last.eval_count} tokens`;
});
await check('generates, and goes on with the context', async () => {
  const first = await ollama.generate({ model: 'noise', prompt: 'Hello', options: seeded });
  const next = await ollama.generate({ model: 'noise', prompt: 'And?', context: first.context, options: seeded });
  assert.ok(next.prompt_eval_count > first.prompt_eval_count);
});
await check('runs', async () => {
  const running = (await ollama.ps()).models;
  assert.equal(running[0].name, 'noise:latest');
  assert.ok(new Date(running[0].expires_at) > new Date());
});
await check('embeds', async () => {
  const { embeddings, prompt_eval_count } = await ollama.embed({ model: 'compass', input: ['abc', 'abc', 'xyz'] });
  assert.equal(embeddings[0].length, 32);
  assert.ok(Math.abs(embeddings[0].reduce((sum, x) => sum + x * x, 0) - 1) < 1e-4);
  assert.deepEqual(embeddings[0], embeddings[1]);
  assert.notDeepEqual(embeddings[0], embeddings[2]);
  assert.ok(prompt_eval_count > 0);
});
await check('aborts', async () => {
  const stream = await ollama.chat({ model: 'noise', messages: user('Go on'), options: { ...seeded, num_predict: 100000 }, stream: true });
  let pieces = 0;
  await assert.rejects(async () => {
    for await (const _ of stream) if (++pieces === 5) stream.abort();
  }, { name: 'AbortError' });
  const after = await ollama.chat({ model: 'noise', messages: user('Hello'), options: seeded });
  assert.equal(after.eval_count, 24);
  return `after ${pieces} pieces; the next chat is answered`;
});
await check('a wrong token, an unknown model and a pull are refused', async () => {
  const stranger = new Ollama({ host: address, headers: { Authorization: 'Bearer wrong-token' } });
  await assert.rejects(stranger.list(), { status_code: 401 });
  await assert.rejects(ollama.chat({ model: 'nobody', messages: user('x') }), { status_code: 404, message: "model 'nobody' not found" });
  await assert.rejects(ollama.pull({ model: 'x' }), { status_code: 501 });
});

console.log(`-- openai ${version('openai')}`);
await check('lists', async () => {
  const ids = [];
  for await (const model of openai.models.list()) ids.push(model.id);
  assert.ok(ids.includes('sample') && ids.includes('noise'));
  assert.equal((await openai.models.retrieve('sample')).owned_by, 'persona');
  return ids.join(', ');
});
await check('chats with a persona', async () => {
  const reply = await openai.chat.completions.create({ model: 'sample', messages: user('你小时候住在哪里？') });
  assert.equal(reply.choices[0].finish_reason, 'stop');
  assert.equal(reply.likeness.source, 'recorded');
  return reply.choices[0].message.content;
});
const asked = { model: 'noise', messages: user('Hello'), temperature: 1, top_p: 1, seed: 7, max_tokens: 24 };
await check('chats with a model, streamed and not, alike', async () => {
  const whole = await openai.chat.completions.create(asked);
  const { said, last, pieces } = await gathered(
    await openai.chat.completions.create({ ...asked, stream: true, stream_options: { include_usage: true } }),
    (part) => part.choices[0]?.delta.content);
  assert.equal(said, whole.choices[0].message.content);
  assert.equal(whole.choices[0].finish_reason, 'length');
  assert.equal(whole.usage.completion_tokens, 24);
  assert.deepEqual(last.usage, whole.usage);
  assert.deepEqual(last.choices, []);
  return `${pieces.length} pieces, ${JSON.stringify(last.usage)}`;
});
await check('streams through its own helper', async () => {
  const helper = openai.chat.completions.stream(asked);
  const whole = await helper.finalChatCompletion();
  assert.equal(whole.choices[0].finish_reason, 'length');
});
await check('completes', async () => {
  const whole = await openai.completions.create({ model: 'noise', prompt: 'Hello', max_tokens: 8, temperature: 1, seed: 7 });
  assert.equal(whole.usage.completion_tokens, 8);
  const { said } = await gathered(
    await openai.completions.create({ model: 'noise', prompt: 'Hello', max_tokens: 8, temperature: 1, seed: 7, stream: true }),
    (part) => part.choices[0]?.text);
  assert.equal(said, whole.choices[0].text);
});
await check('embeds, packed and not, alike', async () => {
  const packed = await openai.embeddings.create({ model: 'compass', input: 'abc' });
  const plain = await openai.embeddings.create({ model: 'compass', input: ['abc'], encoding_format: 'float' });
  assert.equal(packed.data[0].embedding.length, 32);
  packed.data[0].embedding.forEach((x, i) => assert.ok(Math.abs(x - plain.data[0].embedding[i]) < 1e-6));
  assert.ok(packed.usage.prompt_tokens > 0);
});
await check('aborts', async () => {
  const stream = await openai.chat.completions.create({ ...asked, max_tokens: 100000, stream: true });
  let pieces = 0;
  for await (const _ of stream) if (++pieces === 5) stream.controller.abort();
  const after = await openai.chat.completions.create(asked);
  assert.equal(after.usage.completion_tokens, 24);
  return `after ${pieces} pieces`;
});
await check('a wrong key, an unknown model, two answers and tools are refused', async () => {
  const stranger = new OpenAI({ baseURL: `${address}/v1`, apiKey: 'wrong-token', maxRetries: 0 });
  await assert.rejects(stranger.models.list(), OpenAI.AuthenticationError);
  await assert.rejects(openai.chat.completions.create({ ...asked, model: 'nobody' }), (e) => e instanceof OpenAI.NotFoundError && e.code === 'model_not_found');
  await assert.rejects(openai.chat.completions.create({ ...asked, n: 2 }), OpenAI.BadRequestError);
  await assert.rejects(openai.chat.completions.create({ ...asked, tools: [{ type: 'function', function: { name: 'f' } }] }), /tools is not supported/);
});

console.log('-- by hand');
const status = (more) => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(address);
  http.get({ hostname, port, path: '/api/tags', headers: { ...headers, ...more } }, (response) => {
    response.resume();
    resolve(response.statusCode);
  }).on('error', reject);
});
await check('a foreign Origin and a rebinding Host are refused', async () => {
  assert.equal(await status({}), 200);
  assert.equal(await status({ Origin: 'https://evil.example' }), 403);
  assert.equal(await status({ Host: `evil.example:${new URL(address).port}` }), 403);
});
await check('50 streams at once each give what the same question gives alone', async () => {
  const say = async (i) => {
    const stream = await ollama.chat({ model: 'noise', messages: user(`Question ${i * 7919}?`), options: { ...seeded, seed: i + 1 }, stream: true });
    return (await gathered(stream, (part) => part.message.content)).said;
  };
  const all = [...Array(50).keys()];
  const together = await Promise.all(all.map(say));
  const different = new Set(together).size;
  for (const i of all) assert.equal(together[i], await say(i), `question ${i}`);
  assert.ok(different > 40, `${different} different answers`);
  return `${different} different answers`;
});
await check('what a piece costs on the way', async () => {
  const costs = [];
  let tokens = 0;
  let written = 0;
  for (let i = 0; i < 40; i++) {
    const options = { ...seeded, seed: i, num_predict: 200 };
    const whole = await ollama.chat({ model: 'noise', messages: user('Count'), options });
    const began = performance.now();
    const { pieces } = await gathered(await ollama.chat({ model: 'noise', messages: user('Count'), options, stream: true }), (part) => part.message.content);
    // The engine alone took what it tells of the same answer, to which nobody listened. Tokens without text are not written.
    const engine = (whole.prompt_eval_duration + whole.eval_duration) / 1e6;
    if (i >= 10 && pieces.length > 0) {
      costs.push((performance.now() - began - engine) / pieces.length);
      tokens += whole.eval_count;
      written += pieces.length;
    }
  }
  costs.sort((a, b) => a - b);
  const p50 = costs[Math.floor(costs.length / 2)];
  assert.ok(p50 < 3, `${p50} ms`);
  return `p50 ${p50.toFixed(3)} ms a piece over the engine, worst answer ${costs.at(-1).toFixed(3)} ms; ${written} pieces of ${tokens} tokens in ${costs.length} answers`;
});
console.log('all clients are served');
