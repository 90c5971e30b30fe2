package system

import "testing"

// BenchmarkEach measures listing all sockets of the machine, with and without their owners.
func BenchmarkEach(b *testing.B) {
	for name, w := range map[string]Wanted{
		"tcp": {Scope: TCP}, "tcp-show": {Scope: TCP, Show: Everything.Show}, "udp": {Scope: UDP}, "unix": {Scope: Unix}, "other": {Scope: Other},
		"own": {Scope: All, Show: Everything.Show}, "networks": {Scope: All, Show: Everything.Show, Networks: true}, "owners": Everything,
	} {
		b.Run(name, func(b *testing.B) {
			var text []byte
			for b.Loop() {
				n := 0
				if _, err := Each(w, func(r *Row) {
					n++
					text = r.AppendJSON(text[:0])
				}); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(n), "sockets")
			}
		})
	}
}
