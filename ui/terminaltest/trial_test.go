package terminaltest

import (
	"os/exec"
	"testing"
)

// TestTryingInALab calls accept on a socket that does not listen, and tries the remedy in a real lab: a
// second engine exists while the copy is being made.
func TestTryingInALab(t *testing.T) {
	if out, err := exec.Command(binary, "run", "--lab", "/dev/null").CombinedOutput(); err != nil {
		t.Skipf("no lab here: %s", out)
	}
	p := open(t, 80, 24)
	p.start()
	p.keys("n", "t")
	p.shows("<s>")
	p.keys("b", "Enter")
	p.shows("bind(s,")
	p.keys("a", "a") // the second press asks the kernel anyway
	p.shows("EINVAL")
	p.keys("BTab", "t")
	p.shows("in a copy: a = accept s", "try   listen s", "It changes the answer of accept from EINVAL to EAGAIN")
	p.waitFor("the end of the copy's engine", func(string) bool { return len(p.pids("engine")) == 1 })
	p.keys("Enter")
	p.shows("listen(s, 5) = 0")
	p.keys("C-c")
	p.shows("leave")
	p.keys("y")
	p.whole()
}
