package why

import (
	"cmp"
	"maps"
	"regexp"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/strace"
	"netnet-tui/sockopts"
)

func ptr[T any](v T) *T { return &v }

func call(name engine.Syscall, ret int64, errno string, args ...string) engine.Call {
	c := engine.Call{Name: name, Args: args, Ret: ret, Errno: errno}
	strace.Complete(&c)
	return c
}

func poll(asked, found string) engine.Call {
	c := engine.Call{Name: "poll", Args: []string{asked, "2", "1000"}, Ret: 1, Note: found}
	strace.Complete(&c)
	return c
}

func event(c engine.Call, observed ...status.Observed) engine.Event {
	e := engine.Event{Calls: []engine.Call{c}, Got: c.Errno}
	if len(observed) > 0 {
		e.Evidence = &status.Evidence{Sockets: observed}
	}
	return e
}

// tcp returns a TCP socket's condition with all three queues.
func tcp(state status.State, ready string) *status.Condition {
	return &status.Condition{State: state, Ready: ready, Local: "127.0.0.1:41234", Peer: "127.0.0.1:7000",
		Pending: ptr(0), Unsent: ptr(0), Notsent: ptr(0), Nonblock: true}
}

func tcpWith(state status.State, pending int) *status.Condition {
	c := tcp(state, "in|out")
	c.Pending = ptr(pending)
	return c
}

func listener(queue, backlog int) *status.Condition {
	return &status.Condition{State: "LISTEN", Local: "127.0.0.1:7000", Ready: "none",
		Queue: ptr(queue), Backlog: ptr(backlog), Nonblock: true}
}

func udp(pending int) *status.Condition {
	return &status.Condition{State: "UNCONNECTED", Local: "127.0.0.1:5353", Ready: "in|out", Pending: ptr(pending), Unsent: ptr(0), Nonblock: true}
}

func observed(name string, before, after *status.Condition) status.Observed {
	return status.Observed{Name: name, Kind: kindOf(before, after), Before: before, After: after}
}

// made returns a socket of which only the kind is known.
func made(name string, kind status.Kind, origin string) status.Observed {
	c := &status.Condition{Ready: "none"}
	return status.Observed{Name: name, Kind: kind, Before: c, After: c, Detail: &status.Detail{Origin: origin}}
}

// kindOf returns the kind of a socket with one of these tests' conditions.
func kindOf(before, after *status.Condition) status.Kind {
	c := cmp.Or(before, after)
	switch {
	case c == nil || c.Local == "":
		return status.Kind{} // an epoll
	case strings.HasPrefix(c.Local, "unix:"):
		return status.Kind{Domain: engine.AFUnix, Type: engine.SockStream}
	case strings.HasPrefix(c.Local, "["):
		return status.Kind{Domain: engine.AFInet6, Type: engine.SockStream}
	case c.State == "UNCONNECTED":
		return status.Kind{Domain: engine.AFInet, Type: engine.SockDgram}
	}
	return status.Kind{Domain: engine.AFInet, Type: engine.SockStream}
}

// v6 turns a socket into an IPv6 one.
func v6(o status.Observed) status.Observed {
	o.Kind.Domain = engine.AFInet6
	return o
}

func same(name string, c *status.Condition) status.Observed { return observed(name, c, c) }

func moved(e engine.Event, counter string, by int64) engine.Event {
	if e.Evidence == nil {
		e.Evidence = &status.Evidence{}
	}
	e.Evidence.Moved, e.Evidence.Private = map[string]int64{counter: by}, true
	return e
}

// set returns an observed socket with an option set to value.
func set(o status.Observed, option, value string) status.Observed {
	o.Detail = &status.Detail{Options: map[string]string{option: value}}
	return o
}

func got(e engine.Event, got string) engine.Event {
	e.Got = got
	return e
}

func blocking(c *status.Condition) *status.Condition {
	c.Nonblock = false
	return c
}

func unixSocket(local, peer string) *status.Condition {
	return &status.Condition{State: "ESTABLISHED", Local: local, Peer: peer, Ready: "out", Pending: ptr(0), Unsent: ptr(0), Nonblock: true}
}

// eventTest is an event, the parts its explanation must contain, separated by bars, and the one it must not.
type eventTest struct {
	event engine.Event
	want  string
	not   string
}

// eventTests returns the tests below and those of fcntl and ioctl.
func eventTests() map[string]eventTest {
	all := callTests()
	maps.Copy(all, requestTests())
	return all
}

