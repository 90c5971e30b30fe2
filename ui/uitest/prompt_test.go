package uitest

import (
	"strings"
	"testing"
)

func TestWhatWasTypedSurvivesErrors(t *testing.T) {
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.press(":").write("s = sokcet tcp").press("enter")
		d.row("› s = sokcet tcp").row("    ^", "socket")
		d.press("ctrl+a", "ctrl+k").write("s = socket tcp nonblock").press("enter").row("▸", "s", "tcp4")
		d.write("bind t 127.0.0.1:0").press("enter").row("› bind t 127.0.0.1:0").row("      ^", "t")
		d.press("esc").row("› bind t 127.0.0.1:0") // kept for the next time the prompt opens
		d.press(":").row("› bind t 127.0.0.1:0").press("up").row("› s = socket tcp nonblock")
		d.press("down").row("› bind t 127.0.0.1:0")
	})
}

func TestThePromptSaysHowToLeaveIt(t *testing.T) {
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.press(":").row("›", "esc closes the prompt")
		d.write("n").hides("esc closes the prompt").press("enter").row("n is not a step. As a key it means")
		d.press("backspace").press("?").shows("Keys").press("esc").row("›", "esc closes the prompt")
	})
}

func TestCompletionAndSignature(t *testing.T) {
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.press("n", "t", ":").write("getsockn").press("tab").row("› getsockname")
		d.shows("getsockname s", "asks for the local address")
		d.write("s").press("enter").row("getsockname(s")
		d.write("setsockopt s TCP_NO").shows("TCP_NODELAY").press("tab").row("› setsockopt s TCP_NODELAY")
	})
}

func TestAKeyThatMakesNoSenseSaysWhyAndTheSecondTimeAsksTheKernel(t *testing.T) {
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.press("n", "t", "a").row("! accept s: it is not a listener", "press it again")
		d.hides("accept4(")
		d.press("a").row("accept4(s", "-1 EINVAL")
		d.press("a").row("! accept s").press("p").row("poll(").press("a").row("! accept s")
	})
}

func TestTheOptionEditorKeepsWhatItCanNotTake(t *testing.T) {
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.press("n", "t", "o").write("SO_RCVBUF").press("enter", "enter")
		d.shows("SO_RCVBUF of s", "131072 bytes", "128KiB")
		d.press("ctrl+u").write("64 potatoes").press("enter").row("› 64 potatoes").shows("SO_RCVBUF: \"64 potatoes\"")
		d.press("ctrl+u").write("4096").press("enter").hides("SO_RCVBUF of s")
		d.row("*~SO_RCVBUF", "8KiB", "4KiB → 8KiB")
		d.press("esc", "tab", "tab").row("setsockopt(s, SOL_SOCKET, SO_RCVBUF")
	})
}

func TestThePaletteFindsActionsAndCalls(t *testing.T) {
	run(t, setup{w: 100, h: 30, options: lessons(t)}, func(d *terminal) {
		d.press("n", "t", "ctrl+p").write("getsockopt").row("▸", "getsockopt").press("enter").row("› getsockopt s")
		d.press("esc", "ctrl+p").write("undo").row("▸", " u ", "undo").press("esc") // not the u of the menu
		d.press("ctrl+p").write("half").press("enter", "y").shows("▪ A half-close") // the try begins
	})
}

// A pasted line makes no call before enter.
func TestAPastedLineIsAStep(t *testing.T) {
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.write("\x1b[200~s = socket tcp\x1b[201~").row("› s = socket tcp").hides("socket(AF_INET")
		d.press("enter").row("▸", "s", "tcp4").press("esc")
	})
}

// A line that was left is shown again, and is replaced when another one is begun.
func TestALineThatWasLeftGivesWay(t *testing.T) {
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.line("s = socket tcp").press(":").write("bind t 127.0.0.1:0").press("enter", "esc").row("› bind t")
		d.press(":").row("› bind t 127.0.0.1:0", "typing replaces it").write("close s").row("› close s").hides("bind t")
		d.press("up").row("› bind t 127.0.0.1:0").press("down").row("› close s").press("enter").row("close(s) = 0").press("esc")
		d.press(":").write("show s").press("esc", ":", "backspace").row("› show").write("x").row("› show x") // an editing key continues it
		d.press("esc", ":", "esc").hides("show x").press(":").hides("show x").press("up").row("› show x")
	})
}

// The completions and the verb's usage are below the page, and cover nothing of it.
func TestTheNewestCallIsSeenWhileALineIsTyped(t *testing.T) {
	run(t, setup{w: 80, h: 24}, func(d *terminal) {
		d.connection().press(":").row("  9", "ioctl(a, FIONREAD").row("socket", "pipe", "in all")
		d.write("getsock").row("  9", "ioctl(a, FIONREAD").row("getsockname", "getsockopt")
		d.press("tab", "space").row("  9", "ioctl(a, FIONREAD").shows("asks for the local address")
	})
}

// A refusal says what to do about it, however narrow the screen is.
func TestALongMessageIsReadWhole(t *testing.T) {
	run(t, setup{w: 80, h: 24}, func(d *terminal) {
		const first, rest = "\n ! 192.0.2.1:80 is outside loopback: allow it with --allow-net, or use a\n", "\n private network with --lab\n"
		d.line("s = socket tcp nonblock").press(":").write("connect s 192.0.2.1:80").press("enter").shows(first, rest)
		d.press("esc").hides(first, rest).press("c").write("\x15connect s 192.0.2.1:80").press("enter").shows(first, rest)
	})
}

func TestAColonTypedOutOfHabitIsNoPartOfTheLine(t *testing.T) {
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.press(":").write(":s = socket tcp").press("enter").row("▸", "s", "tcp4")
	})
}

func TestTheBarNamesWhatEnterDoes(t *testing.T) {
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.press("n", "t", "/").shows("enter accept").hides("make the call")
		d.press("esc", ":").shows("enter make the call")
	})
}

func TestAMistakeIsSaidAtThePrompt(t *testing.T) {
	run(t, setup{w: 120, h: 30}, func(d *terminal) {
		d.press("n", "t", ":").write("setsockopt s SO_REUSEADDR|SO_REUSEPORT on").press("enter")
		d.shows("beware: SO_REUSEADDR|SO_REUSEPORT is 2|15 = 15", "each one by a call of its own").row("setsockopt(s, SOL_SOCKET, SO_REUSEPORT, [1], 4) = 0", "beware")
	})
}

func TestClosedSocketsAreNotOffered(t *testing.T) {
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.line("gone = socket tcp").line("here = socket tcp").line("close gone")
		d.press(":").write("send ").shows("here").hides(" gone\n", "gone │")
	})
}

// A long line that is opened for editing shows its beginning, and that it goes on.
func TestALongLineIsReadFromItsBeginning(t *testing.T) {
	long := `send c "` + strings.Repeat("0123456789", 12) + `the end"`
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.write("\x1b[200~# one\n" + long + "\n\x1b[201~").shows("next 2 of 2").press("e")
		d.row(`line 2 send c "0123`, "…").press("end").row("line 2 …", `the end"`).press("home").row(`line 2 send c "0123`)
		d.press("esc", "tab", "tab", ":").write("show s").press("esc", ":").row("› show s")
	})
}
