package bench

import (
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// compared returns the inspected bench with its socket compared to another. Its options have a version,
// like those of an engine.
func compared() (*Bench, engine.Frame) {
	b := inspected()
	f := b.now
	d := *f.Detail
	d.Version = 7
	f.Detail = &d
	b.Take(f)
	b.Inspector.Beside = 2
	other := status.Socket{ID: 2, Name: "a", FD: 8, Kind: "tcp4", Open: true, Condition: status.Condition{State: "ESTABLISHED"}}
	with := d
	with.Beside = &engine.Beside{Socket: other, Options: []status.OptionReading{
		{Name: "SO_REUSEADDR", Level: "SOL_SOCKET", Value: "off", Fresh: "off"},
		{Name: "SO_RCVBUF", Level: "SOL_SOCKET", Value: "128KiB", Fresh: "128KiB"},
		{Name: "SO_ERROR", Level: "SOL_SOCKET", Unread: true},
		{Name: "TCP_MAXSEG", Level: "SOL_TCP", Value: "500", Fresh: "536", Changed: true},
	}}
	f.Detail = &with
	b.Take(f)
	f.Detail = &d // like frames without a comparison
	return b, f
}

func optionNames(b *Bench) string {
	var names []string
	for _, row := range b.Inspector.rows {
		if row.key() != "" {
			names = append(names, row.name())
		}
	}
	return strings.Join(names, " ")
}

func TestAComparisonShowsOnlyWhatDiffers(t *testing.T) {
	b, _ := compared()
	if got := optionNames(b); got != "O_NONBLOCK SO_RCVBUF TCP_ULP" {
		t.Errorf("it shows %q", got)
	}
	text := seen(b, 120, 40)
	for _, want := range []string{"where s and a differ", "OPTION", " s  ", " a  ", "ACCEPT", "8KiB", "128KiB", "has none", "not inherited"} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q:\n%s", want, text)
		}
	}
}

// An engine sends no new version of options that have not changed.
func TestAllOptionsAreBackWhenAComparisonEnds(t *testing.T) {
	b, f := compared()
	b.Inspector.Beside = 0
	b.Take(f)
	if got := optionNames(b); !strings.Contains(got, "SO_REUSEADDR") || !strings.Contains(got, "TCP_MAXSEG") {
		t.Errorf("after the comparison it shows %q", got)
	}
}

func TestAComparisonWithASocketThatHasGoneShowsAll(t *testing.T) {
	b, f := compared()
	b.Take(f) // the engine no longer knows the other socket
	if got := optionNames(b); !strings.Contains(got, "SO_REUSEADDR") {
		t.Errorf("without the other socket it shows %q", got)
	}
}

func TestOptionsAreBackWhenTheirSocketIsSelectedAgain(t *testing.T) {
	b, f := compared()
	b.Inspector.Beside = 0
	b.Take(f)
	none := f
	none.Detail = nil
	b.Take(none)
	b.Take(f)
	if got := optionNames(b); !strings.Contains(got, "SO_REUSEADDR") {
		t.Errorf("selected again the socket shows %q", got)
	}
}

// A new engine numbers its sockets from one again.
func TestNothingOfAnEngineIsShownOfTheNext(t *testing.T) {
	b, f := compared()
	f.Events = []engine.Event{{Seq: 1, Verb: "roundtrip", Text: "roundtrip s", Got: "41.2ms",
		Evidence: &status.Evidence{Sockets: []status.Observed{{ID: 1, Name: "s"}}}}}
	b.Take(f)
	if !strings.Contains(seen(b, 120, 40), "41.2ms") {
		t.Fatal("the round trip is not shown")
	}
	b.Forget()
	f.Events = nil
	next := *f.Detail
	next.Options = []status.OptionReading{{Name: "TCP_MAXSEG", Level: "SOL_TCP", Value: "536", Fresh: "536"}}
	f.Detail = &next
	b.Take(f)
	if text := seen(b, 120, 40); strings.Contains(text, "41.2ms") || strings.Contains(text, "~") {
		t.Errorf("of the engine before it shows\n%s", text)
	}
	if got := optionNames(b); got != "O_NONBLOCK FD_CLOEXEC TCP_MAXSEG" {
		t.Errorf("it lists %q", got)
	}
	if b.Query().Compare != 0 {
		t.Error("a socket of the engine before is asked for")
	}
}
