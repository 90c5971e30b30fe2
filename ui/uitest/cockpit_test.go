package uitest

import "testing"

func TestTheOptionsFillThePage(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.connection().row("▸", "a", "ESTABLISHED").press("f").shows("ASKED → GRANTED", "lifetime").hides("─ Trace")
		d.press("/").write("keepalive").press("enter", "space").row("*~SO_KEEPALIVE", "on", "off", "any time", "inherited")
		d.press("u").row("*~SO_KEEPALIVE", "off").shows("undone: setsockopt a SO_KEEPALIVE off")
		d.press("u").shows("no setsockopt or epoll_ctl to undo")
		d.press("esc", "esc").shows("─ Trace").row("setsockopt(a, SOL_SOCKET, SO_KEEPALIVE, [0], 4) = 0")
	})
}

func TestAnOptionGoesBackToItsDefault(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.press("n", "t", ":").write("setsockopt s TCP_KEEPCNT 3").press("enter", "esc", "o").write("keepcnt").press("enter")
		d.row("*", "TCP_KEEPCNT", "3", "fresh 9").press("d").row("*", "TCP_KEEPCNT", "9")
		d.press("u").row("*", "TCP_KEEPCNT", "3")
	})
}

func TestTheInheritanceOfOptions(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.connection().row("▸", "a", "ESTABLISHED").press("f", "=").row("▸ s", "LISTEN", "what accept passed on")
		d.press("enter").shows("where a and s differ").row("SO_ACCEPTCONN", "off", "on").hides("SO_KEEPALIVE")
		d.press("=").hides("differ").shows("SO_KEEPALIVE")
	})
}

func TestGroupsOfOptions(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.press("n", "t", "f").row("lifetime  ").press("]").row("▸", "SO_REUSEADDR").press("]").row("▸", "SO_KEEPALIVE")
		d.press("[").row("▸", "SO_REUSEADDR").press("v").row("SOL_SOCKET  ").hides("lifetime  ")
	})
}

func TestAnOptionWhoseReadingClearsIt(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.press("n", "t", ":").write("connect s 127.0.0.1:1").press("enter", "esc", "f", "/").write("so_error").press("enter")
		d.row("SO_ERROR", "not read", "press r: reading").press("r").row("SO_ERROR", "ECONNREFUSED", "read ")
		d.press("r").row("SO_ERROR", "0", "read ")
	})
}

func TestTheFullPageEndsWithItsSocket(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.press("n", "t").row("▸", "s", "CLOSED").press("f").shows("GRANTED").press("x").shows("─ Sockets", "─ Trace")
	})
}

func TestACallIsSeenWhereverTheTraceWasScrolledTo(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.connection().press("tab", "tab").shows("▪ Trace").press("up", "up", "up").shows("6 of 9")
		d.press("esc", "p").row("10", "poll(").hides("of 10")
	})
}
