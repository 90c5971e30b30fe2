package protocol_test

import (
	"net/netip"
	"strings"
	"testing"

	"netnet-tui/engine/protocol/protocoltest"
)

// FuzzHost puts arbitrary bytes into Host: a request is answered only if they are localhost, loopback or the address of
// the server.
func FuzzHost(f *testing.F) {
	for _, h := range hosts {
		f.Add(h.host)
	}
	f.Fuzz(func(t *testing.T, host string) {
		if strings.ContainsAny(host, "\r\n") {
			t.Skip("it is more than one field")
		}
		s, c := listening(t, "http"), &protocoltest.Conn{Time: noon, At: "192.0.2.7:80"}
		s.Open(c)
		c.Feed(s, "GET /hello HTTP/1.1\r\nHost: "+host+"\r\n\r\n")
		if got := c.Take(); !strings.HasPrefix(got, "HTTP/1.1 200 ") {
			return
		}
		name := strings.ToLower(strings.Trim(host, " \t"))
		if at := strings.LastIndexByte(name, ':'); at >= 0 && !strings.HasSuffix(name, "]") {
			name = name[:at]
		}
		name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
		ip, err := netip.ParseAddr(name)
		if name != "localhost" && (err != nil || ip.Unmap() != netip.MustParseAddr("192.0.2.7") && ip.String() != "127.0.0.1" && ip.String() != "::1") {
			t.Fatalf("Host: %q is answered", host)
		}
	})
}
