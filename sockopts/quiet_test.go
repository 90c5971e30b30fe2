package sockopts

import "testing"

// TestQuiet checks that Quiet excludes options whose reading has an effect.
func TestQuiet(t *testing.T) {
	for _, o := range Everything() {
		q, ok := o.Quiet()
		level, number := q.QuietRead()
		if want := o.Readable() && o.ReadEffect == "" && o.Call == Sockopt; ok != want || ok && (level != o.LevelNumber() || number != o.Number) {
			t.Errorf("%s %s: level %d, number %d, %v", o.Level, o.Name, level, number, ok)
		}
	}
	for _, name := range []string{"SO_ERROR", "SO_PEERPIDFD", "TCP_ZEROCOPY_RECEIVE"} {
		o, ok := Find(name)
		if !ok {
			t.Errorf("there is not an option %s", name)
			continue
		}
		if q, ok := o.Quiet(); ok || q != (Quiet{}) {
			t.Errorf("%s is quiet: %+v", name, q)
		}
	}
}
