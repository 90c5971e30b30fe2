package ui

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"netnet-tui/engine"
	"netnet-tui/sessions/race"
	"netnet-tui/ui/canvas/svg"
	"netnet-tui/ui/goldentest"
	"netnet-tui/ui/theme"
)

var record = flag.Bool("record", false, "go through the tour with a kernel, and keep what it answers in testdata")

// The files of the tour: the kernel's answers, and the results of a race.
const (
	tourFile = "testdata/tour.jsonl"
	raceFile = "testdata/race.json"
)

// stop is a part of the tour: the keys to press, and how the resulting screen is shown.
type stop struct {
	press   []string // by name, or text after a quote
	keys    []string // as the picture shows them
	caption string
	seconds float64 // how long it is shown
	watch   int     // further frames to take, a second apart
	laps    bool    // the race page has results
}

// The size of the tour's screen, in cells.
const tourWidth, tourHeight = 116, 31

var tour = []stop{
	{caption: "An empty bench. From here on, each key makes one system call on a real socket.", seconds: 3},
	{press: []string{"n", "t", "b", "enter", "l", "enter"}, keys: []string{"n t", "b ↵", "l ↵"}, seconds: 3.5,
		caption: "A TCP socket, bound to a free port of loopback, listens."},
	{press: []string{"a"}, keys: []string{"a"}, seconds: 3.5,
		caption: "accept finds nobody: EAGAIN. The lower right says why."},
	{press: []string{"n", "t", "c", "enter"}, keys: []string{"n t", "c ↵"}, seconds: 3.5,
		caption: "A second socket connects: EINPROGRESS, even on loopback."},
	{press: []string{"up", "a"}, keys: []string{"↑", "a"}, seconds: 3,
		caption: "Back on the listener, accept gives a connection with a descriptor of its own."},
	{press: []string{"up", "w", "enter", "down"}, keys: []string{"↑", "w ↵"}, seconds: 3,
		caption: "The client sends five bytes. They stand in the Recv-Q of the other end."},
	{press: []string{":", `"setsockopt c SO_RCVBUF 4KiB`}, keys: []string{":"}, seconds: 3,
		caption: "Every key writes a line of script, and lines can be typed: here, a smaller receive buffer."},
	{press: []string{"enter", "esc", "up", "f", "]", "]", "]", "]", "down"}, keys: []string{"↵", "f"}, seconds: 4,
		caption: "Every option of the live socket: you asked for 4 KiB, and the kernel made it 8."},
	{press: []string{"esc", ":", `"d = socket tcp nonblock`, "enter", `"bind d @s`, "enter", "esc", "tab", "enter"}, keys: []string{"bind d @s", "↵"}, seconds: 4.5,
		caption: "An errno comes with its reason, and what the kernel showed before and after."},
	{press: []string{"7"}, laps: true, keys: []string{"7"}, seconds: 4,
		caption: "The same traffic through poll, epoll, io_uring and a busy loop, side by side."},
	{press: []string{"2", ":", `"v = server 127.0.0.1:0 1024`, "enter", `"serve v http`, "enter", `"swarm 300 @v http for 40s`, "enter", "esc"}, watch: 12, keys: []string{"2", "serve v http", "swarm 300"}, seconds: 3.5,
		caption: "An event loop on one thread serves 300 clients with the same calls."},
	{press: []string{" ", "s", "s"}, keys: []string{"space", "s", "s"}, seconds: 7,
		caption: "Paused before its next call, it goes on one system call at a time."},
}

// restful is the index of the stop shown by a picture without motion.
const restful = 5

// The pictures of the README: a film of the tour, and stills of three pages. The kernel's answers were
// recorded once, with -record; their appearance is drawn now.
func TestTour(t *testing.T) {
	g := newGuide(t, tourWidth, tourHeight, *record)
	var frames []svg.Frame
	for _, stop := range tour {
		g.visit(stop)
		frames = append(frames, svg.Frame{Screen: g.screen.shown(), Keys: stop.keys, Caption: stop.caption, For: time.Duration(stop.seconds * 1e9)})
	}
	if *record {
		var text bytes.Buffer
		out := json.NewEncoder(&text)
		out.SetEscapeHTML(false)
		for _, one := range g.kept {
			if err := out.Encode(one); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(tourFile, text.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	asset(t, "tour", svg.Film(dark(t), frames, restful))
	low, _ := begin(t, tourWidth, 15, engine.Frame{Network: engine.HostNetwork, PID: 4711})
	low.turn("Race")
	low.raced(t)
	asset(t, "race", svg.Still(dark(t), low.shown()))
	asset(t, "server", svg.Still(dark(t), frames[11].Screen))
	wide := newGuide(t, 126, 31, false)
	for _, stop := range tour[:8] {
		wide.visit(stop)
	}
	asset(t, "options", svg.Still(dark(t), wide.screen.shown()))
}

func dark(t *testing.T) *theme.Theme {
	found, ok := theme.Find("dark")
	if !ok {
		t.Fatal("there is no dark theme")
	}
	return found
}

// asset compares a picture with the one in assets.
func asset(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("..", "assets", name+".svg")
	if goldentest.Updating() || *record {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the screen looks like now: go test ./ui -update draws it again, and -run Tour -record asks a kernel again", file)
	}
}

// raced shows the results of a race that was run once on an otherwise idle machine (netnet-tui race
// --json).
func (s *Screen) raced(t *testing.T) {
	t.Helper()
	text, err := os.ReadFile(raceFile)
	if err != nil {
		t.Fatal(err)
	}
	var results []race.Result
	if err := json.Unmarshal(text, &results); err != nil {
		t.Fatal(err)
	}
	s.race().Begin()
	s.race().Lap(results)
	s.race().Ended(nil)
}
