package system

import (
	"net"
	"os/exec"
	"testing"
	"time"
)

// TestANetworkGoesWithItsLastProcess constantly looks at a network with a cable into it: when its process ends, so does
// the network, and the cable with it. Anything of it that was kept open would keep both.
func TestANetworkGoesWithItsLastProcess(t *testing.T) {
	newRig(t)
	if _, err := exec.LookPath("ip"); err != nil {
		t.Skip("ip is not installed, which makes the cable")
	}
	cmd, port := elsewhere(t)
	const here = "gone0"
	if out, err := exec.Command("ip", "link", "add", here, "type", "veth", "peer", "name", "gone1", "netns", itoa(cmd.Process.Pid)).CombinedOutput(); err != nil {
		t.Skipf("there is no cable here: %v: %s", err, out)
	}
	l := newLive(t, Everything)
	listens := func() (found bool) {
		l.Rows(func(row *Row) {
			found = found || row.Listening() && int(row.Local.IP.Port()) == port && !row.Network.Ours()
		})
		return found
	}
	l.until("the listener", listens)
	for range 20 {
		l.Look(time.Now(), showAll)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	l.until("the end of the cable", func() bool {
		_, err := net.InterfaceByName(here)
		return err != nil
	})
	t.Logf("the network was gone %v after its last process was killed, while it was looked at all the time", time.Since(begun))
	l.until("the death of the listener", func() bool { return !listens() })
}
