package sockopts

import (
	"fmt"
	"testing"

	"golang.org/x/sys/unix"
)

// unusual returns values that no new socket has, for options whose default can't simply be inverted.
func unusual() map[string]string {
	return map[string]string{
		"SO_LINGER": "on,7s", "SO_SNDBUF": "40KiB", "SO_RCVBUF": "40KiB", "SO_BUF_LOCK": "3", "SO_RCVLOWAT": "3",
		"SO_RCVTIMEO": "8s", "SO_SNDTIMEO": "9s", "SO_PEEK_OFF": "5", "SO_BINDTODEVICE": "lo", "SO_PRIORITY": "3",
		"SO_MARK": "7", "SO_MAX_PACING_RATE": "90MiB", "SO_BUSY_POLL": "17us", "SO_INCOMING_CPU": "4095",
		"TCP_MAXSEG": "1000", "TCP_KEEPIDLE": "71s", "TCP_KEEPINTVL": "72s", "TCP_KEEPCNT": "73", "TCP_SYNCNT": "3",
		"TCP_LINGER2": "11s", "TCP_DEFER_ACCEPT": "7s", "TCP_WINDOW_CLAMP": "30000", "TCP_CONGESTION": "reno",
		"TCP_USER_TIMEOUT": "9s", "TCP_FASTOPEN": "5", "TCP_NOTSENT_LOWAT": "70000", "TCP_SAVE_SYN": "1",
		"IP_TOS": "16", "IP_TTL": "33", "IP_MTU_DISCOVER": "IP_PMTUDISC_DO", "IP_LOCAL_PORT_RANGE": "40000-40100",
		"SO_TIMESTAMPING": "SOF_TIMESTAMPING_SOFTWARE", "SO_TIMESTAMPING_NEW": "SOF_TIMESTAMPING_SOFTWARE",
		"SO_TXTIME": "clockid=1 flags=1", "SO_BINDTOIFINDEX": "1", "SO_RCVTIMEO_NEW": "8s", "SO_SNDTIMEO_NEW": "9s",
		"SO_TXREHASH": "0", "TCP_FASTOPEN_KEY": "hex:000102030405060708090a0b0c0d0e0f", "TCP_TX_DELAY": "5us",
		"TCP_RTO_MAX_MS": "9s", "TCP_RTO_MIN_US": "100ms", "TCP_DELACK_MAX_US": "100ms", "IP_OPTIONS": "hex:01010101",
		"IP_MINTTL": "11", "IP_UNICAST_IF": "1", "IPV6_HOPOPTS": "hex:0000010400000000",
		"IPV6_RTHDRDSTOPTS": "hex:0000010400000000", "IPV6_DSTOPTS": "hex:0000010400000000",
		"IPV6_ADDR_PREFERENCES": "IPV6_PREFER_SRC_TMP|IPV6_PREFER_SRC_COA", "IPV6_MINHOPCOUNT": "11", "IPV6_UNICAST_IF": "1",
		"IPV6_UNICAST_HOPS": "33", "IPV6_TCLASS": "16", "IPV6_MTU_DISCOVER": "IPV6_PMTUDISC_DO",
		"SO_ATTACH_FILTER": "drop", "TCP_REPAIR": "TCP_REPAIR_ON", "IP_MULTICAST_TTL": "5", "IP_MULTICAST_IF": "127.0.0.1",
		"IPV6_MULTICAST_HOPS": "5", "IPV6_MULTICAST_IF": "1", "UDP_SEGMENT": "1000", "UDP_ENCAP": "2",
	}
}

// Each option is set on a separate listener and checked on the accepted socket.
func TestInheritanceOfTCP(t *testing.T) {
	for _, o := range For(unix.AF_INET6, unix.SOCK_STREAM, 0) {
		if o.Direction != GetSet || o.Inherited == Unknown {
			continue
		}
		domain := unix.AF_INET
		if o.Level == "SOL_IPV6" {
			domain = unix.AF_INET6
		}
		t.Run(o.Name, func(t *testing.T) {
			value := unusualValue(t, o)
			var was Value
			prepare := func(fd int) {
				if err := set(fd, o, value.Bytes()); err == unix.EPERM || err == unix.EACCES {
					t.Skipf("set %s: %v", o.Name, err)
				} else if unknown(err) && !atLeast(6, 18) {
					t.Skipf("this kernel has no %s", o.Name)
				} else if err != nil {
					t.Fatalf("set %s %v: %v", o.Name, value, err)
				}
				raw, _ := get(fd, o)
				was = o.Decode(raw)
			}
			first, then := prepare, func(int) {}
			if o.Name == "TCP_QUICKACK" { // listen turns it on (inet_csk_delack_init)
				first, then = then, first
			}
			listener, addr := listenLoopback(t, domain, first)
			then(listener)
			if o.Name == "TCP_DEFER_ACCEPT" {
				connectWithData(t, listener, addr, func(server int) { checkInherited(t, o, domain, was, server) })
				return
			}
			_, server := connectAccept(t, listener, addr)
			checkInherited(t, o, domain, was, server)
		})
	}
}

