package swarm

import (
	"bytes"
	"fmt"
	"strconv"
)

// chat joins a room and talks: it takes a name, then says lines that all others can check. What a server adds to a
// line, and its own lines, are ignored.
type chat struct {
	ring  ring // of letters
	words int  // letters in a line
	buf   []byte
}

const (
	mark     = "swarm "
	chatHead = len(mark) + 5 + 1 + 10 + 1 // the mark, the client, the number of the line
	// chatRate is how many lines a second are said if no rate is given: each of them comes back once for each client.
	chatRate = 100
)

func newChat(o Options) speech {
	letters := make([]byte, period)
	for i, b := range pattern().text[:period] {
		letters[i] = 'a' + b%26
	}
	const longest = 400 // bytes in a line: any room should accept that
	words := min(max(o.Size-chatHead-1, 1), longest)
	return &chat{ring: newRing(letters, longest), words: words}
}

func (h *chat) opening(c *client) []byte { return fmt.Appendf(nil, "/name client%05d\n", c.number) }
func (h *chat) length() uint64           { return uint64(chatHead + h.words + 1) }

func (h *chat) say(c *client) []byte {
	h.buf = write(h.buf, c, h)
	return h.buf[c.sent%c.length:]
}

func (h *chat) message(to []byte, c *client, k uint64) []byte {
	to = fmt.Appendf(to, "%s%05d %010d ", mark, c.number, k)
	return append(append(to, h.letters(uint64(c.number), k)...), '\n')
}

func (h *chat) letters(client, k uint64) []byte {
	return h.ring.at(client*stride+k*uint64(h.words), h.words)
}

// hear checks every line that a client has said.
func (h *chat) hear(c *client, p []byte) (used, answers int, bad *Mismatch) {
	for {
		end := bytes.IndexByte(p[used:], '\n')
		if end < 0 {
			return used, 0, nil
		}
		line := bytes.TrimSuffix(p[used:used+end], []byte("\r"))
		if begin := bytes.Index(line, []byte(mark)); begin >= 0 && !h.said(line[begin:]) {
			return 0, 0, further(c.wrong(line[begin:], "a line as a client has said it"), used+begin)
		}
		used += end + 1
	}
}

func (h *chat) said(line []byte) bool {
	if len(line) != chatHead+h.words {
		return false
	}
	client, err := strconv.ParseUint(string(line[len(mark):len(mark)+5]), 10, 32)
	k, errK := strconv.ParseUint(string(line[len(mark)+6:chatHead-1]), 10, 64)
	return err == nil && errK == nil && bytes.Equal(line[chatHead:], h.letters(client, k))
}
