package why

import (
	"fmt"
	"strings"
	"time"

	"netnet-tui/engine/status"
)

// mostReady is how many ready sockets one event tells about.
const mostReady = 3

func (s scene) toldReady() []string {
	got := s.event.Got
	if s.call.Ret == 0 || got == "none" {
		return []string{s.noneReady()}
	}
	words := strings.Fields(got)
	var said []string
	for _, word := range words {
		if name, events, ok := strings.Cut(word, ":"); ok && len(said) < mostReady {
			said = append(said, s.readySocket(name, bits(events))...)
		}
	}
	if len(said) == 0 {
		return []string{fmt.Sprintf("%s: %s ready.", s.call.Name, count(s.call.Ret, "descriptor"))}
	}
	if more := len(words) - mostReady; more > 0 {
		said = append(said, fmt.Sprintf("%d more are ready.", more))
	}
	return said
}

func (s scene) noneReady() string {
	who := "None of the sockets is ready"
	if s.call.Name == "epoll_wait" {
		who = fmt.Sprintf("Nothing is on the ready list of %s", s.whom())
	}
	switch ms := s.timeout(); {
	case ms == 0:
		return who + "; the timeout was 0, so the call looked and returned."
	case ms > 0:
		return fmt.Sprintf("%s; the call slept for its timeout of %s.", who, time.Duration(ms)*time.Millisecond)
	}
	return who + "."
}

// timeout is in milliseconds, -1 where the trace does not print it so.
func (s scene) timeout() int64 {
	switch {
	case s.call.Name == "poll" && s.arg(2) != "":
		return s.size(2)
	case s.call.Name == "epoll_wait" && s.arg(3) != "":
		return s.size(3)
	case s.call.Name == "select" && s.arg(4) == "{tv_sec=0, tv_usec=0}":
		return 0
	}
	return -1
}

// readySocket tells what a ready socket is ready for.
func (s scene) readySocket(name string, events []string) []string {
	var now *status.Condition
	if sight, ok := s.sight(name); ok {
		now = sight.After
	}
	has := map[string]bool{}
	for _, event := range events {
		has[event] = true
	}
	var is []string
	if has["in"] {
		is = append(is, "readable"+readable(now, has["err"]))
	}
	if has["out"] {
		is = append(is, "writable")
	}
	var said []string
	if len(is) > 0 {
		said = append(said, fmt.Sprintf("%s is %s.", name, strings.Join(is, " and ")))
	}
	if has["pri"] {
		said = append(said, fmt.Sprintf("%s has urgent data (pri).", name))
	}
	if has["err"] {
		said = append(said, fmt.Sprintf("%s has an error pending; getsockopt SO_ERROR tells and clears it.", name))
	}
	switch {
	case has["nval"]:
		said = append(said, fmt.Sprintf("%s is no open descriptor.", name))
	case has["hup"] && now != nil && isFreshState(now):
		said = append(said, fmt.Sprintf("%s reports a hang-up because it is not connected.", name))
	case has["hup"] && has["err"]:
		said = append(said, fmt.Sprintf("%s reports a hang-up: it has no connection.", name))
	case has["hup"]:
		said = append(said, fmt.Sprintf("%s reports a hang-up: both directions have ended.", name))
	case has["rdhup"] && now != nil && isTCP(now) && now.State == "ESTABLISHED":
		said = append(said, fmt.Sprintf("The receiving direction of %s is shut down.", name))
	case has["rdhup"]:
		said = append(said, fmt.Sprintf("The peer of %s has ended its direction (rdhup).", name))
	}
	return said
}

func isFreshState(c *status.Condition) bool {
	return (c.State == "CLOSED" || c.State == "UNCONNECTED") && !has(c, "rdhup")
}

// readable tells in brackets why a socket is readable.
func readable(now *status.Condition, failed bool) string {
	switch {
	case now == nil || failed:
		return ""
	case now.State == "LISTEN" && now.Queue != nil:
		return fmt.Sprintf(" (%s to accept)", count(*now.Queue, "connection"))
	case now.State == "LISTEN":
		return " (a connection to accept)"
	case number(now.Pending) > 0:
		return fmt.Sprintf(" (%s)", count(*now.Pending, "byte"))
	case has(now, "rdhup"):
		return " (the end of the stream)"
	}
	return ""
}

func (s scene) toldInterest() []string {
	other := descriptorName(s.arg(2))
	switch s.arg(1) {
	case "EPOLL_CTL_DEL":
		return []string{fmt.Sprintf("%s is off the interest list of %s.", other, s.whom())}
	case "EPOLL_CTL_MOD":
		return []string{fmt.Sprintf("%s watches %s with the new events; if it is ready now, it is reported anew, even edge-triggered.", s.who(), other)}
	}
	said := fmt.Sprintf("%s is on the interest list of %s until its last descriptor is closed", other, s.whom())
	events := s.arg(3)
	switch {
	case strings.Contains(events, "EPOLLET"):
		said += "; edge-triggered: reported once when something new arrives, so receive until EAGAIN"
	case !strings.Contains(events, "EPOLLONESHOT"):
		said += "; level-triggered: reported as long as it is ready"
	}
	if strings.Contains(events, "EPOLLONESHOT") {
		said += "; one-shot: silent after the first report until MOD"
	}
	if strings.Contains(events, "EPOLLEXCLUSIVE") {
		said += "; exclusive: not every epoll that watches it is woken"
	}
	return []string{said + "."}
}