func callTests() map[string]eventTest {
	sendto := func(ret int64, errno string) engine.Call {
		return call("sendto", ret, errno, "c", `"hello"`, "5", "0", "NULL", "0")
	}
	recvfrom := func(ret int64, errno, flags string) engine.Call {
		return call("recvfrom", ret, errno, "c", `"hello"`, "10", flags, "NULL", "NULL")
	}
	bind := func(to string) engine.Call {
		return call("bind", -1, "EADDRINUSE", "s", to, "16")
	}
	connect := func(ret int64, errno string) engine.Call {
		return call("connect", ret, errno, "c", "{AF_INET, 127.0.0.1:7000}", "16")
	}
	fresh := &status.Condition{State: "CLOSED", Local: "0.0.0.0:0", Ready: "out|hup", Notsent: ptr(0), Pending: ptr(0), Nonblock: true}
	fresh6 := &status.Condition{State: "CLOSED", Local: "[::]:0", Ready: "out|hup", Notsent: ptr(0), Pending: ptr(0), Nonblock: true}
	bound := &status.Condition{State: "CLOSED", Local: "127.0.0.1:7000", Ready: "out|hup", Notsent: ptr(0), Pending: ptr(0), Nonblock: true}
	gone := &status.Condition{State: "CLOSED", Local: "127.0.0.1:41234", Ready: "in|out|rdhup|hup", Notsent: ptr(0), Pending: ptr(0), Nonblock: true}
	failed := &status.Condition{State: "CLOSED", Local: "127.0.0.1:41234", Ready: "in|out|rdhup|err|hup", Notsent: ptr(0), Pending: ptr(0), Nonblock: true}
	fast := call("close", 0, "", "c")
	slow := fast
	slow.NS = 2_000_000_000
	return map[string]eventTest{
		"accept empty":              {event(call("accept4", -1, "EAGAIN", "s", "NULL", "SOCK_NONBLOCK"), same("s", listener(0, 5))), "s has no connection waiting (0 of 6)|would sleep", "SO_RCVTIMEO"},
		"accept times out":          {event(call("accept4", -1, "EAGAIN", "s", "NULL", "0"), same("s", blocking(listener(0, 5)))), "SO_RCVTIMEO", ""},
		"accept after shutdown":     {event(call("accept4", -1, "EINVAL", "s", "NULL", "0"), same("s", bound)), "s is not listening|shutdown", "is a connection"},
		"accept on a connection":    {event(call("accept4", -1, "EINVAL", "c", "NULL", "0"), same("c", tcp("ESTABLISHED", "out"))), "c is a connection", ""},
		"accept without room":       {event(call("accept4", -1, "EMFILE", "s", "NULL", "0"), same("s", listener(3, 5))), "RLIMIT_NOFILE|stays in the accept queue of s|spins", ""},
		"accept":                    {event(call("accept4", 9, "", "s", "NULL", "0"), observed("s", listener(1, 5), listener(0, 5)), observed("a", nil, blocking(tcpWith("ESTABLISHED", 5)))), "a is the first connection of s's accept queue|from 127.0.0.1:7000|from 1 to 0|Recv-Q has 5 bytes|O_NONBLOCK of s", ""},
		"send shut":                 {event(sendto(-1, "EPIPE"), same("c", tcp("FIN-WAIT-2", "out"))), "c has sent its FIN|shutdown wr|SIGPIPE", "reset"},
		"send after reset":          {event(sendto(-1, "EPIPE"), same("c", gone)), "c has no connection any more|reset|SIGPIPE", "never connected"},
		"send never connected":      {event(sendto(-1, "EPIPE"), same("c", fresh)), "c was never connected|ENOTCONN|SIGPIPE", "reset"},
		"send on a listener":        {event(call("sendto", -1, "EPIPE", "s", `"x"`, "1", "0", "NULL", "0"), same("s", listener(0, 1))), "s is a listener|accept", ""},
		"send without signal":       {event(call("sendto", -1, "EPIPE", "c", `"x"`, "1", "MSG_DONTWAIT|MSG_NOSIGNAL", "NULL", "0"), same("c", gone)), "c has no connection any more", "SIGPIPE"},
		"write is send":             {event(call("write", -1, "EPIPE", "c", `"x"`, "1"), same("c", fresh)), "never connected|SIGPIPE", ""},
		"send full":                 {event(sendto(-1, "EAGAIN"), same("c", tcp("ESTABLISHED", "none"))), "send buffer of c is full|writable", ""},
		"send connecting":           {event(sendto(-1, "EAGAIN"), same("c", tcp("SYN-SENT", "none"))), "SYN-SENT|handshake", "buffer"},
		"send times out":            {event(sendto(-1, "EAGAIN"), same("c", blocking(tcp("ESTABLISHED", "none")))), "SO_SNDTIMEO", ""},
		"send on unix":              {event(sendto(-1, "EAGAIN"), same("c", unixSocket("unix:", "unix:@x"))), "what was sent and not received", "network as"},
		"send part":                 {event(call("sendto", 3919467, "", "c", `"x"...`, "16777216", "0", "NULL", "0"), same("c", tcp("ESTABLISHED", "none"))), "only 3919467 of 16777216 bytes|full|other 12857749", ""},
		"send arrives":              {event(sendto(5, ""), same("c", tcp("ESTABLISHED", "out")), observed("a", tcpWith("ESTABLISHED", 0), tcpWith("ESTABLISHED", 5))), "took 5 bytes from c|Recv-Q of a went from 0 to 5", ""},
		"send draws a reset":        {event(sendto(5, ""), observed("c", tcp("CLOSE-WAIT", "in"), failed)), "in vain|the peer had closed, and answered what c sent|CLOSE-WAIT to CLOSED", "are not acknowledged"},
		"send to, connected":        {event(call("sendto", 5, "", "c", `"hello"`, "5", "0", "{AF_INET, 127.0.0.1:9}", "16"), same("c", tcp("ESTABLISHED", "out"))), "address was ignored", ""},
		"udp refused":               {event(call("sendto", -1, "ECONNREFUSED", "u", `"x"`, "1", "0", "NULL", "0"), same("u", udp(0))), "earlier datagram of u|port unreachable|sent nothing", "SYN"},
		"udp sends":                 {event(call("sendto", 1, "", "u", `"x"`, "1", "0", "{AF_INET, 127.0.0.1:9}", "16"), same("u", udp(0))), "1 byte for 127.0.0.1:9", "1 bytes"},
		"udp too large":             {event(call("sendto", -1, "EMSGSIZE", "u", `"x"...`, "65508", "0", "NULL", "0"), same("u", udp(0))), "65507", ""},
		"tcp refused, send":         {event(sendto(-1, "ECONNREFUSED"), same("c", failed)), "attempt of c was refused", "datagram"},
		"recv empty":                {event(recvfrom(-1, "EAGAIN", "0"), same("c", tcp("ESTABLISHED", "out"))), "Nothing waits at c|an end would be 0 bytes", "SO_RCVTIMEO"},
		"recv times out":            {event(recvfrom(-1, "EAGAIN", "0"), same("c", blocking(tcp("ESTABLISHED", "out")))), "SO_RCVTIMEO", ""},
		"recv dontwait":             {event(recvfrom(-1, "EAGAIN", "MSG_DONTWAIT"), same("c", blocking(tcp("ESTABLISHED", "out")))), "Nothing waits", "SO_RCVTIMEO"},
		"recv error queue":          {event(recvfrom(-1, "EAGAIN", "MSG_ERRQUEUE"), same("c", tcp("ESTABLISHED", "out"))), "error queue of c is empty", ""},
		"recv reset":                {event(recvfrom(-1, "ECONNRESET", "0"), same("c", failed)), "peer reset the connection of c|reported once", ""},
		"recv oob":                  {event(recvfrom(-1, "EINVAL", "MSG_OOB"), same("c", tcp("ESTABLISHED", "out"))), "No urgent byte", ""},
		"recv interrupted":          {event(recvfrom(-1, "EINTR", "0"), same("c", tcp("ESTABLISHED", "out"))), "signal ended this recv", ""},
		"recv":                      {event(recvfrom(3, "", "0"), observed("c", tcpWith("ESTABLISHED", 5), tcpWith("ESTABLISHED", 2))), "c received 3 bytes|2 more wait", "datagram"},
		"recv peek":                 {event(recvfrom(3, "", "MSG_PEEK"), same("c", tcpWith("ESTABLISHED", 3))), "MSG_PEEK left them", ""},
		"recv eof":                  {got(event(recvfrom(0, "", "0"), same("c", tcp("CLOSE-WAIT", "in|out|rdhup"))), "eof"), "End of stream|FIN|CLOSE-WAIT until it closes", "datagram"},
		"recv after shutdown rd":    {got(event(recvfrom(0, "", "0"), same("c", tcp("ESTABLISHED", "in|out|rdhup"))), "eof"), "shut down its receiving direction itself", "FIN"},
		"recv empty datagram":       {got(event(call("recvfrom", 0, "", "u", `""`, "10", "0", "{AF_INET, 127.0.0.1:9}", "[16]"), same("u", udp(0))), `""`), "empty datagram|from 127.0.0.1:9|a message", "End of stream"},
		"recv cut datagram":         {event(call("recvfrom", 10, "", "u", `"x"`, "10", "0", "NULL", "NULL"), observed("u", udp(100), udp(7))), "has 100 bytes and the buffer only 10|lost", "more wait"},
		"recv truncated":            {event(call("recvfrom", 100, "", "u", `"x"`, "10", "MSG_TRUNC", "NULL", "NULL"), observed("u", udp(100), udp(7))), "100 bytes|only 10|lost", ""},
		"bind to a listener":        {event(bind("{AF_INET, 127.0.0.1:7000}"), same("s", fresh), same("l", listener(0, 5))), "l listens at 127.0.0.1:7000|SO_REUSEPORT", "TIME-WAIT"},
		"bind to time-wait":         {event(bind("{AF_INET, 127.0.0.1:41234}"), same("s", fresh), same("a", tcp("TIME-WAIT", "none"))), "a is still in TIME-WAIT|41234|SO_REUSEADDR", ""},
		"bind to nobody knows":      {event(bind("{AF_INET, 127.0.0.1:7000}"), same("s", fresh)), "127.0.0.1:7000 is taken|listener|TIME-WAIT|SO_REUSEADDR|SO_REUSEPORT", ""},
		"bind to a file":            {event(bind(`{AF_UNIX, "/tmp/x"}`)), "file at unix:/tmp/x|Unlink", "TIME-WAIT"},
		"bind to a name":            {event(bind(`{AF_UNIX, "@x"}`)), "name unix:@x", "Unlink"},
		"bind without ports":        {event(bind(`{AF_INET, 127.0.0.1:0}`)), "ip_local_port_range", "TIME-WAIT"},
		"bind twice":                {event(call("bind", -1, "EINVAL", "s", "{AF_INET, 127.0.0.1:7001}", "16"), same("s", bound)), "s already has the local address 127.0.0.1:7000", "scope"},
		"bind link-local":           {event(call("bind", -1, "EINVAL", "s", "{AF_INET6, [fe80::1]:80}", "28"), same("s", fresh6)), "link-local|fe80::1%lo", "already"},
		"bind unspec":               {event(toAddress("unspec:127.0.0.1:80", call("bind", -1, "EAFNOSUPPORT", "s", "{…}", "16")), same("s", fresh)), "AF_UNSPEC", "different"},
		"bind mapped":               {event(call("bind", -1, "EINVAL", "s", "{AF_INET6, [::ffff:127.0.0.1]:80}", "28"), same("s", fresh6)), "IPV6_V6ONLY", "already"},
		"bind beside connections":   {event(bind("{AF_INET, 127.0.0.1:7000}"), same("s", fresh), same("a", bound), same("l", listener(0, 5))), "l listens at", "TIME-WAIT"},
		"accept with odd flags":     {event(call("accept4", -1, "EINVAL", "s", "NULL", "SOCK_NONBLOCK|0x1"), same("s", listener(0, 5))), "flags of accept4", "is not listening"},
		"udp soft error":            {event(call("getsockopt", 0, "", "u", "SOL_SOCKET", "SO_ERROR", "[ECONNREFUSED]", "[4]"), same("u", udp(0))), "earlier datagram of u", "SYN"},
		"soft error":                {event(call("getsockopt", 0, "", "c", "SOL_SOCKET", "SO_ERROR", "[EHOSTUNREACH]", "[4]"), same("c", tcp("SYN-SENT", "err"))), "can't be reached|goes on", "connected to"},
		"nodelay":                   {event(call("setsockopt", 0, "", "c", "SOL_TCP", "TCP_NODELAY", "[1]", "4"), same("c", bound)), "Nagle's algorithm is off", ""},
		"closedown":                 {engine.Event{Verb: "closedown", Calls: []engine.Call{call("shutdown", -1, "ENOTCONN", "c", "SHUT_RDWR"), fast}}, "c is closed|ENOTCONN", ""},
		"urgent":                    {event(poll("[{fd=c, events=POLLPRI}]", "([{fd=c, revents=POLLPRI}])"), same("c", tcp("ESTABLISHED", "pri"))), "c has urgent data", "c is"},
		"bind low":                  {event(call("bind", -1, "EACCES", "s", "{AF_INET, 127.0.0.1:80}", "16")), "CAP_NET_BIND_SERVICE", "directory"},
		"bind":                      {event(call("bind", 0, "", "s", "{AF_INET, 127.0.0.1:0}", "16"), observed("s", fresh, bound)), "s has the local address 127.0.0.1:7000|kernel chose the port|listen", "Datagrams"},
		"listen":                    {event(call("listen", 0, "", "s", "5"), observed("s", bound, listener(0, 5))), "from CLOSED to LISTEN at 127.0.0.1:7000|holds 6 connections", "cap"},
		"listen capped":             {event(call("listen", 0, "", "s", "1000"), observed("s", bound, listener(0, 3))), "Backlog 3|holds 4|1000 was asked|somaxconn", ""},
		"listen again":              {event(call("listen", 0, "", "s", "9"), observed("s", listener(0, 1), listener(0, 9))), "already listening|holds 10", "went from"},
		"listen unbound":            {event(call("listen", 0, "", "s", "1"), observed("s", fresh, listener(0, 1))), "kernel chose the address", ""},
		"connect in progress":       {event(connect(-1, "EINPROGRESS"), observed("c", fresh, tcp("ESTABLISHED", "out"))), "complete already|loopback|SO_ERROR|c went from CLOSED to ESTABLISHED", "SO_SNDTIMEO"},
		"connect timed out early":   {event(connect(-1, "EINPROGRESS"), same("c", blocking(tcp("CLOSED", "out|hup")))), "SO_SNDTIMEO", ""},
		"connect again":             {event(connect(-1, "EALREADY"), same("c", tcp("SYN-SENT", "none"))), "still under way", ""},
		"connect done":              {event(connect(0, ""), same("c", tcp("ESTABLISHED", "out"))), "began earlier is complete|EISCONN", "slept"},
		"connect blocking":          {event(connect(0, ""), observed("c", fresh, tcp("ESTABLISHED", "out"))), "connected to 127.0.0.1:7000|may not have accepted it yet", ""},
		"connect udp":               {event(call("connect", 0, "", "u", "{AF_INET, 127.0.0.1:9}", "16"), same("u", udp(0))), "u has the peer 127.0.0.1:9|No packet was sent", "handshake"},
		"connect none":              {event(call("connect", 0, "", "u", "{AF_UNSPEC}", "16"), same("u", udp(0))), "u has no peer any more", ""},
		"connect refused":           {event(connect(-1, "ECONNREFUSED"), same("c", fresh)), "127.0.0.1:7000|reset|Nobody listens", "earlier"},
		"connect refused before":    {event(connect(-1, "ECONNREFUSED"), same("c", failed)), "earlier attempt of c|sends nothing", ""},
		"connect refused unix":      {event(call("connect", -1, "ECONNREFUSED", "c", `{AF_UNIX, "/tmp/x"}`, "9")), "no socket is bound|unix:/tmp/x", "SYN"},
		"connect fails at once":     {event(connect(-1, "EINPROGRESS"), observed("c", fresh, failed)), "failed already, and its error is pending", "went from"},
		"connect clears up":         {event(connect(-1, "ECONNABORTED"), same("c", gone)), "earlier attempt of c|sends nothing|once more", ""},
		"udp empty":                 {event(call("recvfrom", -1, "EAGAIN", "u", "NULL", "10", "0", "NULL", "NULL"), same("u", udp(0))), "receive queue of u", "direction"},
		"connect connected":         {event(connect(-1, "EISCONN"), same("c", tcp("ESTABLISHED", "out"))), "c is connected already, to 127.0.0.1:7000", ""},
		"connect ended":             {event(connect(-1, "EISCONN"), same("c", gone)), "has ended|connect c none", ""},
		"close unread":              {moved(event(fast, observed("c", tcpWith("ESTABLISHED", 38), &status.Condition{State: "CLOSED"})), "TCPAbortOnClose", 1), "c is closed|38 bytes had not been read|RST|TCPAbortOnClose +1", "Counted"},
		"close linger 0":            {moved(event(fast, set(observed("c", tcp("ESTABLISHED", "out"), &status.Condition{State: "CLOSED"}), "SO_LINGER", "on,0s")), "TCPAbortOnData", 1), "SO_LINGER|RST|TIME-WAIT", "orderly"},
		"close first":               {event(fast, observed("c", tcp("ESTABLISHED", "out"), &status.Condition{State: "FIN-WAIT-2"}), observed("a", tcp("ESTABLISHED", "out"), tcp("CLOSE-WAIT", "in"))), "FIN: an orderly release|TIME-WAIT|ESTABLISHED to FIN-WAIT-2|a went from ESTABLISHED to CLOSE-WAIT", "RST"},
		"close second":              {event(fast, observed("c", tcp("CLOSE-WAIT", "in"), &status.Condition{State: "CLOSED"})), "peer had ended its direction first|TIME-WAIT, if any, is at the other end", "RST"},
		"raw, and no protocol":      {event(call("socket", -1, "EPROTONOSUPPORT", "AF_INET", "SOCK_RAW", "IPPROTO_IP")), "must name one|IPPROTO_ICMP", "Leave"},
		"netlink without protocol":  {event(call("socket", -1, "EPROTONOSUPPORT", "AF_NETLINK", "SOCK_RAW", "99")), "no netlink protocol of that number", "type's own"},
		"netlink stream":            {event(call("socket", -1, "ESOCKTNOSUPPORT", "AF_NETLINK", "SOCK_STREAM", "NETLINK_ROUTE")), "SOCK_RAW and SOCK_DGRAM", "AF_INET"},
		"packet stream":             {event(call("socket", -1, "ESOCKTNOSUPPORT", "AF_PACKET", "SOCK_STREAM", "0")), "header of the link", "AF_INET"},
		"unix rdm":                  {event(call("socket", -1, "ESOCKTNOSUPPORT", "AF_UNIX", "SOCK_RDM", "0")), "SOCK_SEQPACKET", "AF_INET"},
		"vsock raw":                 {event(call("socket", -1, "ESOCKTNOSUPPORT", "AF_VSOCK", "SOCK_RAW", "0")), "SOCK_STREAM and SOCK_SEQPACKET", "AF_INET"},
		"inet seqpacket":            {event(call("socket", -1, "ESOCKTNOSUPPORT", "AF_INET", "SOCK_SEQPACKET", "0")), "SCTP", "netlink"},
		"bind tcp6 to a group":      {event(call("bind", -1, "EINVAL", "s", "{AF_INET6, [ff05::1]:80}", "28"), v6(same("s", fresh))), "TCP has no multicast", "already bound"},
		"interface of unicast":      {event(call("setsockopt", -1, "EADDRNOTAVAIL", "s", "SOL_IP", "IP_UNICAST_IF", "[htonl(9)]", "4"), same("s", bound)), "No interface of this network", "group"},
		"shutdown udp wr":           {event(call("shutdown", -1, "ENOTCONN", "u", "SHUT_WR"), same("u", udp(0))), "send answers EPIPE", "reader"},
		"close a dup":               {event(fast, same("c", tcp("ESTABLISHED", "out"))), "something else has the socket open|no FIN", "TIME-WAIT"},
		"close a listener":          {event(call("close", 0, "", "s"), observed("s", listener(3, 5), &status.Condition{State: "CLOSED"})), "3 connections in its accept queue were reset", ""},
		"close lingers":             {event(slow, set(observed("c", tcp("ESTABLISHED", "out"), &status.Condition{State: "FIN-WAIT-1"}), "SO_LINGER", "on,2s")), "slept for 2s|SO_LINGER", ""},
		"shutdown wr":               {event(call("shutdown", 0, "", "c", "SHUT_WR"), observed("c", tcp("ESTABLISHED", "out"), tcp("FIN-WAIT-1", "out"))), "FIN|half-close|can still receive|ESTABLISHED to FIN-WAIT-1", ""},
		"shutdown listener":         {event(call("shutdown", 0, "", "s", "SHUT_RDWR"), observed("s", listener(0, 5), bound)), "no longer listens|EINVAL", "half-close"},
		"shutdown over":             {event(call("shutdown", -1, "ENOTCONN", "c", "SHUT_WR"), same("c", tcp("TIME-WAIT", "in|out|rdhup|hup"))), "Both sides of c have ended|Close c", "UDP"},
		"shutdown udp":              {event(call("shutdown", -1, "ENOTCONN", "u", "SHUT_RD"), same("u", udp(0))), "UDP the shutdown takes effect", ""},
		"v6only late":               {event(call("setsockopt", -1, "EINVAL", "s", "SOL_IPV6", "IPV6_V6ONLY", "[on]", "4"), v6(same("s", bound))), "too late|it is bound|before bind", ""},
		"no such control":           {event(call("setsockopt", -1, "ENOENT", "s", "SOL_TCP", "TCP_CONGESTION", "[nosuch]", "6"), same("s", bound)), "tcp_available_congestion_control", ""},
		"mark":                      {event(call("setsockopt", -1, "EPERM", "s", "SOL_SOCKET", "SO_MARK", "[1]", "4"), same("s", bound)), "SO_MARK needs CAP_NET_ADMIN or CAP_NET_RAW: the process lacks it|lab", "initial"},
		"transparent":               {event(call("setsockopt", -1, "EPERM", "s", "SOL_IP", "IP_TRANSPARENT", "[1]", "4"), same("s", bound)), "IP_TRANSPARENT needs CAP_NET_ADMIN or CAP_NET_RAW", "initial"},
		"device again":              {event(call("setsockopt", -1, "EPERM", "s", "SOL_SOCKET", "SO_BINDTODEVICE", "[lo]", "2"), same("s", bound)), "CAP_NET_RAW to change or clear one that is set", "CAP_NET_ADMIN"},
		"force":                     {event(call("setsockopt", -1, "EPERM", "s", "SOL_SOCKET", "SO_RCVBUFFORCE", "[65536]", "4"), same("s", bound)), "SO_RCVBUFFORCE needs CAP_NET_ADMIN|initial user namespace|lab", "EACCES"},
		"debug":                     {event(call("setsockopt", -1, "EACCES", "s", "SOL_SOCKET", "SO_DEBUG", "[1]", "4"), same("s", bound)), "SO_DEBUG needs CAP_NET_ADMIN|EACCES|initial user namespace|lab", "CAP_NET_RAW"},
		"queue of no repair":        {event(call("setsockopt", -1, "EPERM", "s", "SOL_TCP", "TCP_REPAIR_QUEUE", "[TCP_SEND_QUEUE]", "4"), same("s", bound)), "TCP_REPAIR_QUEUE|while TCP_REPAIR is on|CAP_NET_ADMIN", "initial"},
		"locked filter":             {event(call("setsockopt", -1, "EPERM", "s", "SOL_SOCKET", "SO_DETACH_FILTER", "[0]", "4"), same("s", bound)), "locked|SO_LOCK_FILTER", "CAP_"},
		"receive buffer":            {event(call("setsockopt", 0, "", "s", "SOL_SOCKET", "SO_RCVBUF", "[10000]", "4"), same("s", bound)), "SO_RCVBUF of s is set to 10000|doubles|autotuning", ""},
		"error read":                {event(call("getsockopt", 0, "", "c", "SOL_SOCKET", "SO_ERROR", "[ECONNREFUSED]", "[4]"), observed("c", failed, gone)), "ECONNREFUSED was pending on c|cleared|nobody listens", ""},
		"no error":                  {event(call("getsockopt", 0, "", "c", "SOL_SOCKET", "SO_ERROR", "[0]", "[4]"), same("c", tcp("ESTABLISHED", "out"))), "No error is pending on c|connected to 127.0.0.1:7000", ""},
		"no error yet":              {event(call("getsockopt", 0, "", "c", "SOL_SOCKET", "SO_ERROR", "[0]", "[4]"), same("c", tcp("SYN-SENT", "none"))), "still under way", "is connected to"},
		"poll":                      {event(poll("[{fd=s, events=POLLIN}, {fd=a, events=POLLIN|POLLOUT}]", "([{fd=s, revents=POLLIN}, {fd=a, revents=POLLIN|POLLOUT}])"), same("s", listener(2, 5)), same("a", tcpWith("ESTABLISHED", 5))), "s is readable (2 connections to accept)|a is readable (5 bytes) and writable", ""},
		"poll failed":               {event(poll("[{fd=c, events=POLLOUT}]", "([{fd=c, revents=POLLOUT|POLLERR|POLLHUP}])"), same("c", failed)), "error pending|SO_ERROR|hang-up: it has no connection", "not connected|writable"},
		"poll none":                 {got(event(call("poll", 0, "", "[{fd=c, events=POLLIN}]", "1", "1000"), same("c", tcp("ESTABLISHED", "out"))), "none"), "c is not ready for in|timeout of 1s", "looked"},
		"epoll none":                {got(event(call("epoll_wait", 0, "", "e", "[]", "16", "0"), same("e", &status.Condition{Ready: "none"})), "none"), "ready list of e|looked and returned", ""},
		"epoll add":                 {event(call("epoll_ctl", 0, "", "e", "EPOLL_CTL_ADD", "s", "{events=EPOLLIN|EPOLLET, data=5}"), same("e", &status.Condition{Ready: "none"}), same("s", listener(0, 5))), "s is on the interest list of e|edge-triggered", "level"},
		"epoll watches itself":      {event(call("epoll_ctl", -1, "EINVAL", "e", "EPOLL_CTL_ADD", "e", "{events=EPOLLIN, data=5}"), same("e", &status.Condition{Ready: "none"})), "e was asked to watch itself", ""},
		"epoll mod exclusive":       {event(call("epoll_ctl", -1, "EINVAL", "e", "EPOLL_CTL_MOD", "s", "{events=EPOLLIN|EPOLLEXCLUSIVE, data=5}"), same("e", &status.Condition{Ready: "none"}), same("s", listener(0, 5))), "only be given with ADD|DEL", ""},
		"epoll add exclusive":       {event(call("epoll_ctl", -1, "EINVAL", "e", "EPOLL_CTL_ADD", "s", "{events=EPOLLIN|EPOLLONESHOT|EPOLLEXCLUSIVE, data=5}"), same("e", &status.Condition{Ready: "none"}), same("s", listener(0, 5))), "EPOLLONESHOT|Leave", "DEL"},
		"epoll mod of exclusive":    {event(call("epoll_ctl", -1, "EINVAL", "e", "EPOLL_CTL_MOD", "s", "{events=EPOLLIN, data=5}"), same("e", &status.Condition{Ready: "none"}), same("s", listener(0, 5))), "s was added with EPOLLEXCLUSIVE", "only"},
		"epoll_wait for none":       {event(call("epoll_wait", -1, "EINVAL", "e", "NULL", "0", "0"), same("e", &status.Condition{Ready: "none"})), "room for no event", "is not an epoll"},
		"epoll add twice":           {event(call("epoll_ctl", -1, "EEXIST", "e", "EPOLL_CTL_ADD", "s", "{events=EPOLLIN, data=5}"), same("e", &status.Condition{Ready: "none"}), same("s", listener(0, 5))), "s is already in the interest list of e", ""},
		"overflow":                  {moved(event(connect(-1, "EINPROGRESS"), observed("c", fresh, tcp("SYN-SENT", "none"))), "ListenOverflows", 1), "ListenOverflows +1|accept queue", ""},
		"socket":                    {event(call("socket", 7, "", "AF_INET", "SOCK_STREAM|SOCK_NONBLOCK", "IPPROTO_IP"), observed("s", nil, fresh)), "s is a new socket (AF_INET, SOCK_STREAM), descriptor 7|EAGAIN", "sleep until"},
		"alias of an errno":         {event(call("listen", -1, "ENOTSUP", "u", "5"), same("u", udp(0))), "u carries datagrams", ""},
		"bind a pipe":               {event(call("bind", -1, "ENOTSOCK", "r", "{AF_INET, 127.0.0.1:0}", "16"), plain("r", status.KindPipeRead)), "but not of a socket", "TCP"},
		"read an early timerfd":     {event(call("read", -1, "EAGAIN", "t", "NULL", "8"), plain("t", status.KindTimerfd)), "t has not expired", "peer"},
		"read an empty eventfd":     {event(call("read", -1, "EAGAIN", "e", "NULL", "8"), plain("e", status.KindEventfd)), "The count of e is 0", "peer"},
		"read an empty pipe":        {event(call("read", -1, "EAGAIN", "r", "NULL", "10"), plain("r", status.KindPipeRead)), "The pipe is empty, and r does not block", "stream"},
		"read the wrong end":        {event(call("read", -1, "EBADF", "w", "NULL", "10"), plain("w", status.KindPipeWrite)), "w is open, but only for writing", "closed"},
		"an option of a path":       {event(call("getsockopt", -1, "EBADF", "p", "SOL_SOCKET", "SO_TYPE", "NULL", "4"), plain("p", status.KindPath)), "p is open, but only stands for a path|O_PATH", "closed"},
		"write a sealed memfd":      {event(call("write", -1, "EPERM", "f", "\"x\"", "1"), plain("f", status.KindMemfd)), "sealed", "firewall"},
		"pending of an epoll":       {event(call("ioctl", -1, "EINVAL", "e", "FIONREAD", "NULL"), made("e", status.Kind{}, "epoll")), "e is an epoll", "connected socket"},
		"read an epoll":             {event(call("read", -1, "EINVAL", "e", "NULL", "10"), made("e", status.Kind{}, "epoll")), "e is an epoll|epoll_wait", "AF_UNIX"},
		"write an epoll":            {event(call("write", -1, "EINVAL", "e", "\"x\"", "1"), made("e", status.Kind{}, "epoll")), "e is an epoll|epoll_ctl", "port 0"},
		"pending of netlink":        {event(call("ioctl", -1, "ENOTTY", "n", "FIONREAD", "NULL"), made("n", status.Kind{Domain: engine.AFNetlink, Type: engine.SockRaw}, "socket")), "Netlink sockets", "TCP"},
		"netlink lost messages":     {event(call("recvfrom", -1, "ENOBUFS", "n", "NULL", "10", "0", "NULL", "NULL"), made("n", status.Kind{Domain: engine.AFNetlink, Type: engine.SockRaw}, "socket")), "Messages for n were lost", "Try again later"},
		"send no header":            {event(call("sendto", -1, "EFAULT", "r", "\"x\"", "1", "0", "NULL", "0"), made("r", status.Kind{Domain: engine.AFInet, Type: engine.SockRaw, Protocol: engine.ICMP}, "socket")), "type and code of ICMP", "pointer"},
		"send no echo":              {event(call("sendto", -1, "EINVAL", "p", "\"x\"", "1", "0", "NULL", "0"), made("p", status.Kind{Domain: engine.AFInet, Type: engine.SockDgram, Protocol: engine.ICMP}, "socket")), "p is a ping socket", "IP_HDRINCL"},
		"vsock refused":             {event(call("connect", -1, "ECONNRESET", "v", "{AF_VSOCK, 1:80}", "16"), made("v", status.Kind{Domain: engine.AFVsock, Type: engine.SockStream}, "socket")), "Nobody listens at", "reset the connection before"},
		"vsock silence":             {event(call("connect", -1, "ETIMEDOUT", "v", "{AF_VSOCK, 1:80}", "16"), made("v", status.Kind{Domain: engine.AFVsock, Type: engine.SockStream}, "socket")), "SO_VM_SOCKETS_CONNECT_TIMEOUT", "SYN"},
		"vsock connects":            {event(call("connect", 0, "", "v", "{AF_VSOCK, svm_cid=VMADDR_CID_LOCAL, svm_port=0x50, svm_flags=0}", "16"), made("v", status.Kind{Domain: engine.AFVsock, Type: engine.SockStream}, "socket")), "v is connected to AF_VSOCK,svm_cid=VMADDR_CID_LOCAL,svm_port=0x50", "ICMP"},
		"peer of a packet socket":   {event(call("getpeername", -1, "EOPNOTSUPP", "p", "NULL", "[112]"), made("p", status.Kind{Domain: engine.AFPacket, Type: engine.SockRaw}, "socket")), "each packet has its own address", "Connect"},
		"pending of a listener":     {event(call("ioctl", -1, "EINVAL", "s", "FIONREAD", "NULL"), same("s", listener(0, 5))), "s is a listener", ""},
		"send a closed descriptor":  {with(call("sendmsg", -1, "EBADF", "a", "{…}", "0"), engine.ControlMessage{Level: 1, Type: 1, Data: make([]byte, 4)}), "A descriptor that was to be sent is closed", ""},
		"foreign credentials":       {with(call("sendmsg", -1, "EPERM", "a", "{…}", "0"), engine.ControlMessage{Level: 1, Type: 2, Data: make([]byte, 12)}), "not the sender's own|SO_PASSCRED", "firewall"},
		"a refused control message": {with(call("sendmsg", -1, "EINVAL", "a", "{…}", "0"), engine.ControlMessage{Level: 1, Type: 37, Data: make([]byte, 4)}), "one of the control messages", "port 0"},
		"too many in flight":        {with(call("sendmsg", -1, "ETOOMANYREFS", "a", "{…}", "0")), "in flight|RLIMIT_NOFILE", ""},
		"too many parts":            {parted(call("sendmsg", -1, "EMSGSIZE", "a", "{…}", "0"), 1025), "IOV_MAX", "65507"},
		"too many parts to read":    {parted(call("readv", -1, "EINVAL", "a", "[…]", "1025"), 1025), "IOV_MAX", ""},
		"zero copy without memory":  {with(zerocopy(call("sendmsg", -1, "ENOBUFS", "a", "{…}", "MSG_ZEROCOPY"))), "optmem_max|error queue", "interface"},
		"unknown":                   {event(call("accept4", -1, "EUCLEAN", "s")), "accept4 answered EUCLEAN", ""},
		"problem":                   {engine.Event{Problem: "x is not on the bench", Calls: []engine.Call{sendto(5, "")}}, "x is not on the bench.", "took"},
		"expect":                    {engine.Event{Verb: "expect", Step: engine.Step{Target: &step.Target{Socket: "a", Field: "state"}}, Got: "CLOSE-WAIT", Held: ptr(false)}, "a.state is CLOSE-WAIT|yet to close", "ESTABLISHED"},
		"spawn":                     {engine.Event{Verb: "spawn", Step: engine.Step{Task: "w"}}, "call of w|join w", ""},
		"repeated":                  {engine.Event{Asked: 14, Calls: []engine.Call{recvfrom(5, "", "0")}}, "5 bytes|Asked 14 times", ""},
	}
}

