package uitest

import (
	"regexp"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"
)

func TestASmallScreenHasEverything(t *testing.T) {
	run(t, setup{w: 80, h: 24}, func(d *terminal) {
		d.shows("Welcome").connection().shows("▪ Sockets", "─ Trace", "a can").row("a", "ESTABLISHED", "5")
		d.hides("── options")
		d.press("enter").shows("▪ a", "── options", "O_NONBLOCK").hides("─ Trace")
		d.press("tab").shows("▪ Trace").hides("── options")
		d.press("up", "up", "enter").row("why", "accept")
		d.press("esc", "esc").shows("▪ Sockets")
	})
}

// Behind the notice nothing acts: no key makes a socket that nobody sees.
func TestAWindowThatIsTooSmall(t *testing.T) {
	run(t, setup{w: 50, h: 10}, func(d *terminal) {
		d.shows("Too small: 50×10", "60×15").hides("Sockets")
		d.resize(60, 15).shows("Sockets", "Welcome").hides("Too small")
		d.resize(120, 40).shows("Inspector", "Trace")
		d.resize(40, 30).shows("Too small: 40×30").press("n", "t", ":").resize(120, 40).shows("Welcome").hides("▸")
		d.resize(1, 1).resize(80, 24).press("n", "t").row("▸", "s", "tcp4")
	})
}

// coloured matches any sequence that sets a foreground or background colour.
var coloured = regexp.MustCompile(`\x1b\[(?:[0-9]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]`)

func TestNoColor(t *testing.T) {
	run(t, setup{w: 100, h: 30, profile: colorprofile.ASCII}, func(d *terminal) {
		d.press("n", "t", "ctrl+t", "tab").shows("▪ s")
		if found := coloured.FindString(d.written.text()); found != "" {
			t.Errorf("a colour was written: %q", found)
		}
	})
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		if coloured.FindString(d.written.text()) == "" {
			t.Error("no colour was written where colours are available: the test sees none")
		}
	})
}

func TestThemes(t *testing.T) {
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.press("ctrl+t").shows("theme light").press("ctrl+t").shows("theme contrast").press("ctrl+t").shows("theme dark")
	})
}

func TestMouse(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.connection().row("▸", "a", "ESTABLISHED")
		d.click(" c  ").row("▸", "c", "ESTABLISHED")
		d.click("accept4(s, NULL, NULL, SOCK_NONBLOCK)").shows("▪ Trace").row("step", "a = accept s nonblock")
		d.click("accept4(s, NULL, NULL, SOCK_NONBLOCK)").hides("step a = accept")
		d.click("SO_REUSEPORT").shows("▪ c", "── SO_REUSEPORT")
		d.click("LOCAL").row("sorted by local")
		d.click("─ Sockets").shows("▪ Sockets").click("poll").row("poll([{fd=c")
		d.click("? keys").shows("The selected socket").click("1 Bench").hides("The selected socket")
	})
}

func TestNothingIsWrittenWhileNothingHappens(t *testing.T) {
	source := &scripted{}
	run(t, setup{w: 120, h: 40, options: optionsWith(source)}, func(d *terminal) {
		time.Sleep(3 * time.Second)
		written, asked := d.written.len(), source.frames()
		time.Sleep(10 * time.Second)
		if more := d.written.len() - written; more != 0 {
			t.Errorf("%d bytes were written while nothing happened", more)
		}
		if frames := source.frames() - asked; frames > 41 {
			t.Errorf("%d frames were asked for in 10 s while nothing happened", frames)
		}
		asked = source.frames()
		time.Sleep(time.Minute)
		if frames := source.frames() - asked; frames > 61 {
			t.Errorf("%d frames were asked for in a minute without a viewer", frames)
		}
		asked = source.frames()
		d.press("tab")
		time.Sleep(3 * time.Second)
		if frames := source.frames() - asked; frames < 12 {
			t.Errorf("only %d frames were asked for when the viewer had come back", frames)
		}
	})
}

func TestFilterAndSort(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.connection().press("/").write("LISTEN").press("enter").shows("/LISTEN", "1 match").row("s", "LISTEN")
		d.press("esc").hides("/LISTEN").press("s").shows("sorted by name", "NAME↑").press("S").shows("NAME↓")
	})
}

func TestKeysArePaged(t *testing.T) {
	run(t, setup{w: 80, h: 24}, func(d *terminal) {
		d.press("?").shows("Sockets", "An empty bench").press("end", "down", "down").hides("An empty bench")
		d.press("esc").shows("Welcome")
	})
}

func TestTheWheelScrollsWhatIsUnderThePointer(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.connection().row("▸", "a ", "ESTABLISHED")
		d.write("\x1b[<64;10;30M").shows("6 of 9").row("▸", "a ", "ESTABLISHED") // over the trace
		d.write("\x1b[<64;10;5M").row("▸", "s ", "LISTEN")                       // over the table
		d.press("?").write("\x1b[<65;40;20M").hides("│ Sockets").shows("Keys")   // over an overlay
	})
}
