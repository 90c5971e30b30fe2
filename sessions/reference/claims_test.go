package reference

import (
	"strings"
	"testing"

	"netnet-tui/sessions/enginetest"
	"netnet-tui/sessions/script"
)

// What an entry claims holds on this kernel, with its settings changed in a lab.
func TestClaimsHold(t *testing.T) {
	e := enginetest.Lab(t)
	defer func() { _ = e.Close() }()
	for _, c := range []struct{ entry, claim, lines string }{
		{"Fast Open", "The server sets TCP_FASTOPEN, even after listen", `
			sysctl net.ipv4.tcp_fastopen 3
			f = server 127.0.0.1:0
			setsockopt f TCP_FASTOPEN 5
			g = socket tcp
			sendto g @f "a" MSG_FASTOPEN => 1
			h = accept f
			i = socket tcp
			sendto i @f "b" MSG_FASTOPEN => 1
			j = accept f
			recv j 9 => "b"
			expect mib.TcpExtTCPFastOpenPassive >= 1`},
		{"accept queue", "whatever net.ipv4.tcp_abort_on_overflow says", `
			sysctl net.ipv4.tcp_abort_on_overflow 1
			s = socket tcp
			bind s 127.0.0.1:0
			listen s 0
			a = client @s
			within 1s expect s.queue == 1
			c = socket tcp nonblock
			connect c @s => EINPROGRESS
			expect c.state == SYN-SENT
			close c`},
		{"net.ipv4.ip_local_port_range", "connect prefers ports that are even or odd like the first one, and bind the others", `
			sysctl net.ipv4.ip_local_port_range "40000 40001"
			p = server 127.0.0.1:39999
			q = client @p
			expect q.local == 127.0.0.1:40000
			r = socket tcp
			bind r 127.0.0.1:0
			expect r.local == 127.0.0.1:40001
			sysctl net.ipv4.ip_local_port_range "40007 40008"
			m = client @p
			expect m.local == 127.0.0.1:40007
			n = socket tcp
			bind n 127.0.0.1:0
			expect n.local == 127.0.0.1:40008`},
		{"net.unix.max_dgram_qlen", "Two sockets that are connected to each other are limited by SO_SNDBUF instead", `
			x, y = socketpair unix-dgram nonblock
			repeat 50 send x "x" => 1`},
	} {
		entry, ok := Find(topicEntries(nil), c.entry)
		if !ok || !strings.Contains(entry.topic.surprise+entry.topic.here, c.claim) {
			t.Errorf("%s does not claim that %s", c.entry, c.claim)
			continue
		}
		var lines []script.Line
		for text := range strings.Lines(strings.TrimSpace(c.lines)) {
			lines = append(lines, script.Line{Number: len(lines) + 1, Text: strings.TrimSpace(text)})
		}
		steps, err := script.Parse(c.entry, lines)
		if err != nil {
			t.Errorf("%s: %v", c.entry, err)
			continue
		}
		for _, step := range steps {
			event, err := e.Do(step)
			if err != nil {
				t.Fatalf("%s: %v", c.entry, err)
			}
			if event.Problem != "" || event.Held != nil && !*event.Held {
				t.Errorf("%s: %s does not hold: %s %+v", c.entry, event.Step, event.Problem, event.Calls)
			}
		}
	}
}
