package uitest

import (
	"testing"
	"time"
)

// The state diagram stays in view while keys make and end a connection.
func TestTheStateDiagram(t *testing.T) {
	run(t, setup{w: 80, h: 24}, func(d *terminal) {
		d.line("s = server 127.0.0.1:0").press("g").shows("States of TCP", "━━ s LISTEN", "LISTEN ● s", "s 1: listen").hides("▸ s")
		d.line("c = client @s").line("a = accept s").shows("━━ a ESTABLISHED", "┅┅ c ESTABLISHED", "ESTABLISHED ● a ● c", "SYN-SENT ○")
		d.press("up").shows("━━ c ESTABLISHED", "┅┅ a ESTABLISHED")
		d.press("d", "w").shows("c 4: shutdown", "a 4: rcv FIN", "CLOSE-WAIT ● a", "4 shutdown c wr → 0")
		d.press("down", "x").shows("a 5: close", "TIME-WAIT ● c", "CLOSED ● a")
		d.press("ctrl+p").write("states").shows("show the TCP state diagram").press("esc").shows("States of TCP")
		d.press("esc").hides("States of TCP").shows("▪ Sockets").press("g", "g").hides("States of TCP")
		d.press("g", "tab").shows("▪ c").hides("States of TCP").press("g").shows("States of TCP", "TIME-WAIT ● c")
		d.resize(60, 15).shows("c is TIME-WAIT", "FIN-WAIT-1").resize(120, 40).shows("▪ Sockets", "TIME-WAIT ● c", "rcv FIN / snd ACK").hides("Trace")
		d.resize(210, 50).shows("▪ Sockets", "─ Trace", "TIME-WAIT ● c").hides("Inspector").press("f").hides("States of TCP")
	})
}

// A reset is drawn as one, and a socket of another kind has no diagram.
func TestTheStateDiagramOfOthers(t *testing.T) {
	run(t, setup{w: 80, h: 24}, func(d *terminal) {
		d.line("u = socket udp").press("g").shows("the selected socket is not a TCP socket")
		d.line("s = server 127.0.0.1:0").line("c = client @s").line("a = accept s").line("setsockopt c SO_LINGER on,0s").press("up", "x")
		d.shows("c 6: close, RST", "CLOSED ● ")
	})
}

func TestThePollMatrix(t *testing.T) {
	run(t, setup{w: 80, h: 24}, func(d *terminal) {
		d.line("s = server 127.0.0.1:0").line("c = client @s").press("M").shows("What poll says", "of 66 seen").row("LISTEN", "●", "s", "·")
		d.line("a = accept s").line("shutdown c wr").row("CLOSE-WAIT", "● 4 a", "● 4 a", "·", "● 4 a")
		d.press("g").shows("States of TCP").hides("What poll says").press("M").shows("What poll says").press("esc").shows("▪ Sockets")
	})
}

// A row that disappears says why, in its place, and fades.
func TestARowThatGoes(t *testing.T) {
	run(t, setup{w: 80, h: 24}, func(d *terminal) {
		d.line("s = server 127.0.0.1:0").line("c = client @s").line("a = accept s").line("shutdown c wr").press("x")
		d.row(" a", "–", "tcp4", "✕ 5 close a: its FIN is acknowledged").row(" c", "TIME-WAIT")
		d.line("u = socket udp").row(" a", "✕ 5 close a").press("x").row(" u", "✕ 7 close u")
		time.Sleep(6 * time.Second)
		d.idle()
		d.hides("✕").row(" c", "TIME-WAIT").row(" s", "LISTEN")
		d.line("d = client @s").line("b = accept s").line("setsockopt d SO_LINGER on,0s").line("close d").row(" d", "✕ 11 close d: reset")
	})
}

// The inspector shows the queues with their limits and history, and TIME-WAIT counts down.
func TestTheCourseOfQueues(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.line("s = server 127.0.0.1:0 2").row("accept queue 0", "backlog 2", "░░░").line("c = client @s").row("LISTEN", "1/2").line("a = accept s")
		d.row("Recv-Q 0", "░░░░░░░░", "0%").line(`send c 30000*"x"`).row("Recv-Q 30000", "█", "%", "█").line("recv a 30000").row("Recv-Q 0", "█▁")
		d.line("close a").line("shutdown c wr").row("TIME-WAIT ends in 60s", "████").line("close c")
		time.Sleep(2 * time.Second)
	})
}
