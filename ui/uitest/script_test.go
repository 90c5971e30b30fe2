package uitest

import (
	"os"
	"path/filepath"
	"testing"

	"netnet-tui/ui"
	"netnet-tui/ui/walk"
)

// opened returns a setup that begins with a file with this text.
func opened(t *testing.T, w, h int, name, text string) setup {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	read, err := walk.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return setup{w: w, h: h, options: ui.Options{File: &read}}
}

const demo = `# a listener and a client
s = server 127.0.0.1:0 1
nonblock s
accept s    => EINVAL   # it does not block: EAGAIN
c = client @s

a = accept s nonblock
send c "hello"
recv a 3    => "hel"
`

// A script is stepped, and run to a line and to its end; it stops at a line that fails.
func TestAScriptIsWalkedByKeys(t *testing.T) {
	run(t, opened(t, 120, 40, "demo.netnet", demo), func(d *terminal) {
		d.shows("▪ demo.netnet", "next 2 of 9").row("→", "2", "s = server 127.0.0.1:0 1").hides("Welcome", "listen(")
		d.press("space").row("✓", "2", "s = server", "ok").row("s ", "LISTEN").row("▸→", "3", "nonblock s").row("listen(s, 1) = 0")
		d.press("down", "e").row("line 4 accept s").write("\x15accept s => EAGAIN").shows("enter change the line").press("enter").row("▸→", "3").row("accept s => EAGAIN")
		d.press("down", "down", "down", "down").row("▸", "7", "a = accept").press("enter").row("✓", "EAGAIN").row("✓", "a = accept", "ok").row("▸→", "8", "send c")
		d.press("a").row("✓", "9", "recv a 3", `"hel"`).shows("at the end").press("space").row("! all lines have been run")
		d.press("ctrl+w").hides("demo.netnet").row("a ", "ESTABLISHED").press("ctrl+w").row("! there is nothing beside the sockets")
	})
}

// A socket that is closed by accident, on the way from the script, says how it comes back, and the script can be
// put away from the sockets too.
func TestACloseBesideAScriptIsTakenBack(t *testing.T) {
	run(t, opened(t, 80, 24, "demo.netnet", "s = server 127.0.0.1:0 1\nc = client @s\na = accept s\n"), func(d *terminal) {
		d.press("a").row("✓", "3", "a = accept").press("esc", "x").row("close a: backspace undoes it").row("a ", "–", "FIN-WAIT-2")
		d.press("backspace").shows("back to 3 steps").row("a ", "ESTABLISHED").press("ctrl+w").hides("demo.netnet").row("a ", "ESTABLISHED")
	})
}

// From a bench in use, the page of lessons leads back to the empty one with its offers.
func TestTheWelcomeComesBack(t *testing.T) {
	run(t, opened(t, 120, 40, "demo.netnet", demo), func(d *terminal) {
		d.press("space").row("s ", "LISTEN").press("3", "w", "y").shows("Welcome").hides("demo.netnet")
	})
}

func TestAScriptStopsAtTheFirstLineThatFails(t *testing.T) {
	run(t, opened(t, 80, 24, "demo.netnet", "s = socket tcp nonblock\nbind s 127.0.0.1:0 => EINVAL\nconnect s 127.0.0.1:1 => 0\nbnid s\nclose s\n"), func(d *terminal) {
		d.row("!", "4", "bnid s", "no verb").press("a").row("✗", "2", "bind s 127.0.0.1:0 => EINVAL", "got 0").row("▸→", "3").row("! bind s 127.0.0.1:0 => EINVAL: got 0; space continues after it")
		d.press("a").row("✗", "connect s").row("▸→", "4").press("a").row("! bnid s: there is no verb", "e edits the line")
		d.press("e").write("\x15# nothing").press("enter", "a").row("✓", "5", "close s").shows("0 open")
	})
}

