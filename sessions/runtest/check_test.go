package runtest

import (
	"strings"
	"testing"
)

// A mistake that C accepts silently is accepted, and has the same effect as in C.
func TestJoinedOptionsDoWhatTheyDoInC(t *testing.T) {
	t.Parallel()
	piped(t, "s = socket tcp\nsetsockopt s SO_REUSEADDR|SO_REUSEPORT on => 0\n"+
		"getsockopt s SO_REUSEADDR => off\ngetsockopt s SO_REUSEPORT => on\ngetsockopt s SO_REUSEADDR|SO_REUSEPORT => on\n").
		want(t, 0, "setsockopt(s, SOL_SOCKET, SO_REUSEPORT, [1], 4) = 0", "")
	o := piped(t, "s = socket tcp\nsetsockopt s SO_REUSEADDR|SO_REUSEPORT on\n", "--json")
	o.want(t, 0, `"step":"setsockopt s SO_REUSEADDR|SO_REUSEPORT on"`, "")
}

func TestOptionsCheck(t *testing.T) {
	t.Parallel()
	netnet(t, "options", "check", "SO_REUSEADDR|SO_REUSEPORT").want(t, 1, "2|15 = 15, which is SO_REUSEPORT alone", "")
	netnet(t, "options", "check", "SO_REUSEADDR").want(t, 0, "set it before bind; nothing to warn about", "")
	netnet(t, "options", "check", "SO_REUSEADR").want(t, 2, "", "did you mean SO_REUSEADDR?")
	netnet(t, "options", "check").want(t, 2, "", " needs ")
	file := written(t, "x.netnet", "s = socket tcp\nsetsockopt s TCP_NODELAY|TCP_CORK on\n")
	netnet(t, "options", "check", file).want(t, 1, file+":2: warning: TCP_NODELAY|TCP_CORK is 1|3 = 3", "")
	netnet(t, "options", "check", "s = server :80", "setsockopt s SO_KEEPALIVE on").want(t, 0, "nothing to warn about", "")
	netnet(t, "options", "check", "bnd s").want(t, 2, "", "did you mean bind?")
	c := command(t, "options", "check", "-")
	c.Stdin = strings.NewReader("s = socket tcp\nsetsockopt s SO_REUSEADDR|SO_KEEPALIVE on\n")
	finish(t, c).want(t, 1, "stdin:2: warning: ", "")
}
