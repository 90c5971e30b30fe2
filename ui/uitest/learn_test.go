package uitest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sessions/lesson"
	"netnet-tui/ui"
	"netnet-tui/ui/store"
)

// lessons returns options with the built-in lessons and a file for the progress.
func lessons(t *testing.T) ui.Options {
	return ui.Options{
		Lessons:  func() lesson.Library { return lesson.Load("") },
		Progress: filepath.Join(t.TempDir(), "state", "lessons.json"),
		InLab:    func() (store.Source, error) { return engine.New(engine.Options{}), nil },
	}
}

// A beginner plays the first lesson: answers wrongly, then correctly, leaves, returns to the same step, and
// goes through to the end.
func TestALessonWithPredictions(t *testing.T) {
	o := lessons(t)
	run(t, setup{w: 80, h: 24, options: o}, func(d *terminal) {
		d.shows("Welcome", "a lesson").press("l").shows("▪ What a socket is", "space runs the next step", "▸ s = socket tcp")
		d.press("space").shows("? Which port will the socket get?", "Another one, which the kernel picks").hides("any that is free", "why")
		d.press("space").shows("first say what you think will happen")
		d.press("c").row("▸ c", "Another one").row("▸ bind s")
		d.press("space").row("You said so", "Another one").row("s", "CLOSED", "127.0.0.1:")
		d.shows("Can a second bind move", "a-c what do you think?")
		d.row("enter answer a").hides("go on").press("down").row("enter answer b").press("enter").row("▸ b", "it has both").press("space").row("You said", "it has both").row("The kernel", "No").row("bind s", "EINVAL")
		d.shows("space reads on", "space read on ").hides("▸ listen s").press("space").shows("▸ listen s", "space runs the next step")
		d.press("esc").shows("▪ Sockets").hides("What a socket is")
		d.row("s", "tcp4")
	})
	kept, err := os.ReadFile(o.Progress)
	if err != nil || !strings.Contains(string(kept), `"a-socket"`) {
		t.Errorf("what is kept is %s, %v", kept, err)
	}
	run(t, setup{w: 120, h: 40, options: o}, func(d *terminal) {
		d.press("l").shows("▪ What a socket is", "▸ listen s").row("bind s", "EINVAL").row("You said", "it has both")
		d.press("space", "space").shows("The end.", "1 of 2 predicted")
		d.press("n").shows("▪ What a connection is")
	})
}

// A goal is reached by steps that the person types: two hints, a step too many, one step back, the rest.
func TestALessonWithAGoal(t *testing.T) {
	run(t, setup{w: 120, h: 40, options: lessons(t)}, func(d *terminal) {
		d.press("3").shows("▪ Lessons", "of 36 finished").press("/").write("goal epipe without sigpipe").shows("1 match").press("enter")
		d.press("enter").shows("▪ Goal: EPIPE without SIGPIPE", "◎ Get EPIPE", "it can be done with 3", "h hint")
		d.press("space").shows("these steps are yours to find")
		d.press("h").row("1", "a, b = socketpair unix").hides("Close one, and write")
		d.line("a, b = socketpair unix").shows("1 step so far").line("close b").line("recv a 10 MSG_DONTWAIT").shows("3 steps so far")
		d.press("backspace").shows("2 steps so far")
		d.press("shift+tab", "o").shows("a, b = socketpair unix")
		d.press("esc").line(`send a "x" MSG_NOSIGNAL`).shows("reached with 3 steps: that is as few as it takes", "enter goes on")
		d.press("shift+tab", "enter", "space", "space", "space").shows("◎ Get EPIPE from c").press("o").row("›", "shutdown c wr")
	})
}

// From an errno, and from an entry of the reference, one key leads to the lesson about it.
func TestALessonAboutWhatIsChosen(t *testing.T) {
	run(t, setup{w: 120, h: 40, options: lessons(t)}, func(d *terminal) {
		d.line("s = server 127.0.0.1:0").line("t = socket tcp").line("bind t @s").row("bind(t,", "EADDRINUSE")
		d.press("L").shows("▪ Lessons", "EADDRINUSE is shown in").press("esc").shows("bind(t,")
		d.press("6", "/").write("tcp_nodelay").press("enter").row("▸", "TCP_NODELAY").press("L").shows("TCP_NODELAY is shown in")
		d.press("L").shows("choose an option or an errno first")
	})
}

// An experiment runs by itself on an empty bench.
func TestAnExperiment(t *testing.T) {
	run(t, setup{w: 120, h: 40, options: lessons(t)}, func(d *terminal) {
		d.press("3", "e").shows("Experiments", "A TCP connection being made").press("enter").row("send", "hello").row("a ", "ESTABLISHED")
		d.press("3", "e", "down", "enter").shows("3 sockets are open. Another session closes them").press("y").row("recvfrom(v", "ECONNREFUSED")
	})
}

// A title as long as the box is wide leaves room for the key that comes next.
func TestALongTitleLeavesRoomForTheKey(t *testing.T) {
	run(t, setup{w: 80, h: 24, options: lessons(t)}, func(d *terminal) {
		d.press("g").row("▪ 40 ms out of nowhere", "space runs the next step")
	})
}
