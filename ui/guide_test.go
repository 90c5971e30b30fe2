package ui

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/engine/status"
	"netnet-tui/ui/store"
)

// realBinary is the environment variable that names the program to run in place of this test binary:
// engines and swarms are started from the binary that asks for them.
const realBinary = "NETNET_TUI_BINARY"

func TestMain(m *testing.M) {
	if binary := os.Getenv(realBinary); binary != "" && len(os.Args) > 1 && !strings.HasPrefix(os.Args[1], "-") {
		fmt.Fprintln(os.Stderr, syscall.Exec(binary, append([]string{binary}, os.Args[1:]...), os.Environ()))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// answered holds the steps that a key posted and the frames that followed.
type answered struct {
	Posted []string       `json:"posted,omitempty"`
	Frames []engine.Frame `json:"frames"`
}

// guide takes the tour, with an engine or with recorded answers.
type guide struct {
	t      *testing.T
	screen *Screen
	desk   *desk
	engine store.Source // nil when a recording is played
	kept   []answered
	at     int
}

// Post passes a step to the engine, if there is one, and records it.
func (g *guide) Post(s engine.Step) error {
	if g.engine != nil {
		if err := g.engine.Post(s); err != nil {
			return err
		}
	}
	return g.desk.Post(s)
}
func (g *guide) Frame(q engine.Query) (engine.Frame, error) { return g.desk.Frame(q) }
func (g *guide) Close() error                               { return nil }

// newGuide begins the tour on a screen of the given size, with or without an engine.
func newGuide(t *testing.T, w, h int, live bool) *guide {
	g := &guide{t: t, desk: &desk{}}
	if live {
		built(t)
		client, err := remote.Start(engine.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = client.Close() })
		g.engine = client
	} else {
		g.kept = recorded(t)
	}
	var err error
	if g.screen, err = New(Options{Theme: "dark", Start: func() (store.Source, error) { return g, nil }}); err != nil {
		t.Fatal(err)
	}
	g.screen.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return g
}

// built builds the program, from which the test then starts engines and other processes.
func built(t testing.TB) {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "netnet-tui")
	if out, err := exec.Command("go", "build", "-o", binary, "..").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Setenv(realBinary, binary)
}

func recorded(t *testing.T) []answered {
	text, err := os.ReadFile(tourFile)
	if err != nil {
		t.Fatal(err)
	}
	var all []answered
	for line := range bytes.Lines(text) {
		var one answered
		if err := json.Unmarshal(line, &one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	return all
}

// press presses a key; an empty one does nothing. If that posted something, or if frames are wanted, it
// takes what the engine answers.
func (g *guide) press(key string, more int) {
	if key != "" {
		g.screen.Update(keyNamed(key))
	}
	posted := g.desk.posted
	g.desk.posted = nil
	if len(posted) == 0 && more < 0 {
		return
	}
	if g.engine != nil {
		g.kept = append(g.kept, answered{posted, g.ask(len(posted), more)})
	}
	if g.at == len(g.kept) {
		g.t.Fatalf("the recording ends before the key %q: go test ./ui -run Tour -record", key)
	}
	now := g.kept[g.at]
	g.at++
	if !slices.Equal(posted, now.Posted) {
		g.t.Fatalf("the key %q posts %q, and the recording has %q: go test ./ui -run Tour -record", key, posted, now.Posted)
	}
	if g.engine == nil {
		for _, f := range now.Frames {
			for i := range f.Events {
				g.desk.answer(&f.Events[i]) // the screen's tags differ from run to run
			}
			g.sees(f)
		}
	}
}

// sees takes a frame and draws it: what is requested next depends on the room there is.
func (g *guide) sees(f engine.Frame) {
	g.screen.sees(f)
	g.screen.View()
}

// ask waits until the engine has answered what was posted, and then takes the frames that the screen asks
// for: one, a second if the first selected another socket, and as many more as wanted, a second apart.
func (g *guide) ask(posted, more int) (frames []engine.Frame) {
	after := g.screen.query().After
	for n := -1; n < posted; {
		time.Sleep(50 * time.Millisecond)
		f, err := g.engine.Frame(engine.Query{After: after, Events: 500})
		if err != nil {
			g.t.Fatal(err)
		}
		n = len(f.Events)
	}
	for about := status.SocketID(0); ; {
		query := g.screen.query()
		if len(frames) > max(more, 0) && query.Selected == about {
			return frames
		}
		about = query.Selected
		if len(frames) > 1 && more > 0 {
			time.Sleep(1050 * time.Millisecond)
		}
		f, err := g.engine.Frame(query)
		if err != nil {
			g.t.Fatal(err)
		}
		g.sees(f)
		frames = append(frames, f)
	}
}

// keyNamed returns the key with the given name, as in [tea.KeyPressMsg.String].
func keyNamed(name string) tea.KeyPressMsg {
	codes := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "tab": tea.KeyTab}
	if code, ok := codes[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	r, _ := utf8.DecodeRuneInString(name)
	return tea.KeyPressMsg{Text: name, Code: r}
}

// visit goes to the next stop. Recent changes are highlighted for a while: with an engine, it waits until
// that has passed.
func (g *guide) visit(s stop) {
	if g.engine != nil {
		time.Sleep(3 * time.Second)
	}
	if len(s.press) == 0 {
		g.press("", 0)
	}
	for i, key := range s.press {
		more := -1
		if i == len(s.press)-1 {
			more = s.watch
		}
		if text, typed := strings.CutPrefix(key, `"`); typed {
			for _, r := range text {
				g.screen.Update(keyNamed(string(r)))
			}
			continue
		}
		g.press(key, more)
	}
	if s.laps {
		g.screen.raced(g.t)
	}
}
