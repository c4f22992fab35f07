// A text encoder of BERT's shape with random weights, as people publish theirs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const width = 32, layers = 2, wide = 64, vocabulary = 300, positions = 128;
const words = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
for (const c of 'abcdefghijklmnopqrstuvwxyz') words.push(c, '##' + c);
while (words.length < vocabulary) words.push(`[unused${words.length}]`);

let state = 7;
const random = () => ((state = (state * 48271) % 2147483647) / 2147483647 - 0.5) * 0.2;
const tensors = [];
const add = (name, shape, middle = 0) => tensors.push({ name, shape, middle });
const linear = (name, out, inner) => { add(`${name}.weight`, [out, inner]); add(`${name}.bias`, [out]); };
const norm = (name) => { add(`${name}.weight`, [width], 1); add(`${name}.bias`, [width]); };

add('embeddings.word_embeddings.weight', [vocabulary, width]);
add('embeddings.position_embeddings.weight', [positions, width]);
add('embeddings.token_type_embeddings.weight', [2, width]);
norm('embeddings.LayerNorm');
for (let n = 0; n < layers; n++) {
  const at = `encoder.layer.${n}.`;
  for (const part of ['query', 'key', 'value']) linear(`${at}attention.self.${part}`, width, width);
  linear(`${at}attention.output.dense`, width, width);
  norm(`${at}attention.output.LayerNorm`);
  linear(`${at}intermediate.dense`, wide, width);
  linear(`${at}output.dense`, width, wide);
  norm(`${at}output.LayerNorm`);
}

const header = {};
const parts = [];
let offset = 0;
for (const { name, shape, middle } of tensors) {
  const count = shape.reduce((a, b) => a * b, 1);
  const data = Float32Array.from({ length: count }, () => middle + random());
  header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] };
  offset += data.byteLength;
  parts.push(Buffer.from(data.buffer));
}
const json = Buffer.from(JSON.stringify(header));
const length = Buffer.alloc(8);
length.writeBigUInt64LE(BigInt(json.length));

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'model.safetensors'), Buffer.concat([length, json, ...parts]));
writeFileSync(join(folder, 'vocab.txt'), words.join('\n') + '\n');
writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify({ tokenizer_class: 'BertTokenizer', do_lower_case: true }));
writeFileSync(join(folder, 'config.json'), JSON.stringify({
  architectures: ['BertModel'], model_type: 'bert', vocab_size: vocabulary, hidden_size: width, num_hidden_layers: layers,
  num_attention_heads: 2, intermediate_size: wide, max_position_embeddings: positions, type_vocab_size: 2,
  hidden_act: 'gelu', layer_norm_eps: 1e-12, torch_dtype: 'float32',
}));