// An edited line that does not parse is not accepted: the prompt stays open, and what has been made stays
// too.
func TestAMistakeInALineThatIsEdited(t *testing.T) {
	run(t, opened(t, 120, 40, "demo.netnet", demo), func(d *terminal) {
		d.press("space", "space").row("▸→", "4", "accept s").press("up", "e").row("line 3 nonblock s").write(" junk").press("enter").row("line 3 nonblock s junk").shows("esc leaves the line as it was")
		d.press("esc").row("✓", "3", "nonblock s").hides("junk").row("→", "4")
	})
}

// Pasted lines are a script; if one is open, they are inserted as its next lines.
func TestPastedLinesAreAScript(t *testing.T) {
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.write("\x1b[200~s = socket tcp\n  # two lines\nbind s 127.0.0.1:0\r\n\nlisten s 5\n\x1b[201~").shows("▪ pasted").row("▸→", "1", "s = socket tcp").hides("socket(AF_INET")
		d.press("space").row("✓", "s = socket tcp").write("\x1b[200~setsockopt s SO_REUSEADDR on\nshow s.SO_REUSEADDR\x1b[201~").row("▸→", "setsockopt s").press("a")
		d.row("✓", "show s.SO_REUSEADDR", "on").row("✓", "listen s 5").row("s ", "LISTEN")
		d.press("ctrl+w", ":").write("close s").write("\x1b[200~\nc = socket tcp\x1b[201~").shows("▪ pasted").row("▸→", "close s").row("c = socket tcp").press("a").row("c ", "tcp4")
	})
}

func TestTheBlocksOfAMarkdownFileAreListed(t *testing.T) {
	const page = "# Sockets\n```netnet\ns = socket tcp\n```\n## Pairs\nprose\n```netnet\na, b = socketpair unix\nsend a \"x\"\n```\n```sh\nls\n```\n"
	run(t, opened(t, 100, 30, "page.md", page), func(d *terminal) {
		d.shows("The blocks of page.md").row("1", "Sockets", "s = socket tcp", "(1 lines)").row("2", "Pairs", "a, b = socketpair unix")
		d.press("down", "down", "enter").shows("▪ Pairs").row("→", "8", "a, b = socketpair").hides("s = socket").press("a").row("✓", "9", "send a")
		d.press("b", "enter").shows("▪ page.md").row("→", "3", "s = socket tcp")
	})
}

// A step back makes the steps before the last one again in a new engine, and the script follows.
func TestStepBack(t *testing.T) {
	run(t, opened(t, 120, 40, "demo.netnet", demo), func(d *terminal) {
		d.press("backspace").row("! nothing has been done yet").press("a").row("✗", "4").press("space", "space", "space").row("✓", "8", "send c").row("▸→", "9")
		d.press("backspace").row("▸→", "8", "send c").row("a ", "ESTABLISHED").shows("back to 5 steps").hides("sendto(c")
		d.press("backspace", "backspace").row("▸→", "5", "c = client").hides("ESTABLISHED").press("a").row("✓", "9", `"hel"`)
		d.press("home", "down", "e").write("\x15s = server 127.0.0.1:0 7").press("enter").shows("back to 0 steps").row("▸→", "2", "0 7").press("space").row("s ", "LISTEN", "0/7")
	})
}

// At a script that has stopped, why and its trial are about the step that failed, and not about the selected socket.
func TestWhyAScriptStopped(t *testing.T) {
	begin := opened(t, 120, 40, "demo.netnet", "s = socket tcp\nbind s 127.0.0.1:0\na = accept s\nclose s\n")
	run(t, begin, func(d *terminal) {
		d.press("space", "y").shows("what s is doing").press("esc").hides("try in a copy").press("a").row("✗", "3", "a = accept s", "EINVAL")
		d.shows("t try in a copy").press("y").row("─ a = accept s ─").row("▸ try", "listen s").press("esc")
		d.press("space").row("✓", "4").hides("try in a copy").press("y").row("! ")
	})
}
