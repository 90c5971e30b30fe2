package swarm

import (
	"bytes"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"time"
)

// peer returns what a server of a protocol answers to everything it has received on a connection: the whole stream, of
// which the caller sends what is new.
type peer func(all []byte) []byte

// peers are small models of servers for protocols in which the client speaks first.
var peers = map[string]peer{
	"echo":      func(all []byte) []byte { return all },
	"discard":   func([]byte) []byte { return nil },
	"http":      webPeer,
	"redis":     storePeer,
	"websocket": socketPeer,
	"zmq":       replyPeer,
	"chat":      func(all []byte) []byte { return bytes.ReplaceAll(all, []byte("swarm "), []byte("me: swarm ")) },
}

// greetings are what servers that speak first say.
var greetings = map[string]func() []byte{
	"daytime": func() []byte { return []byte("Monday, November 23, 2026 05:00:00-UTC\r\n") },
	"time":    func() []byte { return binary.BigEndian.AppendUint32(nil, uint32(time.Now().Unix()+epoch1900)) },
	"qotd":    func() []byte { return []byte("Be liberal in what you accept.\r\n") },
	"chargen": func() []byte { return newChargen(Options{}).(*chargen).ring.at(5*lineSize, 20*lineSize) },
}

func webPeer(all []byte) (out []byte) {
	for n := range bytes.Count(all, []byte("\r\n\r\n")) {
		out = fmt.Appendf(out, "HTTP/1.1 200 OK\r\nX-Count: %d\r\ncontent-length: 6\r\n\r\nhello\n", n/3)
	}
	return out
}

func storePeer(all []byte) (out []byte) {
	store := map[string]string{}
	for {
		words, rest, ok := command(all)
		if !ok {
			return out
		}
		all = rest
		if words[0] == "SET" {
			store[words[1]] = words[2]
			out = append(out, "+OK\r\n"...)
		} else {
			out = fmt.Appendf(out, "$%d\r\n%s\r\n", len(store[words[1]]), store[words[1]])
		}
	}
}

// command reads a RESP command.
func command(p []byte) (words []string, rest []byte, ok bool) {
	number := func(mark byte) (n int, ok bool) {
		line, after, ok := bytes.Cut(p, []byte("\r\n"))
		if !ok || line[0] != mark {
			return 0, false
		}
		p = after
		_, err := fmt.Sscan(string(line[1:]), &n)
		return n, err == nil
	}
	count, ok := number('*')
	for range count {
		size, whole := number('$')
		if !whole || len(p) < size+2 {
			return nil, nil, false
		}
		words, p = append(words, string(p[:size])), p[size+2:]
	}
	return words, p, ok
}

func socketPeer(all []byte) (out []byte) {
	end := bytes.Index(all, []byte("\r\n\r\n"))
	if end < 0 {
		return nil
	}
	sum := sha1.Sum([]byte(field(all[:end], "Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	out = []byte("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: " + base64.StdEncoding.EncodeToString(sum[:]) + "\r\n\r\n")
	for p := all[end+4:]; len(p) >= 2; {
		size, head := int(p[1]&0x7f), 2
		if size == 126 && len(p) >= 4 {
			size, head = int(binary.BigEndian.Uint16(p[2:])), 4
		}
		if len(p) < head+4+size {
			break
		}
		if p[0]&opcode == pong {
			p = p[head+4+size:]
			continue
		}
		payload := bytes.Clone(p[head+4 : head+4+size])
		for i := range payload {
			payload[i] ^= p[head+i%4]
		}
		// in two frames, with a ping in between
		half := min(size/2, 125)
		out = append(append(out, binaryFrame, byte(half)), payload[:half]...)
		out = append(out, final|ping, 2, 'h', 'i')
		out = binary.BigEndian.AppendUint16(append(out, final, 126), uint16(size-half))
		out = append(out, payload[half:]...)
		p = p[head+4+size:]
	}
	return out
}

func replyPeer(all []byte) []byte {
	const hello = greetingSize + 2 + len("\x05READY\x0bSocket-Type\x00\x00\x00\x03REQ")
	if len(all) < hello {
		return nil
	}
	greeting := append([]byte(nil), all[:greetingSize]...)
	body := ready + "\x0bSocket-Type\x00\x00\x00\x03REP"
	return append(append(append(greeting, frameCommand, byte(len(body))), body...), all[hello:]...)
}

// answer makes a server's answer function from a peer: it returns what is new in the peer's stream.
func (p peer) answer(sent map[int]int) func(int, []byte, []byte) ([]byte, ending) {
	return func(fd int, all, fresh []byte) ([]byte, ending) {
		if len(all) == len(fresh) {
			sent[fd] = 0
		}
		stream := p(all)
		reply := stream[min(sent[fd], len(stream)):]
		sent[fd] = len(stream)
		return reply, goesOn
	}
}

// protocolNames returns the names of the catalogue's protocols.
func protocolNames() []string {
	var names []string
	for _, name := range Protocols() {
		if !strings.HasPrefix(name, bad) {
			names = append(names, name)
		}
	}
	return names
}
