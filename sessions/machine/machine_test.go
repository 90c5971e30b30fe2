package machine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"netnet-tui/engine/system"
	"netnet-tui/sockets/labtest"
)

func TestMain(m *testing.M) { labtest.Main(m) }

func listen(t *testing.T) (l net.Listener, port string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ = net.SplitHostPort(l.Addr().String())
	return l, port
}

// TestList prints a listener as a row and as an object.
func TestList(t *testing.T) {
	labtest.Need(t)
	l, port := listen(t)
	defer l.Close()
	var out, notes bytes.Buffer
	// A listener of package net uses Multipath TCP, with a TCP socket below it.
	o := Options{Filter: "protocol:tcp state:listen port:" + port, Wanted: system.Everything}
	if err := List(&out, &notes, o); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], "proto") || !strings.Contains(lines[1], "127.0.0.1:"+port) || !strings.Contains(lines[1], strconv.Itoa(os.Getpid())) {
		t.Errorf("the table is\n%s", out.String())
	}
	out.Reset()
	o.JSON = true
	if err := List(&out, &notes, o); err != nil {
		t.Fatal(err)
	}
	var list []struct {
		Protocol, State, Local string
		Owners                 []system.Owner
	}
	if err := json.Unmarshal(out.Bytes(), &list); err != nil || len(list) != 1 {
		t.Fatalf("%v: %s", err, out.String())
	}
	if one := list[0]; one.Protocol != "tcp" || one.State != "LISTEN" || one.Local != "127.0.0.1:"+port || len(one.Owners) != 1 {
		t.Errorf("%+v", one)
	}
	out.Reset()
	o.Filter = "port:1 port:2"
	if err := List(&out, &notes, o); err != nil || strings.TrimSpace(out.String()) != "[\n]" {
		t.Errorf("nothing is %q, %v", out.String(), err)
	}
	o.Filter = "colour:red"
	if err := List(&out, &notes, o); err == nil || !strings.Contains(err.Error(), "colour") {
		t.Errorf("a field that is none: %v", err)
	}
}

// shared is a buffer that can be read while it is written.
type shared struct {
	sync.Mutex
	bytes.Buffer
}

func (s *shared) Write(p []byte) (int, error) {
	s.Lock()
	defer s.Unlock()
	return s.Buffer.Write(p)
}

func (s *shared) text() string {
	s.Lock()
	defer s.Unlock()
	return s.String()
}

// TestWatch sees a connection come and go.
func TestWatch(t *testing.T) {
	labtest.Need(t)
	l, port := listen(t)
	defer l.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var out, notes shared
	ended := make(chan error)
	go func() {
		ended <- Watch(ctx, &out, &notes, Watched{Options: Options{Filter: "port:" + port, JSON: true, Wanted: system.Everything}, Every: 20 * time.Millisecond})
	}()
	tell := func(event string) bool {
		return labtest.Until(func() bool { return strings.Contains(out.text(), `"event":"`+event+`"`) })
	}
	var c net.Conn
	var err error
	if !labtest.Until(func() bool { // connections are made until one is seen, since the first look may not be over
		if c != nil {
			c.Close()
		}
		if c, err = net.Dial("tcp", "127.0.0.1:"+port); err != nil {
			t.Fatal(err)
		}
		time.Sleep(30 * time.Millisecond)
		return strings.Contains(out.text(), `"event":"born"`)
	}) {
		t.Fatalf("no connection was born:\n%s", out.text())
	}
	c.Close()
	if !tell("died") {
		t.Errorf("no connection has died:\n%s", out.text())
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	for line := range strings.Lines(out.text()) {
		var change struct {
			T      int64
			Event  string
			Socket struct{ Local, Peer string }
		}
		if err := json.Unmarshal([]byte(line), &change); err != nil || change.T == 0 || change.Event == "" || !strings.Contains(change.Socket.Local+change.Socket.Peer, ":"+port) {
			t.Fatalf("%v: %s", err, line)
		}
	}
	if !strings.Contains(notes.text(), "born") || !strings.Contains(notes.text(), "died") {
		t.Errorf("the summary is %q", notes.text())
	}
}

// TestListStalls makes a connection whose other end does not read; List finds that and explains it.
func TestListStalls(t *testing.T) {
	labtest.Need(t)
	l, port := listen(t)
	defer l.Close()
	client, err := net.Dial("tcp", "127.0.0.1:"+port)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	for taken := 1; taken > 0; { // until it takes no more
		_ = client.SetWriteDeadline(time.Now().Add(100 * time.Millisecond))
		if taken, err = client.Write(make([]byte, 1<<20)); err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatal(err)
		}
	}
	o := Options{Filter: "stall: protocol:tcp port:" + port, Wanted: system.Everything}
	var out, notes bytes.Buffer
	if !labtest.Until(func() bool {
		out.Reset()
		if err := List(&out, &notes, o); err != nil {
			t.Fatal(err)
		}
		return strings.Contains(out.String(), ">|")
	}) {
		t.Fatalf("no stall: %s", out.String())
	}
	if lines := strings.Split(out.String(), "\n"); !strings.Contains(lines[0], "why") || !strings.HasPrefix(lines[1], ">|") || !strings.Contains(lines[1], "127.0.0.1:"+port+" does not read") {
		t.Errorf("the table is\n%s", out.String())
	}
	out.Reset()
	o.JSON, o.Filter = true, "stall:window-is-full port:"+port
	if err := List(&out, &notes, o); err != nil {
		t.Fatal(err)
	}
	var list []struct{ Stall, Why string }
	if err := json.Unmarshal(out.Bytes(), &list); err != nil || len(list) != 1 || list[0].Stall != "window-is-full" || !strings.HasSuffix(list[0].Why, ".") {
		t.Errorf("%v: %s", err, out.String())
	}
}

// TestTableOrder checks that rows that are held up come first, in order.
func TestTableOrder(t *testing.T) {
	to := newTable()
	for _, stall := range []system.Stall{"", "", ">#", "CW"} {
		to.row(&system.Row{Stall: stall})
	}
	var out bytes.Buffer
	if err := to.end(&out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	if !strings.HasPrefix(lines[1], ">#") || !strings.HasPrefix(lines[2], "CW") || !strings.HasPrefix(lines[3], "  ") {
		t.Errorf("the table is\n%s", out.String())
	}
}
