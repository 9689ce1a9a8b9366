// Makes schema.json of calls.ts: JSON Schema of the Bot API, in which nothing unknown is allowed.
import { writeFileSync } from 'node:fs';
import { createGenerator } from 'ts-json-schema-generator';

const schema = createGenerator({
    path: 'calls.ts',
    tsconfig: 'tsconfig.json',
    type: 'Double',
    additionalProperties: false,
    functions: 'hide',
    skipTypeCheck: true,
}).createSchema('Double');

// What TypeScript programs may pass besides: builders, which no JSON is.
const isBuilder = (type) => type?.properties && ('toJSON' in type.properties || 'toString' in type.properties);

function tidy(node) {
    if (Array.isArray(node)) return node.map(tidy);
    if (node === null || typeof node !== 'object') return node;
    if (Array.isArray(node.anyOf)) {
        const kept = node.anyOf.filter((type) => !isBuilder(type)).map(tidy);
        const { anyOf, ...rest } = node;
        return kept.length === 1 ? { ...tidy(rest), ...kept[0] } : { ...tidy(rest), anyOf: kept };
    }
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, tidy(value)]));
}

const tidied = tidy(schema);
// A file of a form: the recorder writes it like this.
tidied.definitions.TelegramInputFile = { type: 'object', properties: { $file: { type: 'string' } },
    required: ['$file'], additionalProperties: false };
writeFileSync('schema.json', JSON.stringify(tidied));
