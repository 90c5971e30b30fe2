package terminaltest

import "testing"

func TestAForkedProcessByKeys(t *testing.T) {
	p := open(t, 120, 40)
	p.start()
	p.keys("n", "s", "Enter")
	p.shows("listen(s, 5) = 0")
	p.keys("n", "k", "Enter")
	p.shows("getsockopt(c, SOL_SOCKET, SO_ERROR")
	p.keys("F")
	p.shows("fork k →", "k_s", "k_c", "1/5")
	p.keys("Home", "j", "j") // to k_s
	p.shows("k_s  fd ")
	p.keys("w")
	p.shows("! send k_s: a listener has no peer")
	p.keys("a")
	p.shows("accept4(k_s, NULL", "k_a", "0/5")
	p.keys("w")
	p.shows(`› at k send a "hello"`)
	p.keys("Enter")
	p.shows(`sendto(k_a, "hello", 5, 0, NULL, 0) = 5`)
	p.keys("K")
	p.shows("exit k", "closed")
}
