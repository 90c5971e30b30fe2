package uitest

import (
	"os"
	"path/filepath"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sessions/lesson"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/store"
)

// A try on the empty bench stops after each call and says what to look at. It can be left at any time, and
// the bench remains.
func TestATry(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}} {
		run(t, setup{w: size.w, h: size.h, options: lessons(t)}, func(d *terminal) {
			d.shows("Welcome").press("t").shows("▪ A TCP connection being made", "▸ s = socket tcp nonblock").hides("Look at")
			d.press("space").shows("Look at the row of s").row("s", "tcp4", "CLOSED").hides("LISTEN")
			d.press("space").shows("Look at LOCAL").press("space").row("s", "tcp4", "LISTEN", "0/5")
			d.press("space").row("accept s", "EAGAIN").press("esc").shows("▪ Sockets").hides("running")
			d.press("n", "t", "c", "enter").row("c", "tcp4", "ESTABLISHED")
		})
	}
	run(t, setup{w: 120, h: 40, options: lessons(t)}, func(d *terminal) {
		d.press("g").shows("▪ 40 ms out of nowhere").press("esc").shows("Welcome") // nothing was made
		d.press("h").shows("▪ A half-close, and a full accept queue").press("space", "space", "space", "space").row("c ", "FIN-WAIT-2").row("a ", "CLOSE-WAIT")
	})
}

// One key looks up what a step is about, and another returns to it: on the bench, and on the page of
// lessons.
func TestTheReferenceFromALesson(t *testing.T) {
	run(t, setup{w: 120, h: 40, options: lessons(t)}, func(d *terminal) {
		d.press("l").shows("▸ s = socket tcp").press("m").shows("▪ Reference").row("▸", "socket").press("esc").shows("▪ What a socket is", "▸ s = socket tcp")
		d.press("space", "c", "space", "c", "space").row("bind s", "EINVAL")
		d.press("m").shows("▪ Reference").row("▸", "EINVAL").press("esc").shows("▪ What a socket is").row("bind s", "EINVAL")
		d.press("3", "m").row("▸", "EINVAL").press("esc").shows("▪ Lessons").press("esc").shows("▪ What a socket is")
		d.press("3", "/").write("40 ms nowhere three ways").press("enter", "m").shows("▪ Reference").row("▸", "TCP_NODELAY").press("esc").shows("▪ Lessons", "/40 ms")
		d.press("6").shows("▪ Reference").press("esc").shows("1 Bench", "▪ What a socket is") // no page led there
	})
}

// A lesson that cannot be played here says why and what to do, and its whole text can be read. The session
// continues.
func TestALessonThatCantBePlayedHere(t *testing.T) {
	o := lessons(t)
	o.InLab = func() (store.Source, error) {
		return nil, &engine.Unavailable{Reason: "there is no lab here: user.max_user_namespaces is 0, sudo sysctl -w user.max_user_namespaces=10000 allows them"}
	}
	own := filepath.Join(t.TempDir(), "own.md")
	text := "---\nlayout: lesson\ntitle: An own lesson\nchapter: 1 First steps\nknow: nothing\nminutes: 1\nneeds: sysctl net.ipv4.no_such_setting\n---\n\nFirst.\n\n```netnet\ns = socket tcp\n```\n\nIt is {{step 1 answer}}.\n"
	l, err := lesson.Parse(own, script.Lines([]byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	load := o.Lessons
	o.Lessons = func() lesson.Library {
		library := load()
		library.Lessons = append(library.Lessons, l)
		return library
	}
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}} {
		run(t, setup{w: size.w, h: size.h, options: o}, func(d *terminal) {
			d.line("u = socket udp").press("3", "/").write("myth fin timeout").press("enter", "enter", "y")
			d.shows("It can't be played here: there is no lab here", "user.max_user_namespaces=10000").press("end").shows("SO_REUSEADDR.").hides("{{")
			d.press("1").row("u", "udp4")
			d.press("3", "esc", "esc", "/").write("own lesson").press("enter", "enter", "y").shows("It can't be played here", "net.ipv4.no_such_setting").press("end").shows("It is ‹answer of step 1›.")
		})
	}
	if _, err := os.Stat(own); !os.IsNotExist(err) {
		t.Errorf("reading has made %s: %v", own, err)
	}
}

// The help in a lesson: hints in order, the solution line by line, a step back, and starting over.
func TestHelpInALesson(t *testing.T) {
	run(t, setup{w: 120, h: 40, options: lessons(t)}, func(d *terminal) {
		d.press("3", "/").write("goal epipe without sigpipe").press("enter", "enter").shows("▪ Goal: EPIPE", "0 steps so far")
		d.press("h").row("1", "a, b = socketpair unix").press("h").row("2", "Close one").press("h").shows("there are no more hints")
		d.press("o").shows("a, b = socketpair unix").hides("1 step so far") // it is written, but not made
		d.press("enter").shows("1 step so far").press("o").shows("close b").press("enter").shows("2 steps so far")
		d.press("backspace").shows("1 step so far").row("b ", "ESTABLISHED").press("o").shows("› close b").press("esc") // the session is run again without that step
		d.press("R").shows("0 steps so far", "◎ Get EPIPE").hides("Close one", "1 a, b = ")
		for range 3 {
			d.press("o", "enter")
		}
		d.shows("reached with 3 steps").press("enter", "space", "space", "space").shows("◎ Get EPIPE from c")
		for range 2 {
			d.press("o", "enter")
		}
		d.shows("reached with 2 steps").press("enter").shows("a ENOTCONN", "c EPIPE").press("a", "space", "space").row("The kernel", "EPIPE").shows("The end.", "0 of 1 predicted")
		d.press("backspace").shows("▸ send e").hides("The end.").press("space").row("The kernel", "EPIPE").shows("The end.")
	})
}

// A session that has just begun says so at once, cannot undo what the one before has done, and is named
// after the lesson played in it. Only keys that do something now are shown.
func TestALessonBegunAgain(t *testing.T) {
	run(t, setup{w: 120, h: 40, options: lessons(t)}, func(d *terminal) {
		d.press("l").shows("▸ s = socket tcp").hides("h hint", "n next").press("space", "c", "space").row("bind(s", "= 0")
		d.press("R").shows("a session of its own for the lesson What a socket is").hides("── why")
		d.press("backspace").row("! nothing has been done yet").row("bind(s", "= 0")
		d.press("3", "/").write("goal epipe without sigpipe").press("enter", "enter").shows("a session of its own for the lesson Goal: EPIPE", "h hint").hides("for the lesson What a socket")
	})
}
