// Reads a JSON array of [type, value] from standard input and writes, for each value that is not of its type, its place
// in the array and what is wrong.
// A value that came in a form is { $form: true, ... }: its texts may stand for numbers, truth values and JSON.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';

const schema = JSON.parse(readFileSync('schema.json', 'utf8'));
const double = schema.definitions.Double.properties;
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ ...schema, $id: 'double' });

const validators = new Map();
function validator(type) {
    if (!Object.hasOwn(double, type)) return undefined;
    if (!validators.has(type)) validators.set(type, ajv.compile({ $ref: `double#/definitions/Double/properties/${type}` }));
    return validators.get(type);
}

function read(text) {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

function unform({ $form, ...value }) {
    if (!$form) return value;
    const words = new Set(['text', 'caption', 'secret_token']);
    return Object.fromEntries(Object.entries(value).map(([name, text]) =>
        [name, typeof text === 'string' && !words.has(name) ? read(text) : text]));
}

for (const [index, [type, value]] of JSON.parse(readFileSync(0, 'utf8')).entries()) {
    const valid = validator(type);
    if (!valid) console.log(`${index} ${type}: no such call`);
    else if (!valid(unform(value)))
        for (const error of valid.errors)
            console.log(`${index} ${type}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
}
