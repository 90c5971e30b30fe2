package status

import (
	"math"
	"strconv"
	"time"
)

// Timer is the timer of TCP that runs for a socket, as ss -o shows it.
type Timer string

// The timers.
const (
	TimerOff        Timer = "off"
	TimerRetransmit Timer = "retransmit" // what was sent has not been acknowledged: "on" of ss
	TimerKeepalive  Timer = "keepalive"  // also that of FIN-WAIT-2
	TimerTimeWait   Timer = "timewait"
	TimerPersist    Timer = "persist" // the peer's window is shut: it is probed
)

// Timers lists every timer.
func Timers() []Timer {
	return []Timer{TimerOff, TimerRetransmit, TimerKeepalive, TimerTimeWait, TimerPersist}
}

// formatLeft prints a time that is left, as a script writes a duration.
func formatLeft(d time.Duration) string {
	if d < time.Second {
		return strconv.FormatInt(d.Milliseconds(), 10) + "ms"
	}
	return strconv.FormatFloat(math.Round(d.Seconds()*10)/10, 'f', -1, 64) + "s"
}
