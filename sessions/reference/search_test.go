package reference

import (
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

func names(entries []*Entry) []string {
	var list []string
	for _, e := range entries {
		list = append(list, e.Name)
	}
	return list
}

func TestWhatIsMeantIsFoundFirst(t *testing.T) {
	entries := Entries(nil)
	for _, c := range []struct{ query, want string }{
		{"TCP_NODELAY", "TCP_NODELAY"},
		{"nodelay", "TCP_NODELAY"},
		{"SO_NODELAY", "TCP_NODELAY"},
		{"so_keepidle", "TCP_KEEPIDLE"},
		{"tcp_reuseaddr", "SO_REUSEADDR"},
		{"tcp keepidle", "TCP_KEEPIDLE"},
		{"reuseaddr", "SO_REUSEADDR"},
		{"reuse addr", "SO_REUSEADDR"},
		{"reuseport", "SO_REUSEPORT"},
		{"keepalive", "keepalive"},
		{"SO_KEEPALIVE", "SO_KEEPALIVE"},
		{"rcvbuf", "SO_RCVBUF"},
		{"sndbuf", "SO_SNDBUF"},
		{"linger", "linger"},
		{"SO_LINGER", "SO_LINGER"},
		{"SO_GET_FILTER", "SO_ATTACH_FILTER"},
		{"fionread", "FIONREAD"},
		{"nonblock", "O_NONBLOCK"},
		{"cork", "cork"},
		{"user timeout", "TCP_USER_TIMEOUT"},
		{"maxseg", "TCP_MAXSEG"},
		{"ttl", "IP_TTL"},
		{"v6only", "IPV6_V6ONLY"},
		{"EADDRINUSE", "EADDRINUSE"},
		{"eaddrinuse", "EADDRINUSE"},
		{"addrinuse", "EADDRINUSE"},
		{"98", "EADDRINUSE"},
		{"address already in use", "EADDRINUSE"},
		{"EWOULDBLOCK", "EAGAIN"},
		{"connection refused", "ECONNREFUSED"},
		{"connect refused", "ECONNREFUSED"},
		{"connection reset by peer", "ECONNRESET"},
		{"broken pipe", "EPIPE"},
		{"too many open files", "EMFILE"},
		{"time wait", "TIME-WAIT"},
		{"TIME_WAIT", "TIME-WAIT"},
		{"timewait", "TIME-WAIT"},
		{"tcp_time_wait", "TIME-WAIT"},
		{"2msl", "TIME-WAIT"},
		{"close wait", "CLOSE-WAIT"},
		{"CLOSE_WAIT", "CLOSE-WAIT"},
		{"TCP_CLOSE_WAIT", "CLOSE-WAIT"},
		{"fin wait 2", "FIN-WAIT-2"},
		{"fin_wait2", "FIN-WAIT-2"},
		{"syn_recv", "SYN-RECEIVED"},
		{"estab", "ESTABLISHED"},
		{"backlog", "backlog"},
		{"accept queue", "accept queue"},
		{"syn queue", "SYN queue"},
		{"somaxconn", "net.core.somaxconn"},
		{"tcp_fin_timeout", "net.ipv4.tcp_fin_timeout"},
		{"tw_reuse", "net.ipv4.tcp_tw_reuse"},
		{"nagle", "Nagle"},
		{"delayed ack", "delayed ACK"},
		{"zero window", "zero window"},
		{"half close", "half-close"},
		{"rst", "reset"},
		{"would block", "would block"},
		{"non-blocking", "would block"},
		{"edge triggered", "edge-triggered"},
		{"epollet", "edge-triggered"},
		{"level", "level-triggered"},
		{"orphan", "orphan"},
		{"fast open", "Fast Open"},
		{"tfo", "Fast Open"},
		{"error queue", "error queue"},
		{"oob", "urgent data"},
		{"urgent", "urgent data"},
		{"ephemeral port", "ephemeral ports"},
		{"dual stack", "dual stack"},
		{"self connect", "self-connect"},
		{"sigpipe", "SIGPIPE"},
		{"eof", "end of file"},
		{"connect", "connect"},
		{"accept", "accept"},
		{"bind", "bind"},
		{"poll", "poll"},
		{"epoll_wait", "epoll_wait"},
		{"shutdown", "shutdown"},
		{"recv", "recv"},
		{"sendto", "send"},
		{"scm_rights", "descriptor passing"},
		{"mptcp", "Multipath TCP"},
		{"cwnd", "congestion window"},
		{"msg_peek", "MSG_PEEK"},
		{"EPOLLRDHUP", "POLLRDHUP"},
		{"EACCES", "EACCES"},

		{"listen", "listen"},
		{"connect(2)", "connect"},
		{"mss", "TCP_MAXSEG"},
		{"lowat", "SO_RCVLOWAT"},
		{"too many time wait", "TIME-WAIT"},
		{"credentials", "SO_PEERCRED"},
		{"send queue", "SIOCOUTQ"},
		{"dscp", "IP_TOS"},
		{"LISTEN", "LISTEN"},
		{"congestion", "TCP_CONGESTION"},
		{"quickack", "TCP_QUICKACK"},
	} {
		found := Search(entries, c.query)
		if len(found) == 0 || found[0].Name != c.want {
			t.Errorf("%q finds %q first, not %s", c.query, names(found)[:min(len(found), 5)], c.want)
		}
	}
}

// A text that contains all words of a question comes after the name that the question is about.
func TestANameInAQuestionComesBeforeTexts(t *testing.T) {
	text := (&Entry{Name: "ENOBUFS", Summary: "Too many sockets wait at a time."}).index(nil, "")
	name := (&Entry{Name: "TIME-WAIT", Summary: "The last state."}).index(nil, "")
	for _, query := range []string{"too many time wait", "what is time-wait"} {
		if found := Search([]*Entry{text, name}, query); len(found) == 0 || found[0] != name {
			t.Errorf("%q finds %q first", query, names(found))
		}
	}
	if found := Search([]*Entry{text, name}, "too many sockets"); len(found) != 1 || found[0] != text {
		t.Errorf("a question that names nothing finds %q", names(found))
	}
}

func TestNamesComeBeforeTexts(t *testing.T) {
	entry := func(name, summary, surprise string) *Entry {
		e := &Entry{Name: name, Summary: summary}
		_, bare, _ := strings.Cut(name, "_")
		return e.index([]string{bare}, surprise)
	}
	entries := []*Entry{
		entry("A_ONE", "of something", "else, and linger too"),
		entry("A_TWO", "has to do with linger", ""),
		entry("A_NOLINGER", "", ""),
		entry("A_LINGER2", "", ""),
		entry("A_LINGER", "", ""),
		entry("A_THREE", "nothing of the kind", ""),
	}
	want := []string{"A_LINGER", "A_LINGER2", "A_NOLINGER", "A_TWO", "A_ONE"}
	if got := names(Search(entries, "linger")); !slices.Equal(got, want) {
		t.Errorf("found %q", got)
	}
	if got := names(Search(entries, "linger something")); !slices.Equal(got, []string{"A_ONE"}) {
		t.Errorf("of two words both must be found, and that gave %q", got)
	}
	if got := names(Search(entries, "")); len(got) != len(entries) || got[0] != "A_ONE" {
		t.Errorf("without a word it gives %q", got)
	}
}

func TestEntriesStandTogetherByGroup(t *testing.T) {
	seen := map[string]bool{}
	last := ""
	count := 0
	for _, e := range Entries(nil) {
		if e.Group == "" || e.Name == "" || e.Summary == "" || e.Head == "" {
			t.Errorf("%+v lacks something", e)
		}
		if e.Group != last && seen[e.Group] {
			t.Errorf("%s stands apart from the rest of %s", e.Name, e.Group)
		}
		last, seen[e.Group] = e.Group, true
		if e.Option != nil {
			count++
		}
	}
	if last != errnosGroup || count != len(sockopts.Everything()) {
		t.Errorf("the last group is %s, and %d of %d options are there", last, count, len(sockopts.Everything()))
	}
}

func TestEveryEntryHasFacts(t *testing.T) {
	for _, e := range Entries(nil) {
		facts := e.Facts()
		if len(facts) == 0 {
			t.Errorf("%s has none", e.Name)
		}
		seen := map[string]bool{}
		for _, fact := range facts {
			if fact.Name == "" || strings.TrimSpace(fact.Text) == "" {
				t.Errorf("%s: %+v is empty", e.Name, fact)
			}
			if e.Option != nil && (seen[fact.Name] || len(fact.Name) > 10) {
				t.Errorf("%s: %q stands there twice, or is too long for its column", e.Name, fact.Name)
			}
			seen[fact.Name] = true
		}
	}
}

func TestFactsOfOptions(t *testing.T) {
	for _, c := range []struct{ option, fact, want string }{
		{"TCP_NODELAY", "applies to", "TCP and MPTCP sockets"},
		{"TCP_NODELAY", "numbers", "level 6 (SOL_TCP or IPPROTO_TCP), option 1"},
		{"TCP_NODELAY", "accept", "the new socket inherits it from the listener"},
		{"SO_REUSEADDR", "applies to", "every socket"},
		{"SO_REUSEADDR", "set it", "before bind"},
		{"SO_TYPE", "set it", "never: it can only be read"},
		{"SO_RCVBUF", "default", "from net.core.rmem_default; for TCP the second number of net.ipv4.tcp_rmem"},
		{"TCP_KEEPIDLE", "default", "from net.ipv4.tcp_keepalive_time"},
		{"TLS_TX", "kernel", "needs a kernel with CONFIG_TLS"},
		{"FIONREAD", "applies to", "every socket, except netlink, vsock and XDP"},
		{"FIONREAD", "numbers", "request 0x541b"},
		{"IP_TTL", "applies to", "IPv4, IPv6 stream, IPv6 UDP and IPv6 UDP-Lite sockets, except MPTCP"},
		{"SO_SNDBUFFORCE", "needs", "CAP_NET_ADMIN"},
	} {
		found := sockopts.Lookup(c.option)
		if len(found) == 0 {
			t.Errorf("there is no %s", c.option)
			continue
		}
		got := ""
		for _, fact := range optionFacts(found[0]) {
			if fact.Name == c.fact {
				got = fact.Text
			}
		}
		if got != c.want {
			t.Errorf("%s, %s: %q", c.option, c.fact, got)
		}
	}
}

func TestEveryPatternOfSocketsHasWords(t *testing.T) {
	for _, o := range sockopts.Everything() {
		text := step.KindsInWords(o.Applies)
		if strings.ContainsAny(text, "0123456789") && !strings.Contains(text, "IPv4") && !strings.Contains(text, "IPv6") ||
			strings.Contains(text, "  ") || strings.Contains(text, "AF_") || strings.HasPrefix(text, " ") {
			t.Errorf("%s: %q", o.Name, text)
		}
	}
}

func TestTheFactAboutACall(t *testing.T) {
	found := Search(Entries(nil), "EAGAIN")
	i := found[0].FactAbout([]string{"connect", "nothing"})
	if facts := found[0].Facts(); i == 0 || !strings.HasPrefix(facts[i].Name, "connect") {
		t.Errorf("about connect is %d, %+v", i, facts[i])
	}
	if i := found[0].FactAbout([]string{"nothing"}); i != 0 {
		t.Errorf("about a call that does not answer it is %d", i)
	}
}
