package bench

import (
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// detailOf returns a frame with a single, selected socket.
func detailOf(b *Bench, k status.Socket) engine.Frame {
	f := b.now
	f.Events = nil
	d := *f.Detail
	d.Socket = k
	f.Sockets, f.Detail = []status.Socket{k}, &d
	return f
}

// A filter or comparison in the inspector applies only to the socket it was made for.
func TestWhatNarrowsTheOptionsEndsWithTheirSocket(t *testing.T) {
	b, f := compared()
	b.Inspector.Sift("rcvbuf")
	b.Take(f)
	if b.Inspector.Filter == "" || b.Inspector.Beside == 0 {
		t.Fatal("it ends while the socket stays")
	}
	other := f.Detail.Socket
	other.ID, other.Name = 9, "t"
	b.Take(detailOf(b, other))
	if b.Inspector.Filter != "" || b.Inspector.Beside != 0 || !strings.Contains(seen(b, 120, 40), "SO_REUSEADDR") {
		t.Errorf("for another socket the filter is still %q beside %d:\n%s", b.Inspector.Filter, b.Inspector.Beside, seen(b, 120, 40))
	}
}

// TestAFilterIsTypedAhead selects another socket and types a filter before its frame has arrived.
func TestAFilterIsTypedAhead(t *testing.T) {
	b := inspected()
	other := b.now.Detail.Socket
	other.ID, other.Name = 9, "t"
	b.Sockets.Select(other.ID)
	b.filterOptions(nil, "rcvbuf")
	b.Take(detailOf(b, other))
	if b.Inspector.Filter != "rcvbuf" {
		t.Errorf("the filter is %q", b.Inspector.Filter)
	}
}

func TestAClosedDescriptorIsSaidToBeClosed(t *testing.T) {
	b := inspected()
	k := b.now.Detail.Socket
	k.Open, k.State = false, status.StateTimeWait
	f := detailOf(b, k)
	f.Detail.Options = nil
	f.Detail.Can = []status.Ability{{Verb: "send", Why: "its descriptor is closed"}, {Verb: "recv", Why: "its descriptor is closed"}}
	b.Inspector.Full = true
	b.Take(f)
	const want = "its descriptor is closed; TCP has its connection in TIME-WAIT"
	text := seen(b, 80, 30)
	if !strings.Contains(text, want) || strings.Contains(text, "nonblock") || strings.Contains(text, "Recv-Q") || strings.Contains(text, "O_NONBLOCK") {
		t.Errorf("the inspector says of a closed descriptor\n%s", text)
	}
	if b.Inspector.Full {
		t.Error("the page of options has outlived the descriptor")
	}
	narrow := seen(b, 40, 30) // at this size nothing is cut off
	for _, want := range []string{"connection in TIME-WAIT", "options to read"} {
		if !strings.Contains(strings.Join(strings.Fields(strings.NewReplacer("│", " ").Replace(narrow)), " "), want) {
			t.Errorf("in a narrow pane there is no %q:\n%s", want, narrow)
		}
	}
	if line := canDo(b.now.Detail).String(); line != "s: "+want {
		t.Errorf("below the table stands %q", line)
	}
	b.now.Detail.Open = true
	if line := canDo(b.now.Detail).String(); line != "s can do nothing now" {
		t.Errorf("of a socket that refuses every call stands %q", line)
	}
	b.now.Detail.Can = nil
	if line := canDo(b.now.Detail); line != nil {
		t.Errorf("of a socket of which nothing is known stands %q", line)
	}
}

func TestFlagsAreMarkedAsOptionsAre(t *testing.T) {
	b := inspected()
	if text := seen(b, 70, 40); !strings.Contains(text, "•  O_NONBLOCK") && !strings.Contains(text, "• O_NONBLOCK") || strings.Contains(text, "• FD_CLOEXEC") {
		t.Errorf("a non-blocking socket shows\n%s", text)
	}
	b.Inspector.Sift("changed nonblock")
	if got := optionNames(b); got != "O_NONBLOCK" {
		t.Errorf("among what has changed is %q", got)
	}
	b.Inspector.Sift("")
	k := b.now.Detail.Socket
	k.Nonblock, k.Cloexec = false, true
	f := detailOf(b, k)
	f.T = 6
	b.Take(f)
	if text := seen(b, 70, 40); !strings.Contains(text, "•~FD_CLOEXEC") || !strings.Contains(text, " ~O_NONBLOCK") {
		t.Errorf("flags that have just changed are drawn as\n%s", text)
	}
}