// with returns the event of a call that has control messages.
func with(c engine.Call, list ...engine.ControlMessage) engine.Event {
	c.Values.Control = list
	return event(c)
}

// parted returns the event of a call with a vector of n parts.
func parted(c engine.Call, n int) engine.Event {
	c.Values.Parts = make([]int64, n)
	return event(c)
}

// toAddress returns a call that is given an address.
func toAddress(text string, c engine.Call) engine.Call {
	c.Values.Addr, _ = engine.ParseAddr(text)
	return c
}

func zerocopy(c engine.Call) engine.Call {
	c.Values.Flags = engine.MsgZerocopy
	return c
}

// plain returns a descriptor that is not a socket.
func plain(name, kind string) status.Observed {
	o := made(name, status.Kind{}, kind)
	o.Plain = kind
	return o
}

func TestEvent(t *testing.T) {
	for name, test := range eventTests() {
		said := Event(nil, test.event)
		for _, part := range strings.Split(test.want, "|") {
			if !strings.Contains(said, part) {
				t.Errorf("%s: %q is not in: %s", name, part, said)
			}
		}
		if test.not != "" && strings.Contains(said, test.not) {
			t.Errorf("%s: %q is in: %s", name, test.not, said)
		}
		if len(said) > 480 {
			t.Errorf("%s: %d characters are too many: %s", name, len(said), said)
		}
		t.Logf("%-24s %s", name, said)
	}
}

