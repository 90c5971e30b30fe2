package swarm

import "fmt"

// redis stores a value under a key of its own and reads it back: SET and GET are one message (the protocol is RESP2).
type redis struct {
	ring          ring
	size          int
	set, get      []byte // the commands, with a key of zeros
	head          []byte // of the answer
	ask, expected []byte
}

func newRedis(o Options) speech {
	return &redis{
		ring: pattern(), size: o.Size,
		set:  fmt.Appendf(nil, "*3\r\n$3\r\nSET\r\n$11\r\nswarm:00000\r\n$%d\r\n", o.Size),
		get:  []byte("\r\n*2\r\n$3\r\nGET\r\n$11\r\nswarm:00000\r\n"),
		head: fmt.Appendf(nil, "+OK\r\n$%d\r\n", o.Size),
	}
}

func (r *redis) opening(*client) []byte { return nil }
func (r *redis) length() uint64         { return uint64(len(r.set) + r.size + len(r.get)) }

func (r *redis) say(c *client) []byte {
	r.ask = write(r.ask, c, r)
	return r.ask[c.sent%c.length:]
}

func (r *redis) message(to []byte, c *client, k uint64) []byte {
	to = append(to, r.set...)
	number(to[:len(to)-len(r.head)+len("+OK")], c.number) // the same follows the key and +OK
	to = append(append(to, r.value(c, k)...), r.get...)
	number(to[:len(to)-len("\r\n")], c.number)
	return to
}

// number writes the digits of n over the trailing zeros of text.
func number(text []byte, n int) {
	for i := len(text) - 1; n > 0; i-- {
		text[i] = '0' + byte(n%10)
		n /= 10
	}
}

func (r *redis) value(c *client, k uint64) []byte {
	return r.ring.at(c.base+k*uint64(r.size), r.size)
}

func (r *redis) answer(to []byte, c *client, k uint64) []byte {
	to = append(append(to, r.head...), r.value(c, k)...)
	return append(to, '\r', '\n')
}

func (r *redis) hear(c *client, p []byte) (used, answers int, bad *Mismatch) {
	length := uint64(len(r.head) + r.size + len("\r\n"))
	answers, r.expected, bad = compare(r.expected, c, p, length, r)
	return len(p), answers, bad
}
