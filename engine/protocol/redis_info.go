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
	if wants("stats") {
		t := s.Totals
		fmt.Fprintf(&b, "# Stats\r\ntotal_connections_received:%d\r\ntotal_commands_processed:%d\r\ntotal_net_input_bytes:%d\r\ntotal_net_output_bytes:%d\r\nrejected_connections:%d\r\n\r\n",
			t.Accepted, t.Messages, t.In, t.Out, t.Refused)
	}
	r.reply.text(b.String())
}
