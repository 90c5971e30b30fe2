package loop_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/readiness"
	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// fuzzMemory is how many bytes may be held for all clients of a round.
const fuzzMemory = 2 << 20

// fuzzLimit is how many iterations an answer may take beside other clients. Usually it is one; io_uring needs a few to
// stop and restart.
const fuzzLimit = 8

// speech is what fuzzed clients say to a protocol: complete and incomplete messages.
type speech struct{ protocol, hello, small, large string }

var speeches = []speech{
	{"echo", "", "hello", strings.Repeat("echo", 20_000)},
	{"http", "", "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "GET /bytes/300000 HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + strings.Repeat("x", 3000) + "\r\n\r\n"},
	{"redis", "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$9000\r\n" + strings.Repeat("v", 9000) + "\r\n", "GET k\r\n", "*2\r\n$4\r\nECHO\r\n$200000\r\n" + strings.Repeat("e", 200_000) + "\r\n"},
	{"websocket", webSocketHello, webSocketFrame("hello"), webSocketFrame(strings.Repeat("w", 100_000))},
	{"zmq", zmqHello, zmqFrame("hello"), zmqFrame(strings.Repeat("z", 100_000))},
	{"chat", "", "hello\n", strings.Repeat("x", 900) + "\n"},
	{"chargen", "", "x", strings.Repeat("x", 10_000)},
	{"discard", "", "x", strings.Repeat("x", 100_000)},
}

// crowd is a loop that is driven one step at a time, with clients that never block.
type crowd struct {
	*loop.Loop
	t       *testing.T
	speech  speech
	address sockets.Addr
	texts   texts
	clients [8]*fuzzed
	calm    int // a client of another listener that sends something now and then
	buffer  []byte
}

// texts are what a client says, built once because they are large.
type texts struct {
	hello, small, large, many, much []byte // many small ones, and as much as a client sends at once
}

func (s speech) texts() texts {
	much := []byte(strings.Repeat(s.large, 8))
	return texts{[]byte(s.hello), []byte(s.small), []byte(s.large), []byte(strings.Repeat(s.small, 100)), much[:min(len(much), 1<<20)]}
}

// fuzzed is one client.
type fuzzed struct {
	fd     int
	owed   []byte // what echo has still to send back
	unsent []byte // what the kernel did not take, to be sent first
}

// FuzzClients drives a loop with clients that pipeline, read only partly, stop in the middle and disconnect. After
// every iteration neither one client nor all of them hold more than they may; a well-behaved client is answered soon;
// what echo sends back is what was sent; and when all clients are gone, nothing is held.
func FuzzClients(f *testing.F) {
	labtest.Unraced(f, "a loop has one thread, and these clients are on it")
	for i := range 7 {
		for j := range speeches {
			f.Add([]byte(fmt.Sprintf("%c%c", i, j) + "\x00\x08\x10\x18\x01\x01\x01\x09\x11\x19\x02\x0a\x03\x02\x01\x06\x0c\x14\x05\x01\x0d\x00\x01\x02\x03\x02\x02\x02\x07\x0f\x17"))
			if (i+j)%3 == 0 { // long programs
				f.Add([]byte(fmt.Sprintf("%c%c", i, j) + strings.Repeat("\x00\x02\x0a\x12\x1a\x22\x2a\x32\x3a\x06", 12) + strings.Repeat("\x04\x0c\x14\x1c\x03\x0b\x13", 6)))
			}
		}
	}
	f.Fuzz(func(t *testing.T, program []byte) {
		if len(program) < 2 || len(program) > 300 {
			t.Skip("there is no program, or it would take too long")
		}
		runtime.LockOSThread() // a ring belongs to the thread that made it
		defer runtime.UnlockOSThread()
		entry := readiness.Catalogue()[int(program[0])%len(readiness.Catalogue())]
		c := newCrowd(t, entry.Name, speeches[int(program[1])%len(speeches)])
		if c == nil {
			t.Skipf("no %s here", entry.Name)
		}
		for i, op := range program[2:] {
			c.step(int(op&7), int(op>>3&7))
			c.iterate()
			if i%8 == 0 {
				c.ask()
			}
		}
		c.end()
	})
}

