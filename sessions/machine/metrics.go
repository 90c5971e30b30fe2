package machine

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"strings"

	"netnet-tui/engine/openmetrics"
	"netnet-tui/engine/status"
	"netnet-tui/engine/system"
)

// family is a family of metrics that are counted.
type family struct {
	name, unit, help string // the name ends in the unit, if there is one
	counter          bool   // otherwise a gauge
	labels           []string
	samples          map[string]uint64 // by the values of the labels, joined by key
}

// key joins the values of labels.
func key(values ...string) string { return strings.Join(values, "\x00") }

func (f *family) add(n uint64, values ...string) {
	if f.samples == nil {
		f.samples = map[string]uint64{}
	}
	f.samples[key(values...)] += n
}

// write writes the family with its samples in order.
func (f *family) write(to *openmetrics.Text) {
	kind := openmetrics.Gauge
	if f.counter {
		kind = openmetrics.Counter
	}
	to.Family(f.name, kind, f.unit, f.help)
	for _, k := range slices.Sorted(maps.Keys(f.samples)) {
		var labels []string
		if len(f.labels) > 0 {
			for i, value := range strings.SplitN(k, "\x00", len(f.labels)) {
				labels = append(labels, f.labels[i], value)
			}
		}
		to.Sample(float64(f.samples[k]), labels...)
	}
}

// exposition returns families as a complete text.
func exposition(families ...*family) []byte {
	var to openmetrics.Text
	for _, f := range families {
		f.write(&to)
	}
	return to.End()
}

// gauges is a printer that counts rows.
type gauges struct {
	sockets, processes, queues, waiting, backlog, stalled family
}

func newGauges() *gauges {
	g := &gauges{
		sockets:   family{name: "netnet_sockets", help: "Sockets by protocol and state.", labels: []string{"protocol", "state"}},
		processes: family{name: "netnet_process_sockets", help: "Sockets by the name of their process.", labels: []string{"process", "protocol"}},
		queues:    family{name: "netnet_queue_bytes", unit: "bytes", help: "Bytes waiting to be read, or to be sent and acknowledged.", labels: []string{"protocol", "queue"}},
		waiting:   family{name: "netnet_accept_queue_connections", unit: "connections", help: "Connections waiting to be accepted.", labels: []string{"protocol", "local"}},
		backlog:   family{name: "netnet_accept_backlog_connections", unit: "connections", help: "The limit of connections waiting to be accepted.", labels: []string{"protocol", "local"}},
		stalled:   family{name: "netnet_stalled_sockets", help: "Sockets whose bytes are held up, by cause.", labels: []string{"stall"}},
	}
	for _, s := range system.Stalls() {
		g.stalled.add(0, s.Name())
	}
	return g
}

func (g *gauges) row(r *system.Row) {
	protocol := r.ProtocolName()
	g.sockets.add(1, protocol, string(r.StateName()))
	for i, o := range r.Owners {
		if !slices.ContainsFunc(r.Owners[:i], func(before system.Owner) bool { return before.Name == o.Name }) {
			g.processes.add(1, o.Name, protocol)
		}
	}
	switch {
	case r.StateName() == status.StateListen && r.HasCookie:
		g.waiting.add(uint64(r.Receive), protocol, r.LocalText())
		g.backlog.add(uint64(r.Send), protocol, r.LocalText())
	case r.StateName() != status.StateListen:
		g.queues.add(uint64(r.Receive), protocol, "receive")
		g.queues.add(uint64(r.Send), protocol, "send")
	}
	if r.Stall != "" {
		g.stalled.add(1, r.Stall.Name())
	}
}

func (g *gauges) end(out io.Writer) error {
	_, err := out.Write(exposition(&g.sockets, &g.processes, &g.queues, &g.waiting, &g.backlog, &g.stalled))
	return err
}

// happening is a kind of change that is counted: the event, the protocol of the socket, and how it ended or which state
// it reached.
type happening struct {
	event        system.Event
	protocol, to string
}

func of(c *system.Change) happening {
	h := happening{event: c.Event, protocol: c.Row.ProtocolName()}
	switch c.Event {
	case system.Born:
	case system.Died:
		h.to = string(c.Ending)
	case system.Changed:
		h.to = string(c.Row.StateName())
	}
	return h
}

// metrics returns what was counted.
func (t *teller) metrics(lost int) []byte {
	births := family{name: "netnet_socket_births", help: "Sockets that appeared while watching.", counter: true, labels: []string{"protocol"}}
	changes := family{name: "netnet_socket_changes", help: "Changes of socket states, by the new state.", counter: true, labels: []string{"protocol", "state"}}
	deaths := family{name: "netnet_socket_deaths", help: "Sockets that ended, by how they ended.", counter: true, labels: []string{"protocol", "ending"}}
	overflows := family{name: "netnet_deaths_lost", help: "Times that sockets ended faster than that could be read, so some are missing.", counter: true}
	for h, n := range t.happened {
		switch h.event {
		case system.Born:
			births.add(uint64(n), h.protocol)
		case system.Changed:
			changes.add(uint64(n), h.protocol, h.to)
		case system.Died:
			deaths.add(uint64(n), h.protocol, cmp.Or(h.to, "not-known"))
		}
	}
	overflows.add(uint64(lost))
	return exposition(&births, &changes, &deaths, &overflows)
}
