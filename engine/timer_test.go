package engine

import "testing"

// The timers that ss -o shows, for a connection from its first SYN to TIME-WAIT. A filter that drops everything holds
// back acknowledgments.
func TestTimers(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	r.run(`
		s = server 127.0.0.1:7000
		c = client @s
		a = accept s
		expect s.timer == off
		within 5s expect c.timer == off
		setsockopt c SO_KEEPALIVE on
		setsockopt c TCP_KEEPIDLE 100s
		expect c.timer == keepalive
		expect c.timer.left > 90s
		expect c.timer.tries == 0
		setsockopt a SO_ATTACH_FILTER drop
		send c "x"
		expect c.timer == on
		within 9s expect c.timer.tries >= 1
		setsockopt a SO_DETACH_FILTER
		within 9s expect c.timer == keepalive
		close c
		within 9s expect c.state == FIN-WAIT-2
		recv a 9 => "x"
		close a
		within 9s expect c.state == TIME-WAIT
		expect c.timer == timewait
		expect c.timer.left > 30s
		setsockopt s SO_ATTACH_FILTER drop
		x = socket tcp nonblock
		connect x @s => EINPROGRESS
		expect x.timer == retransmit
		within 9s expect x.timer.tries >= 1
		y = socket tcp
		expect y.timer == off
		u = socket udp`)
	if e := r.line("expect u.timer == off", "u"); e.Problem == "" {
		t.Errorf("UDP has a timer: %+v", e)
	}
}
