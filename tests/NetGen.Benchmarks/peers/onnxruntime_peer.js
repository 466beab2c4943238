// Runs networks in ONNX Runtime for the comparison: one JSON object per line in, one per line out.
// Times are taken here. The native binding is called directly: the package's own run() defers every call to the event loop, which takes
// longer than a small network. The call into the binding itself is part of what is timed.
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');

const { binding, initOrt } = require(path.join(path.dirname(require.resolve('onnxruntime-node')), 'binding.js'));
const { Tensor } = require('onnxruntime-common');
const { version } = JSON.parse(fs.readFileSync(path.join(path.dirname(require.resolve('onnxruntime-node')), '..', 'package.json'), 'utf8'));

initOrt();
let current = null;

function floats(values, shape) {
    return new Tensor('float32', values, shape);
}

function load(request) {
    close();
    const session = new binding.InferenceSession();
    session.loadModel(request.model, {
        executionProviders: ['cpu'],
        intraOpNumThreads: request.threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        graphOptimizationLevel: 'all',
    });
    const bytes = fs.readFileSync(request.input);
    const input = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const size = request.outputShape.reduce((product, extent) => product * extent, 1);
    const result = new Float32Array(size);
    current = {
        session,
        result,
        feeds: { input: floats(input, request.inputShape) },
        fetches: { output: floats(result, request.outputShape) },
        options: {},
    };
    return {};
}

function close() {
    if (current !== null) current.session.dispose();
    current = null;
    return {};
}

function run(iterations) {
    const { session, feeds, fetches, options } = current;
    const begin = process.hrtime.bigint();
    for (let i = 0; i < iterations; i++) session.run(feeds, fetches, options);
    return Number(process.hrtime.bigint() - begin) * 1e-9;
}

function output(request) {
    current.result.fill(NaN);
    run(1);
    fs.writeFileSync(request.result, Buffer.from(current.result.buffer));
    return {};
}

function answer(request) {
    switch (request.do) {
        case 'load': return load(request);
        case 'time': return { seconds: run(request.iterations) };
        case 'output': return output(request);
        case 'close': return close();
        default: throw new Error(`no command '${request.do}'`);
    }
}

console.log(JSON.stringify({ version }));
readline.createInterface({ input: process.stdin }).on('line', line => {
    let reply;
    try {
        reply = answer(JSON.parse(line));
    } catch (error) {
        reply = { error: String(error.message ?? error) };
    }
    console.log(JSON.stringify(reply));
});
