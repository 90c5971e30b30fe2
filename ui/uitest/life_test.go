package uitest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/step"
	"netnet-tui/ui"
	"netnet-tui/ui/store"
)

func TestABlockedCallIsShownAndInterrupted(t *testing.T) {
	source := blockedBench()
	run(t, setup{w: 160, h: 40, options: ui.Options{Start: func() (store.Source, error) { return source, nil }}}, func(d *terminal) {
		d.shows("blocked in recv, 3.2 s", "private lab", "engine 42", "i interrupt").row("c", "ESTABLISHED", "recv")
		d.row("recv c 100", "blocked for 3.2 s")
		d.press("i")
		if got := source.lines(); !slices.Equal(got, []string{"interrupt recv1"}) {
			t.Errorf("the key posted %q", got)
		}
	})
}

func TestAnEngineThatDiedIsToldAndBegunAgain(t *testing.T) {
	first, second := blockedBench(), &scripted{}
	second.frame.PID = 43
	sources := []store.Source{first, second}
	start := func() (store.Source, error) {
		next := sources[0]
		sources = sources[1:]
		return next, nil
	}
	run(t, setup{w: 120, h: 24, options: ui.Options{Start: start}}, func(d *terminal) {
		first.kill()
		d.idle()
		d.shows("The engine is gone", "signal: killed", "Its last step was: c = socket tcp", "socket(AF_INET) = 7 <c>", "no engine")
		d.press("esc").hides("The engine is gone").row("the engine died")
		d.press("ctrl+n").shows("engine 43", "a new engine: the bench is empty", "socket(AF_INET)", "Welcome")
		d.connection()
		if got := second.lines(); !slices.Equal(got, []string{"s = socket tcp nonblock"}) {
			t.Errorf("on the new bench the key posts %q", got)
		}
	})
}

func TestLeavingAsksWhenSocketsAreOpen(t *testing.T) {
	run(t, setup{w: 80, h: 24}, func(d *terminal) {
		d.press("n", "u", "q").shows("Leave?", "A socket is open")
		d.press("n").hides("Leave?").row("▸", "u", "udp4")
		d.press("q", "y").ended()
	})
	run(t, setup{w: 80, h: 24}, func(d *terminal) { d.press("q").ended() })
	run(t, setup{w: 80, h: 24}, func(d *terminal) { d.press("n", "t", "ctrl+c", "ctrl+c").ended() })
}

func TestSavingAScriptThatRuns(t *testing.T) {
	file := filepath.Join(t.TempDir(), "one.netnet")
	run(t, setup{w: 120, h: 40, options: ui.Options{SaveAs: file}}, func(d *terminal) {
		d.press("ctrl+s").shows("nothing has been done yet")
		for _, line := range []string{
			"s = socket tcp nonblock", "bind s 127.0.0.1:0", "listen s 5", "accept s",
			"c = socket tcp nonblock", "connect c @s", "a = accept s nonblock", `send c "hello"`, "pending a",
		} {
			d.line(line)
		}
		d.press("ctrl+s").row("save as", file)
		d.press("enter").shows("saved 9 steps")
		d.press("ctrl+s", "enter").shows("exists: press enter again to overwrite it")
		d.press("enter").shows("saved 9 steps")
	})
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"c = socket tcp nonblock\n", "# EAGAIN\n", "connect c @s ", `send c "hello"  => 5`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the script lacks %q:\n%s", want, text)
		}
	}
	var names []string
	for line := range strings.Lines(string(text)) {
		step, ok, err := step.ParseLine(strings.TrimRight(line, "\n"), names)
		if err != nil {
			t.Errorf("%q does not parse: %v", line, err)
		}
		if ok {
			names = append(names, step.Names...)
		}
	}
	if entries, _ := os.ReadDir(filepath.Dir(file)); len(entries) != 1 {
		t.Errorf("something was left beside the script: %v", entries)
	}
}

func TestHistoryOutlivesTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state", "history")
	run(t, setup{w: 80, h: 24, options: ui.Options{History: file}}, func(d *terminal) {
		d.line("s = socket tcp nonblock")
	})
	run(t, setup{w: 80, h: 24, options: ui.Options{History: file}}, func(d *terminal) {
		d.press(":", "up").row("›", "s = socket tcp nonblock")
	})
}

func TestAnEngineThatIsStuckDoesNotStopTheScreen(t *testing.T) {
	source := blockedBench()
	run(t, setup{w: 120, h: 40, options: optionsWith(source)}, func(d *terminal) {
		d.hides("does not answer")
		goOn := source.halt()
		defer goOn() // a bubble must end without goroutines
		time.Sleep(5 * time.Second)
		d.shows("! the engine does not answer")
		d.press("tab").shows("▪ c").press("?").shows("Keys").press("esc")
		goOn()
		time.Sleep(time.Second)
		d.hides("does not answer")
	})
}
