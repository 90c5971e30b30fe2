package status

import (
	"math"
	"strconv"
	"time"
)

// Timer is the TCP timer that is running for a socket, as in ss -o.
type Timer string

// The timers.
const (
	TimerOff        Timer = "off"
	TimerRetransmit Timer = "retransmit" // data sent has not been acknowledged; ss calls it "on"
	TimerKeepalive  Timer = "keepalive"  // also used in FIN-WAIT-2
	TimerTimeWait   Timer = "timewait"
	TimerPersist    Timer = "persist" // the peer's window is zero and is being probed
)

// Timers returns every timer.
func Timers() []Timer {
	return []Timer{TimerOff, TimerRetransmit, TimerKeepalive, TimerTimeWait, TimerPersist}
}

// formatLeft formats the time left, as a script writes a duration.
func formatLeft(d time.Duration) string {
	if d < time.Second {
		return strconv.FormatInt(d.Milliseconds(), 10) + "ms"
	}
	return strconv.FormatFloat(math.Round(d.Seconds()*10)/10, 'f', -1, 64) + "s"
}