func newCrowd(t *testing.T, with string, s speech) *crowd {
	made, err := loop.New(loop.Options{MaxMemory: fuzzMemory}, sockets.Linux{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &crowd{Loop: made, t: t, speech: s, texts: s.texts(), buffer: make([]byte, 1<<20)}
	if err := c.With(with, 0); err != nil {
		c.Close()
		return nil
	}
	for id, protocol := range []string{s.protocol, "echo"} {
		fd := listen(t, 64)
		t.Cleanup(func() { _ = unix.Close(fd) })
		if err := c.Serve(loop.Service{ID: uint64(id + 1), Name: "s", FD: fd, Protocol: protocol}); err != nil {
			t.Fatal(err)
		}
		a, _ := sockets.Linux{}.Getsockname(fd)
		if id == 0 {
			c.address = a
		} else {
			c.calm = c.connect(a)
		}
	}
	return c
}

func (c *crowd) connect(a sockets.Addr) int {
	fd, err := sockets.Linux{}.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		c.t.Fatal(err)
	}
	if err := (sockets.Linux{}).Connect(fd, a); err != nil {
		c.t.Fatal(err)
	}
	_ = unix.SetNonblock(fd, true)
	return fd
}

// step makes one client do one thing.
func (c *crowd) step(what, who int) {
	f := c.clients[who]
	if f == nil {
		f = &fuzzed{fd: c.connect(c.address)}
		c.clients[who] = f
		f.say(c, c.texts.hello)
	}
	switch what {
	case 0:
		f.say(c, c.texts.small)
	case 1:
		f.say(c, c.texts.many)
	case 2:
		f.say(c, c.texts.much)
	case 3: // half of something; what is said next completes it, or makes it wrong
		f.say(c, c.texts.large[:len(c.texts.large)/2])
	case 4:
		f.hear(c, 1000)
	case 5:
		f.hear(c, len(c.buffer))
	case 6:
		_ = unix.Shutdown(f.fd, unix.SHUT_WR)
	case 7:
		_ = unix.SetsockoptLinger(f.fd, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1})
		_ = unix.Close(f.fd)
		c.clients[who] = nil
	}
}

// say sends a text, as far as there is room.
func (f *fuzzed) say(c *crowd, text []byte) {
	if len(f.unsent) == 0 {
		f.unsent = text
	}
	n, err := unix.SendmsgN(f.fd, f.unsent, nil, nil, unix.MSG_NOSIGNAL|unix.MSG_DONTWAIT)
	if err != nil {
		return
	}
	if c.speech.protocol == "echo" {
		f.owed = append(f.owed, f.unsent[:n]...)
	}
	f.unsent = f.unsent[n:]
}

func (f *fuzzed) hear(c *crowd, most int) {
	n, err := unix.Read(f.fd, c.buffer[:most])
	if err != nil || n == 0 || c.speech.protocol != "echo" {
		return
	}
	if !bytes.HasPrefix(f.owed, c.buffer[:n]) {
		c.t.Fatalf("echo has sent back wrong bytes among %d", n)
	}
	f.owed = f.owed[n:]
}

// iterate makes an iteration that does not sleep.
func (c *crowd) iterate() {
	c.Wake()
	c.Iterate()
	heaviest, counted, found := c.Heaviest()
	if counted != found || counted > fuzzMemory || heaviest > fuzzMemory/4 {
		c.t.Fatalf("%d bytes are held, %d by one, and %d are counted", found, heaviest, counted)
	}
}

// ask makes the well-behaved client send a byte, and waits for the answer.
func (c *crowd) ask() {
	if _, err := unix.Write(c.calm, []byte("?")); err != nil {
		c.t.Fatal(err)
	}
	for range fuzzLimit {
		c.iterate()
		n, err := unix.Read(c.calm, c.buffer[:1])
		if n == 1 && err == nil {
			return
		}
		if err != unix.EAGAIN && err != unix.EINTR {
			c.t.Fatalf("the well-behaved client is answered %d, %v", n, err)
		}
	}
	c.t.Fatalf("there is no answer after %d iterations", fuzzLimit)
}

// end disconnects all clients, and checks what is left.
func (c *crowd) end() {
	for i, f := range c.clients {
		if f != nil {
			c.step(7, i)
		}
	}
	_ = unix.Close(c.calm)
	for n := 0; c.Open() > 0; n++ {
		c.iterate()
		if n > 1000 {
			c.t.Fatalf("%d connections are left", c.Open())
		}
	}
	if _, counted, _ := c.Heaviest(); counted != 0 {
		c.t.Errorf("no client is left, and %d bytes are held", counted)
	}
	for id := range uint64(2) {
		if _, err := c.Unserve(id + 1); err != nil {
			c.t.Error(err)
		}
	}
	c.Close()
}
