package swarm

import (
	"cmp"
	"fmt"
	"strconv"

	"netnet-tui/engine/swarm"
	"netnet-tui/sessions/output"
)

// line says in one line how a swarm does.
func line(r swarm.Report) string {
	text := fmt.Sprintf("%4.0fs  %s connected  %s messages/s", r.Elapsed, count(uint64(r.Connected)), count(uint64(r.PerSecond)))
	if r.Latency.Count > 0 {
		text += fmt.Sprintf("  p50 %s  p99 %s", took(r.Latency.P50), took(r.Latency.P99))
	}
	if failed := failures(r); failed > 0 {
		text += fmt.Sprintf("  %s errors", count(failed))
	}
	if r.Mismatches > 0 {
		text += fmt.Sprintf("  %s mismatches", count(r.Mismatches))
	}
	return text
}

func failures(r swarm.Report) (sum uint64) {
	for _, f := range r.Errors {
		sum += f.Count
	}
	return sum
}

// whole is the report for people to read. What did not happen is left out.
func whole(r swarm.Report) string {
	var b output.Page
	row := func(name, format string, args ...any) {
		b.Line("%-12s "+format, append([]any{name}, args...)...)
	}
	row("swarm", "%s clients of %s to %s for %.1fs, seed %d", count(uint64(r.Clients)), r.Protocol, r.Address, r.Elapsed, r.Seed)
	if d := r.Datagrams; d != nil {
		row("sockets", "%s, %s at the end", count(r.Connections), count(uint64(r.Connected)))
		row("datagrams", "%s sent", count(d.Sent))
	} else {
		row("connections", "%s, %s at the end", count(r.Connections), count(uint64(r.Connected)))
	}
	row("messages", "%s, %s a second", count(r.Messages), count(uint64(r.PerSecond)))
	row("bytes", "%s in, %s out", count(r.In), count(r.Out))
	durations(row, "latency", r.Latency)
	durations(row, "connecting", r.Connect)
	for _, f := range r.Errors {
		row("error", "%s %s, %s", f.Call, f.Errno, times(f.Count))
	}
	tally := cmp.Or(r.Datagrams, &swarm.Tally{})
	for _, part := range []struct {
		name, what string
		count      uint64
	}{
		{"ended", "connections that the server ended too early", r.Ended},
		{"lost", "messages that were not answered", r.Lost},
		{"cut", "connections ended on purpose, with RST or within a message", r.Cut},
		{"late", "of the lost ones were answered after all", tally.Late},
		{"duplicates", "answers to datagrams that had been answered", tally.Duplicates},
		{"reordered", "answers that came after the answer to a later datagram", tally.Reordered},
		{"refused", "times a client was told that nothing receives datagrams there: ECONNREFUSED", tally.Refused},
	} {
		if part.count > 0 {
			row(part.name, "%s %s", count(part.count), part.what)
		}
	}
	if r.First != nil {
		row("mismatches", "%s; the first: %s", count(r.Mismatches), r.First)
	}
	row("verified", "%s", verdict(r))
	return b.String()
}

func durations(row func(string, string, ...any), name string, q swarm.Quantiles) {
	if q.Count > 0 {
		row(name, "p50 %s, p99 %s, p99.9 %s, max %s", took(q.P50), took(q.P99), took(q.P999), took(q.Max))
	}
}

func verdict(r swarm.Report) string {
	switch {
	case r.Mismatches > 0:
		return "no: wrong bytes came back"
	case r.Connections == 0:
		return "no: no client could connect"
	case r.Unheard():
		return "no: nothing receives datagrams there"
	case !r.Verified:
		return "no: nothing was answered"
	case !r.Faultless():
		return "no: every byte that came was right, but messages were lost"
	case r.Lost > 0 && r.Datagrams != nil:
		return "yes: every byte that came was right, and not all came, as datagrams may"
	case r.Lost > 0:
		return "every byte that came was right, but not all came"
	}
	return "yes: every byte that came was right"
}

func times(n uint64) string {
	if n == 1 {
		return "once"
	}
	return count(n) + " times"
}

// took formats a duration in microseconds.
func took(us float64) string {
	switch {
	case us >= 1e6:
		return fmt.Sprintf("%.2fs", us/1e6)
	case us >= 1e3:
		return fmt.Sprintf("%.2fms", us/1e3)
	}
	return fmt.Sprintf("%.1fµs", us)
}

// count formats a number with its thousands separated.
func count(n uint64) string {
	text := strconv.FormatUint(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
