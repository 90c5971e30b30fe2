package uitest

import "testing"

// Using keys alone, a person makes a connection on an empty bench, sends over it, looks at it, and closes
// it.
func TestFromAnEmptyBenchToAClosedConnection(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.shows("Welcome", "a TCP connection being made")

		d.press("n").shows("A new socket", "s = socket tcp nonblock")
		d.press("t").row("▸", "s", "tcp4", "CLOSED").hides("Welcome")
		d.row("socket(AF_INET", "= ", "<s>")

		d.press("b").row("›", "bind s 127.0.0.1:0")
		d.press("enter").row("bind(s, {AF_INET, 127.0.0.1:0}, 16) = 0")

		d.press("l").row("›", "listen s 5")
		d.press("enter").row("▸", "s", "LISTEN", "0/5")

		d.press("a").row("accept4(s, NULL, NULL, SOCK_NONBLOCK) = -1 EAGAIN")
		d.shows("── why a = accept s nonblock")

		d.press("n", "t").row("▸", "c", "tcp4", "CLOSED")
		d.press("c").row("›", "connect c @s")
		d.press("enter").row("connect(c,", "EINPROGRESS")
		d.row("▸", "c", "ESTABLISHED").row(" s ", "LISTEN", "1/5")

		d.press("up").row("▸", "s", "LISTEN")
		d.press("a").row("accept4(s, NULL, NULL, SOCK_NONBLOCK) =", "<a>")
		d.row("▸", "a", "ESTABLISHED").row(" s ", "LISTEN", "0/5")

		d.press("up").row("▸", "c")
		d.press("w").row("›", `send c "hello"`)
		d.press("enter").row(`send`, `"hello"`, "= 5")
		d.press("down").row("▸", "a", "ESTABLISHED", " 5 ").row("Recv-Q 5")

		d.press("o").write("nodelay").press("enter").row("TCP_NODELAY", "off")
		d.press("down", "down", "down", "space").row("setsockopt(a", "TCP_NODELAY", "= 0")
		d.row("*", "TCP_NODELAY", "on")
		d.press("esc", "esc").shows("▪ Sockets")

		d.press("r").row("›", "recv a 4096")
		d.press("enter").row("recv", `"hello"`, "= 5").row("Recv-Q 0")

		d.press("x").row("close(a) = 0").row(" c ", "CLOSE-WAIT")
		d.press("up", "up").press("x")
	})
}