// A condition that no event can meet decides nothing.
func TestEveryConditionCanHold(t *testing.T) {
	met := map[condition]bool{always: true}
	for _, test := range eventTests() {
		if len(test.event.Calls) == 0 {
			continue
		}
		s := newScene(nil, test.event)
		for _, e := range entries() {
			met[e.when] = met[e.when] || e.when.holds(s)
		}
	}
	for _, e := range entries() {
		if !met[e.when] && !strings.HasPrefix(string(e.when), "the option is ") {
			t.Errorf("%s %s: no test has an event where %s", e.call, e.errno, e.when)
		}
	}
}

// The explanation of EPERM or EACCES names the capability that the option needs.
func TestRefusalsNameTheCapability(t *testing.T) {
	named := regexp.MustCompile(`CAP_[A-Z_]+`)
	for _, o := range sockopts.All() {
		if o.Capability == "" || !o.Settable() || o.Name == "SO_DETACH_FILTER" {
			continue
		}
		for _, errno := range []string{"EPERM", "EACCES"} {
			said := Event(nil, event(call("setsockopt", -1, errno, "s", o.Level, o.Name, "[1]", "4")))
			for _, capability := range named.FindAllString(o.Capability, -1) {
				if !strings.Contains(said, capability) {
					t.Errorf("%s of %s does not name %s: %s", errno, o.Name, capability, said)
				}
			}
		}
	}
}
