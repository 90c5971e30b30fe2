package protocol

import (
	"fmt"
	"strings"

	"netnet-tui/engine/status"
)

// info replies with the status of the server, in the fields of Redis where it has them.
func (r *Redis) info(call redisCall) {
	wants := func(section string) bool {
		for _, arg := range call.args[1:] {
			if is(arg, section) || is(arg, "all") || is(arg, "default") || is(arg, "everything") {
				return true
			}
		}
		return len(call.args) == 1
	}
	s := r.status.get(call.conn.Now(), func() status.Server { return r.host.Status(0) })
	var b strings.Builder
	if wants("server") {
		fmt.Fprintf(&b, "# Server\r\nredis_version:%s\r\nserver_name:netnet-tui\r\nredis_mode:standalone\r\nmultiplexing_api:%s\r\nuptime_in_seconds:%d\r\n\r\n",
			redisVersion, s.Readiness, int64(s.Up))
	}
	if wants("clients") {
		fmt.Fprintf(&b, "# Clients\r\nconnected_clients:%d\r\n\r\n", s.Totals.Open)
	}
	if wants("memory") {
		used, most := r.store.bytes, r.store.most()
		fmt.Fprintf(&b, "# Memory\r\nused_memory:%d\r\nused_memory_human:%s\r\nmaxmemory:%d\r\nmaxmemory_human:%s\r\nmaxmemory_policy:%s\r\n\r\n",
			used, redisSize(used), most, redisSize(most), redisPolicy)
	}
	if wants("stats") {
		t := s.Totals
		fmt.Fprintf(&b, "# Stats\r\ntotal_connections_received:%d\r\ntotal_commands_processed:%d\r\ntotal_net_input_bytes:%d\r\ntotal_net_output_bytes:%d\r\nrejected_connections:%d\r\n\r\n",
			t.Accepted, t.Messages, t.In, t.Out, t.Refused)
	}
	if n := r.store.keys.len(); wants("keyspace") {
		b.WriteString("# Keyspace\r\n")
		if n > 0 {
			fmt.Fprintf(&b, "db0:keys=%d,expires=%d,avg_ttl=0\r\n", n, len(r.store.expiring))
		}
		b.WriteString("\r\n")
	}
	r.reply.text(b.String())
}

// redisSize writes a number of bytes as Redis does.
func redisSize(bytes int) string {
	size, unit := float64(bytes), "B"
	for _, next := range []string{"K", "M", "G"} {
		if size < 1024 {
			break
		}
		size, unit = size/1024, next
	}
	if unit == "B" {
		return fmt.Sprint(bytes, unit)
	}
	return fmt.Sprintf("%.2f%s", size, unit)
}