func unusualValue(t *testing.T, o *Option) Value {
	t.Helper()
	text := unusual()[o.Name]
	if text == "" && o.Boolean() {
		text = "on"
		if o.Default == "on" {
			text = "off"
		}
	}
	value, err := o.Parse(text)
	if err != nil {
		t.Fatalf("no unusual value for %s: %v", o.Name, err)
	}
	return value
}

// connectWithData connects and sends: a listener that defers accept returns the connection only then.
func connectWithData(t *testing.T, listener int, addr unix.Sockaddr, check func(server int)) {
	t.Helper()
	client := openFor(t, addr)
	if err := unix.Connect(client, addr); err != nil {
		t.Fatal("connect:", err)
	}
	if _, err := unix.Write(client, []byte("x")); err != nil {
		t.Fatal("write:", err)
	}
	server, _, err := unix.Accept4(listener, unix.SOCK_CLOEXEC)
	if err != nil {
		t.Fatal("accept:", err)
	}
	defer unix.Close(server)
	check(server)
}

func checkInherited(t *testing.T, o *Option, domain int, was Value, server int) {
	t.Helper()
	raw, err := get(server, o)
	if err != nil {
		t.Fatalf("get %s: %v", o.Name, err)
	}
	is := o.Decode(raw)
	inherited := is.Equal(was)
	if o.Name == "TCP_MAXSEG" { // inherited, less the room for time stamps
		a, _ := was.Number()
		b, _ := is.Number()
		inherited = b <= a && b >= a-40
	}
	if said := o.InheritedOn(domain, unix.SOCK_STREAM, 0); inherited != (said == Yes) {
		disagree(t, "listener %v, accepted %v; the table says inherited: %v", was, is, said)
	}
}

// From a Unix listener, accept copies only the options that TCP does not have.
func TestInheritanceOfUnix(t *testing.T) {
	passed := 0
	for _, o := range For(unix.AF_UNIX, unix.SOCK_STREAM, 0) {
		inherited := o.InheritedOn(unix.AF_UNIX, unix.SOCK_STREAM, 0)
		if o.Direction != GetSet || inherited == Unknown || o.Name == "SO_ATTACH_FILTER" {
			continue // a filter that drops everything prevents connecting
		}
		t.Run(o.Name, func(t *testing.T) { checkUnixInheritance(t, o) })
		if inherited == Yes {
			passed++
		}
	}
	if passed < 4 {
		t.Errorf("%d options are handed on", passed)
	}
}

func checkUnixInheritance(t *testing.T, o *Option) {
	t.Helper()
	listener := open(t, kinds()[6])
	on := unusualValue(t, o)
	if err := set(listener, o, on.Bytes()); unknown(err) {
		t.Skipf("this kernel has no %s", o.Name)
	} else if err == unix.EPERM || err == unix.EACCES {
		t.Skipf("set %s: %v", o.Name, err)
	} else if err != nil {
		t.Fatal("set:", err)
	}
	if err := unix.Bind(listener, &unix.SockaddrUnix{}); err != nil { // autobind: an abstract name chosen by the kernel
		t.Fatal("bind:", err)
	}
	addr, err := unix.Getsockname(listener)
	if err != nil {
		t.Fatal("getsockname:", err)
	}
	if err := unix.Listen(listener, 1); err != nil {
		t.Fatal("listen:", err)
	}
	if err := unix.Connect(open(t, kinds()[6]), addr); err != nil {
		t.Fatal("connect:", err)
	}
	server, _, err := unix.Accept4(listener, unix.SOCK_CLOEXEC)
	if err != nil {
		t.Fatal("accept:", err)
	}
	defer unix.Close(server)
	raw, err := get(listener, o)
	if err != nil {
		t.Fatalf("get %s: %v", o.Name, err)
	}
	checkInherited(t, o, unix.AF_UNIX, o.Decode(raw), server)

	creds, _ := Find("SO_PEERCRED")
	raw, err = get(server, creds)
	want := fmt.Sprintf("pid=%d uid=%d gid=%d", unix.Getpid(), unix.Geteuid(), unix.Getegid())
	if got := creds.Decode(raw).String(); err != nil || got != want {
		t.Errorf("SO_PEERCRED is %s, %v; want %s", got, err, want)
	}
}
