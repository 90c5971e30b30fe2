package ui

import (
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/store"
)

// set returns the event of a step that has set an option of the socket a.
func set(seq uint64, option, before, asked, after string) engine.Event {
	level := "SOL_SOCKET"
	if strings.HasPrefix(option, "TCP_") {
		level = "SOL_TCP"
	}
	return engine.Event{Seq: seq, Verb: "setsockopt", Text: "setsockopt a " + option + " " + asked,
		Calls: []engine.Call{call1("setsockopt", 0, "", "a", level, option)},
		Evidence: &status.Evidence{Options: []status.OptionChange{
			{Socket: 3, Level: level, Name: option, Before: before, Asked: asked, After: after}}}}
}

func TestChangesAreTakenBackOneByOne(t *testing.T) {
	f := sample()
	s, d := begin(t, 120, 40, f)
	s.comes(f, set(9, "TCP_NODELAY", "off", "on", "on"), set(10, "SO_RCVBUF", "128KiB", "4KiB", "8KiB"))
	s.Run("undo")
	s.Run("undo")
	want := []string{"setsockopt a SO_RCVBUF 64KiB", "setsockopt a TCP_NODELAY off"}
	if !slices.Equal(d.posted, want) {
		t.Fatalf("posted %q", d.posted)
	}
	// The results of both arrive only now: neither is a change to undo.
	s.comes(f, set(11, "SO_RCVBUF", "8KiB", "64KiB", "128KiB"), set(12, "TCP_NODELAY", "on", "off", "off"))
	s.Run("undo")
	if len(d.posted) != 2 || !strings.Contains(s.message.Text, "no setsockopt or epoll_ctl to undo") {
		t.Errorf("there was nothing more to take back, and it posted %q and says %q", d.posted, s.message.Text)
	}
}

// The last change looks like the result of an undo, but a person made it: it can be undone as well.
func TestWhatIsSetAgainCanBeTakenBackAgain(t *testing.T) {
	f := sample()
	s, d := begin(t, 120, 40, f)
	s.comes(f, set(9, "TCP_NODELAY", "off", "on", "on"))
	s.Run("undo")
	s.comes(f, set(10, "TCP_NODELAY", "on", "off", "off"))
	s.comes(f, set(11, "TCP_NODELAY", "off", "on", "on"), set(12, "TCP_NODELAY", "on", "off", "off"))
	s.Run("undo")
	if want := []string{"setsockopt a TCP_NODELAY off", "setsockopt a TCP_NODELAY on"}; !slices.Equal(d.posted, want) {
		t.Errorf("posted %q", d.posted)
	}
}

// A new engine numbers its sockets from one again: they are different sockets.
func TestANewEngineHasNothingToTakeBack(t *testing.T) {
	f := sample()
	s, d := begin(t, 120, 40, f)
	s.comes(f, set(9, "TCP_NODELAY", "off", "on", "on"))
	s.died(d.Close())
	s.options.Start = func() (store.Source, error) { return d, nil }
	s.Update(s.restart(s)())
	s.comes(f)
	s.Run("undo")
	if len(d.posted) != 0 {
		t.Errorf("posted %q to a new engine", d.posted)
	}
}

func TestADefaultIsWhatAFreshSocketHas(t *testing.T) {
	s, d := begin(t, 120, 40, sample())
	s.bench.Inspector.Pick("SOL_SOCKET SO_RCVBUF")
	s.Run("default")
	s.bench.Inspector.Pick("O_NONBLOCK")
	s.Run("default")
	if want := []string{"setsockopt a SO_RCVBUF 64KiB", "fcntl a O_NONBLOCK off"}; !slices.Equal(d.posted, want) {
		t.Errorf("posted %q", d.posted)
	}
	s.bench.Inspector.Pick("SOL_SOCKET SO_ERROR")
	s.Run("default")
	if len(d.posted) != 2 || !strings.Contains(s.message.Text, "SO_ERROR can't be set") {
		t.Errorf("posted %q and says %q", d.posted, s.message.Text)
	}
}

// watched returns the event of a step that has changed the interest list of the epoll e.
func watched(seq uint64, before, after *int) engine.Event {
	return engine.Event{Seq: seq, Verb: "epoll_ctl", Text: "epoll_ctl e add a in",
		Evidence: &status.Evidence{Watched: []status.InterestChange{{Epoll: 90, Socket: 3, Before: before, After: after}}}}
}

func TestInterestsAreTakenBack(t *testing.T) {
	f := sample()
	f.Sockets = append(slices.Clone(f.Sockets), status.Socket{ID: 90, Name: "e", Kind: status.KindEpoll, Open: true})
	s, d := begin(t, 120, 40, f)
	in, edge := engine.PollIn, engine.PollIn|engine.EpollET
	s.comes(f, watched(9, nil, &in), watched(10, &in, &edge), watched(11, &edge, &edge), watched(12, &edge, nil))
	for range 4 {
		s.Run("undo")
	}
	want := []string{"epoll_ctl e add a in et", "epoll_ctl e mod a in", "epoll_ctl e del a"}
	if !slices.Equal(d.posted, want) {
		t.Errorf("posted %q, says %q", d.posted, s.message.Text)
	}
}
