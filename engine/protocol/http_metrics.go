package protocol

import (
	"netnet-tui/engine/openmetrics"
	"netnet-tui/engine/status"
)

// text builds the metrics of a server.
type text struct{ openmetrics.Text }

// metrics returns the status of a server in the text format of OpenMetrics 1.0.
func metrics(s status.Server) string {
	var e text
	e.Family("netnet_server", openmetrics.Info, "", "What the event loop is set to.")
	e.Sample(1, "readiness", s.Readiness, "gear", string(s.Gear), "policy", s.Policy)
	e.One("netnet_up_seconds", openmetrics.Gauge, "seconds", "Time since the event loop began.", s.Up)
	e.One("netnet_starved", openmetrics.Gauge, "", "1 while there is no descriptor to accept with.", truth(s.Starved))
	e.One("netnet_draining", openmetrics.Gauge, "", "1 while no new connections are taken.", truth(s.Draining))

	t := s.Totals
	e.One("netnet_connections_open", openmetrics.Gauge, "", "Connections that are open now.", float64(t.Open))
	e.One("netnet_connections_accepted", openmetrics.Counter, "", "Connections accepted.", float64(t.Accepted))
	e.One("netnet_connections_closed", openmetrics.Counter, "", "Connections closed.", float64(t.Closed))
	e.One("netnet_connections_refused", openmetrics.Counter, "", "Connections accepted and closed at once.", float64(t.Refused))
	e.One("netnet_connections_reset", openmetrics.Counter, "", "Connections ended by an error.", float64(t.Reset))
	e.One("netnet_connections_timed_out", openmetrics.Counter, "", "Connections closed because nothing moved.", float64(t.TimedOut))
	e.One("netnet_connections_over_memory", openmetrics.Counter, "", "Connections reset because they held too much.", float64(t.OverMemory))
	e.One("netnet_memory_held_bytes", openmetrics.Gauge, "bytes", "What the connections hold.", float64(s.Memory.Held))
	e.One("netnet_memory_max_bytes", openmetrics.Gauge, "bytes", "What all of them may hold.", float64(s.Memory.Max))
	e.One("netnet_memory_connection_max_bytes", openmetrics.Gauge, "bytes", "What one of them may hold.", float64(s.Memory.PerConnection))
	e.One("netnet_messages", openmetrics.Counter, "", "Messages answered.", float64(t.Messages))
	e.One("netnet_datagrams", openmetrics.Counter, "", "Datagrams received.", float64(t.Datagrams))
	e.One("netnet_received_bytes", openmetrics.Counter, "bytes", "Bytes received.", float64(t.In))
	e.One("netnet_sent_bytes", openmetrics.Counter, "bytes", "Bytes sent.", float64(t.Out))

	l := s.Loop
	e.One("netnet_loop_iterations", openmetrics.Counter, "", "Iterations of the event loop.", float64(l.Iterations))
	e.One("netnet_loop_wakeups", openmetrics.Counter, "", "Waits that found something.", float64(l.Wakeups))
	e.One("netnet_loop_wasted_wakeups", openmetrics.Counter, "", "Wakeups after which nothing moved.", float64(l.Wasted))
	e.One("netnet_loop_working_seconds", openmetrics.Counter, "seconds", "Time spent working.", l.Working.Seconds())
	e.One("netnet_loop_waiting_seconds", openmetrics.Counter, "seconds", "Time spent waiting.", l.Waiting.Seconds())

	e.Family("netnet_calls", openmetrics.Counter, "", "System calls by their answer; errno is empty where it went well.")
	for _, c := range s.Calls {
		e.Sample(float64(c.Count), "call", c.Name, "errno", c.Errno)
	}
	e.listeners(s.Listeners)
	return string(e.End())
}

// listeners writes samples of every listener, grouped by family.
func (e *text) listeners(all []status.Listener) {
	each := func(name string, kind openmetrics.Kind, help string, value func(status.Listener) *float64) {
		e.Family(name, kind, "", help)
		for _, l := range all {
			if v := value(l); v != nil {
				e.Sample(*v, "listener", l.Name, "address", l.Address, "protocol", l.Protocol)
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
	each("netnet_listener_connections", openmetrics.Gauge, "Connections of a listener that are open now.",
		func(l status.Listener) *float64 { return number(float64(l.Connections)) })
	each("netnet_listener_accepted", openmetrics.Counter, "Connections a listener accepted.",
		func(l status.Listener) *float64 { return number(float64(l.Accepted)) })
	each("netnet_listener_accept_queue", openmetrics.Gauge, "Connections in the accept queue.",
		func(l status.Listener) *float64 { return maybe(l.Queue) })
	each("netnet_listener_backlog", openmetrics.Gauge, "Limit of the accept queue.",
		func(l status.Listener) *float64 { return maybe(l.Backlog) })
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
