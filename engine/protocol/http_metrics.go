package protocol

import (
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/engine/status"
)

// exposition builds a text of OpenMetrics 1.0.
type exposition struct{ strings.Builder }

// metrics is the status of a server in the text format of OpenMetrics 1.0.
func metrics(s status.Server) string {
	var e exposition
	e.family("netnet_server", "info", "", "What the event loop is set to.")
	e.sample("netnet_server_info", labels("readiness", s.Readiness, "gear", string(s.Gear), "policy", s.Policy), 1)
	e.one("netnet_up_seconds", "gauge", "seconds", "Time since the event loop began.", s.Up)
	e.one("netnet_starved", "gauge", "", "1 while there is no descriptor to accept with.", truth(s.Starved))
	e.one("netnet_draining", "gauge", "", "1 while no new connections are taken.", truth(s.Draining))

	t := s.Totals
	e.one("netnet_connections_open", "gauge", "", "Connections that are open now.", float64(t.Open))
	e.one("netnet_connections_accepted", "counter", "", "Connections accepted.", float64(t.Accepted))
	e.one("netnet_connections_closed", "counter", "", "Connections closed.", float64(t.Closed))
	e.one("netnet_connections_refused", "counter", "", "Connections accepted and closed at once.", float64(t.Refused))
	e.one("netnet_connections_reset", "counter", "", "Connections ended by an error.", float64(t.Reset))
	e.one("netnet_connections_timed_out", "counter", "", "Connections closed because nothing moved.", float64(t.TimedOut))
	e.one("netnet_connections_over_memory", "counter", "", "Connections reset because they held too much.", float64(t.OverMemory))
	e.one("netnet_memory_held_bytes", "gauge", "bytes", "What the connections hold.", float64(s.Memory.Held))
	e.one("netnet_memory_max_bytes", "gauge", "bytes", "What all of them may hold.", float64(s.Memory.Max))
	e.one("netnet_memory_connection_max_bytes", "gauge", "bytes", "What one of them may hold.", float64(s.Memory.PerConnection))
	e.one("netnet_messages", "counter", "", "Messages answered.", float64(t.Messages))
	e.one("netnet_datagrams", "counter", "", "Datagrams received.", float64(t.Datagrams))
	e.one("netnet_received_bytes", "counter", "bytes", "Bytes received.", float64(t.In))
	e.one("netnet_sent_bytes", "counter", "bytes", "Bytes sent.", float64(t.Out))

	l := s.Loop
	e.one("netnet_loop_iterations", "counter", "", "Iterations of the event loop.", float64(l.Iterations))
	e.one("netnet_loop_wakeups", "counter", "", "Waits that found something.", float64(l.Wakeups))
	e.one("netnet_loop_wasted_wakeups", "counter", "", "Wakeups after which nothing moved.", float64(l.Wasted))
	e.one("netnet_loop_working_seconds", "counter", "seconds", "Time spent working.", l.Working.Seconds())
	e.one("netnet_loop_waiting_seconds", "counter", "seconds", "Time spent waiting.", l.Waiting.Seconds())

	e.family("netnet_calls", "counter", "", "System calls by their answer; errno is empty where it went well.")
	for _, c := range s.Calls {
		e.sample("netnet_calls_total", labels("call", c.Name, "errno", c.Errno), float64(c.Count))
	}
	e.listeners(s.Listeners)
	e.WriteString("# EOF\n")
	return e.String()
}

// listeners writes samples of every listener, grouped by family.
func (e *exposition) listeners(all []status.Listener) {
	each := func(name, suffix, kind, help string, value func(status.Listener) *float64) {
		e.family(name, kind, "", help)
		for _, l := range all {
			if v := value(l); v != nil {
				e.sample(name+suffix, labels("listener", l.Name, "address", l.Address, "protocol", l.Protocol), *v)
			}
		}
	}
	number := func(n float64) *float64 { return &n }
	maybe := func(n *int) *float64 {
		if n == nil {
			return nil
		}
		return number(float64(*n))
	}
	each("netnet_listener_connections", "", "gauge", "Connections of a listener that are open now.",
		func(l status.Listener) *float64 { return number(float64(l.Connections)) })
	each("netnet_listener_accepted", "_total", "counter", "Connections a listener accepted.",
		func(l status.Listener) *float64 { return number(float64(l.Accepted)) })
	each("netnet_listener_accept_queue", "", "gauge", "Connections in the accept queue.",
		func(l status.Listener) *float64 { return maybe(l.Queue) })
	each("netnet_listener_backlog", "", "gauge", "Limit of the accept queue.",
		func(l status.Listener) *float64 { return maybe(l.Backlog) })
}

// one writes a family of one sample. The sample of a counter has a suffix that its family does not have.
func (e *exposition) one(name, kind, unit, help string, value float64) {
	e.family(name, kind, unit, help)
	if kind == "counter" {
		name += "_total"
	}
	e.sample(name, "", value)
}

func (e *exposition) family(name, kind, unit, help string) {
	fmt.Fprintf(&e.Builder, "# TYPE %s %s\n", name, kind)
	if unit != "" {
		fmt.Fprintf(&e.Builder, "# UNIT %s %s\n", name, unit)
	}
	fmt.Fprintf(&e.Builder, "# HELP %s %s\n", name, help)
}

func (e *exposition) sample(name, labels string, value float64) {
	fmt.Fprintf(&e.Builder, "%s%s %s\n", name, labels, strconv.FormatFloat(value, 'f', -1, 64))
}

// labels writes names and values in turn.
func labels(pairs ...string) string {
	escape := strings.NewReplacer("\\", "\\\\", "\"", "\\\"", "\n", "\\n")
	var b strings.Builder
	for i := 0; i < len(pairs); i += 2 {
		fmt.Fprintf(&b, ",%s=\"%s\"", pairs[i], escape.Replace(pairs[i+1]))
	}
	return "{" + b.String()[1:] + "}"
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
