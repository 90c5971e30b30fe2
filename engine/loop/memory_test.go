package loop_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/protocol"
	"netnet-tui/engine/status"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// scale checks what is held after every iteration.
type scale struct {
	heaviest, most int
	wrong          string
}

func (r *rig) scale() *scale {
	s := &scale{}
	r.do(func() {
		r.after = func() {
			heaviest, counted, found := r.Heaviest()
			s.heaviest, s.most = max(s.heaviest, heaviest), max(s.most, counted)
			if counted != found && s.wrong == "" {
				s.wrong = fmt.Sprintf("%d bytes are counted, %d are held", counted, found)
			}
		}
	})
	return s
}

// read returns what the scale has measured so far.
func (r *rig) read(s *scale) (now scale) {
	r.do(func() { now = *s })
	if now.wrong != "" {
		r.t.Error(now.wrong)
	}
	return now
}

// A client that pipelines requests and reads the answers is not read ahead: while requests wait for a turn, nothing
// more is received.
func TestARequestThatWaitsIsNotReadBehind(t *testing.T) {
	const requests, answer = 1500, 16 << 10
	text := fmt.Sprintf("GET /bytes/%d HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Much: %s\r\n\r\n", answer, strings.Repeat("x", 4000))
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "http", with)
			s := r.scale()
			fd := r.dial()
			defer func() { _ = unix.Close(fd) }()
			sent := make(chan error, 1)
			go func() { sent <- writeAll(fd, []byte(strings.Repeat(text, requests))) }()
			if _, err := readAll(fd, requests*answer); err != nil { // the responses' headers are left unread
				t.Fatal(err)
			}
			if err := <-sent; err != nil {
				t.Fatal(err)
			}
			limit := 2*(protocol.HighWater+64<<10) + 64<<10
			if with == "io_uring" { // by itself the kernel fills at most the existing buffers
				limit = protocol.MaxHeld
			}
			if now := r.read(s); now.heaviest == 0 || now.heaviest > limit {
				t.Errorf("the connection held %d bytes, and %d had come", now.heaviest, requests*len(text))
			}
		})
	}
}

// However many connections send incomplete messages, or do not read, together they hold no more than allowed. Those
// that hold the most are reset, and a well-behaved one is not.
func TestAllTogetherHoldNoMoreThanWasSaid(t *testing.T) {
	const most, clients = 4 << 20, 100
	for _, attack := range []struct{ name, protocol, text string }{
		{"frames", "websocket", webSocketHello + webSocketFrame(strings.Repeat("v", 500_000))[:400_000]},
		{"parts", "zmq", zmqHello + zmqPart(strings.Repeat("v", 500_000))[:400_000]},
		{"lines", "chat", strings.Repeat(strings.Repeat("x", 900)+"\n", 1000)},
		{"halves", "redis", "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$500000\r\n" + strings.Repeat("v", 400_000)},
		{"unread", "redis", strings.Repeat("*2\r\n$4\r\nECHO\r\n$4000\r\n"+strings.Repeat("e", 4000)+"\r\n", 2000)},
	} {
		for _, with := range models(t) {
			t.Run(attack.protocol+"/"+attack.name+"/"+with, func(t *testing.T) {
				var warnings []string
				r := serve(t, loop.Options{MaxMemory: most, Tell: func(s string) { warnings = append(warnings, s) }}, attack.protocol, with)
				s := r.scale()
				calm := r.beside("echo")
				defer func() { _ = unix.Close(calm) }()
				var fds []int
				for range clients {
					fd := r.dial()
					defer func() { _ = unix.Close(fd) }()
					_ = unix.SetNonblock(fd, true)
					fds = append(fds, fd)
				}
				left := make([]string, clients)
				for i := range left {
					left[i] = attack.text
				}
				enough := labtest.Until(func() bool {
					for i, fd := range fds {
						if n, err := unix.SendmsgN(fd, []byte(left[i][:min(len(left[i]), 64<<10)]), nil, nil, unix.MSG_NOSIGNAL); err == nil {
							left[i] = left[i][n:]
						}
					}
					send(t, calm, "calm")
					recv(t, calm, len("calm"))
					return r.view(status.Query{}).Totals.OverMemory > 0
				})
				v, now := r.view(status.Query{}), r.read(s)
				if !enough || now.most > most {
					t.Errorf("%d bytes were held at most, and %d connections were reset: %+v", now.most, v.Totals.OverMemory, v.Memory)
				}
				if v.Memory.Max != most || v.Memory.PerConnection != most/4 {
					t.Errorf("the bounds are reported as %+v", v.Memory)
				}
				if now.heaviest > most/4 {
					t.Errorf("one connection held %d bytes", now.heaviest)
				}
				r.do(func() {
					if len(warnings) == 0 || !strings.Contains(warnings[0], "--max-memory") && !strings.Contains(warnings[0], "one connection") {
						t.Errorf("the sentences are %q", warnings)
					}
				})
			})
		}
	}
}

// Connections themselves cost memory: no more are accepted than there is room for.
func TestThereAreNoMoreConnectionsThanThereIsRoomFor(t *testing.T) {
	var warnings []string
	r := serve(t, loop.Options{MaxMemory: 40 << 10, Tell: func(s string) { warnings = append(warnings, s) }}, "echo", "epoll")
	var fds []int
	for range 30 {
		fd := r.dial()
		defer func() { _ = unix.Close(fd) }()
		fds = append(fds, fd)
	}
	v := r.until("as many as there is room for", func(v status.Server) bool { return v.Totals.Open >= 20 })
	if v.Totals.Open != 20 || v.Totals.OverMemory != 0 {
		t.Errorf("%d are open, %d were reset", v.Totals.Open, v.Totals.OverMemory)
	}
	r.do(func() {
		if len(warnings) == 0 || !strings.Contains(warnings[0], "20 connections") {
			t.Errorf("the sentences are %q", warnings)
		}
	})
	_ = unix.Close(fds[0])
	send(t, fds[20], "next")
	recv(t, fds[20], 4)
}

