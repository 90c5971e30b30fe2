// Sends 300,000 bytes in pieces of odd sizes to each port, and compares what comes back.
const net = require('net');
const sent = Buffer.alloc(300000);
for (let i = 0; i < sent.length; i++) sent[i] = (i * 31 + (i >> 8)) & 255;
for (const port of process.argv.slice(2)) {
  const got = [];
  const socket = net.connect(+port, '127.0.0.1', () => {
    for (let i = 0; i < sent.length; i += 7919) socket.write(sent.subarray(i, i + 7919));
    socket.end();
  });
  socket.on('data', (piece) => got.push(piece));
  socket.on('end', () => {
    const all = Buffer.concat(got);
    console.log(port + ': ' + (all.equals(sent) ? all.length + ' bytes came back' : 'other bytes came back'));
  });
  socket.on('error', (e) => { console.log(port + ': ' + e.message); process.exitCode = 1; });
}