// The keys of redis count too, and may take a quarter of the room.
func TestTheKeysOfRedisHaveAQuarterOfTheRoom(t *testing.T) {
	const most = 4 << 20
	r := serve(t, loop.Options{MaxMemory: most}, "redis", "epoll")
	fd := r.dial()
	defer func() { _ = unix.Close(fd) }()
	value := strings.Repeat("v", 100<<10)
	set := 0
	for ; set < 100; set++ {
		send(t, fd, fmt.Sprintf("*3\r\n$3\r\nSET\r\n$2\r\n%02d\r\n$%d\r\n%s\r\n", set, len(value), value))
		if got := recv(t, fd, 5); got != "+OK\r\n" {
			break
		}
	}
	if want := most / 4 / len(value); set != want {
		t.Errorf("%d values fit, want %d", set, want)
	}
	if held := r.view(status.Query{}).Memory.Held; held < most/4-len(value) || held > most/4+len(value) {
		t.Errorf("%d bytes are held", held)
	}
}

// A peer that reads slowly, so that there is always something left to send, costs no more than one that does not read:
// what has been sent is not kept.
func TestWhatHasBeenSentIsNotKept(t *testing.T) {
	r := serve(t, loop.Options{}, "chargen", "epoll")
	s := r.scale()
	fd := r.dial()
	defer func() { _ = unix.Close(fd) }()
	for until := time.Now().Add(300 * time.Millisecond); time.Now().Before(until); {
		recv(t, fd, 20_000)
	}
	if now := r.read(s); now.heaviest > 2*protocol.HighWater {
		t.Errorf("the connection held %d bytes", now.heaviest)
	}
}

// However low the limit, a client that pipelines and reads is not reset, even if the kernel receives on its own.
func TestOneThatPipelinesAndReadsIsNeverReset(t *testing.T) {
	const messages = 1000
	small, all := []int{1 << 20}, []int{1 << 20, 2 << 20, 4 << 20, 8 << 20}
	for _, talk := range []struct {
		sizes                         []int
		protocol, hello, text, answer string
	}{
		{all, "echo", "", strings.Repeat("e", 5000), strings.Repeat("e", 5000)},
		{small, "http", "", "GET /bytes/5000 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", strings.Repeat("x", 5000)}, // after the header
		{all, "redis", "", "*2\r\n$4\r\nECHO\r\n$5000\r\n" + strings.Repeat("e", 5000) + "\r\n", "$5000\r\n" + strings.Repeat("e", 5000) + "\r\n"},
		{small, "websocket", webSocketHello, webSocketFrame(strings.Repeat("w", 5000)), strings.Repeat("w", 5000)},
		{small, "zmq", zmqHello, zmqFrame(strings.Repeat("z", 5000)), zmqFrame(strings.Repeat("z", 5000))},
	} {
		for _, most := range talk.sizes {
			for _, with := range models(t) {
				t.Run(fmt.Sprintf("%s/%d/%s", talk.protocol, most>>20, with), func(t *testing.T) {
					r := serve(t, loop.Options{MaxMemory: most}, talk.protocol, with)
					fd := r.dial()
					defer func() { _ = unix.Close(fd) }()
					sent := make(chan error, 1)
					go func() { sent <- writeAll(fd, []byte(talk.hello+strings.Repeat(talk.text, messages))) }()
					if got, err := readAll(fd, messages*len(talk.answer)); err != nil {
						t.Errorf("%d of %d bytes: %v, %+v", len(got), messages*len(talk.answer), err, r.view(status.Query{}).Totals)
						return
					}
					if err := <-sent; err != nil {
						t.Error(err)
					}
				})
			}
		}
	}
}

// What resetting connections can't free, their own cost and what is kept for all of them, leaves room for well-behaved
// ones.
func TestHalfOfTheRoomIsLeftForWhatCanBeFreed(t *testing.T) {
	const most = 512 << 10
	for _, with := range []string{"epoll", "io_uring"} {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{MaxMemory: most}, "redis", with)
			fd := r.dial()
			defer func() { _ = unix.Close(fd) }()
			for n := 0; ; n++ {
				send(t, fd, fmt.Sprintf("*3\r\n$3\r\nSET\r\n$4\r\n%04d\r\n$3000\r\n%s\r\n", n, strings.Repeat("v", 3000)))
				if recv(t, fd, 1) != "+" {
					break
				}
				recv(t, fd, len("OK\r\n"))
			}
			for range most / 512 {
				idle := r.dial()
				defer func() { _ = unix.Close(idle) }()
			}
			v := r.until("a crowd", func(v status.Server) bool { return v.Totals.Open >= most/4/512 })
			if v.Memory.Held > most/2 || v.Memory.Held < most/2-8<<10 {
				t.Errorf("%d bytes of %d are held when nothing is in progress", v.Memory.Held, most)
			}
			half := "*2\r\n$4\r\nECHO\r\n$20000\r\n" + strings.Repeat("e", 10_000)
			for range 20 {
				send(t, fd, half)
				send(t, fd, strings.Repeat("e", 10_000)+"\r\n")
			}
			v = r.view(status.Query{})
			if v.Totals.OverMemory > 0 {
				t.Errorf("%d were reset", v.Totals.OverMemory)
			}
		})
	}
}
